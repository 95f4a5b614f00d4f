/** Two real processes on one Postgres server, each with its terminal: nobody waits for an answer that another was given. */
import { expect, it } from 'vitest';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { firstLine, linearEnvironment, newWorkplace, readTickets } from '../support/child-program.ts';
import { startPostgres } from '../support/postgres.ts';

/** Set DOCKET_TEST_DEEP for it: the program is started four times. */
const deep = Boolean(process.env.DOCKET_TEST_DEEP);

it.runIf(deep)(
  'a terminal is answered by its own process, and told how its push ended when it was killed',
  async ({ onTestFinished }) => {
    const server = await startPostgres();
    if (typeof server === 'string') throw new Error(server);
    const sandbox = await startLinearSandbox();
    const environment = { ...linearEnvironment(sandbox), DATABASE_URL: await server.createDatabase() };
    const [here, there] = [newWorkplace(environment), newWorkplace(environment)];
    onTestFinished(async () => {
      await Promise.all([here.remove(), there.remove()]);
      await sandbox.close();
      await server.stop();
    });

    const first = here.start([]);
    await first.until(/Docket is ready/);
    const second = there.start([]);
    await second.until(/"main" is open in another terminal, so this one is "main-2"/);
    for (let round = 1; round <= 5; round += 1) {
      first.type(`/docket create From the first ${round}`);
      second.type(`/docket create From the second ${round}`);
      await first.until(new RegExp(`● \\S+ · From the first ${round}\n`));
      await second.until(new RegExp(`● \\S+ · From the second ${round}\n`));
    }

    first.type(firstLine);
    const offer = /\[(\d+)\] Approve all \d+ and push/;
    const [, number = ''] = offer.exec(await first.until(offer))!;
    sandbox.faults.add({ kind: 'slow', operation: 'issueRelationCreate', delayMs: 3000 });
    first.type(number);
    await expect.poll(() => sandbox.issues().length, { timeout: 60_000 }).toBeGreaterThan(10);
    first.kill();
    await first.ended;
    const again = here.start([]);
    const shown = await again.until(/Pushed to Linear/, 120_000);
    expect(shown).not.toContain('main-2');
    second.type('/docket documents');
    const elsewhere = await second.until(/Onboarding/);
    expect(elsewhere).not.toMatch(/From the first|Approve all|Pushed to Linear/);
    const issues = sandbox.issues().map(({ title }) => title);
    expect(new Set(issues).size).toBe(issues.length);
    again.endInput();
    await again.ended;
    const tickets = (await readTickets(here)).filter(({ external_key: key }) => key !== null);
    expect(tickets.map(({ title }) => title).sort()).toEqual(issues.sort());
  },
);

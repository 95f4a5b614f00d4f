/** Two processes at one ticket lose no line, never hold one claim both, and a killed one stops nobody. */
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TicketRepo } from '../../support/ticket-repo.ts';

/** Set DOCKET_TEST_DEEP for 1,000 lines and claims of each; the default run takes 30. */
const rounds = process.env.DOCKET_TEST_DEEP ? 1000 : 30;

/** A process of its own that logs, claims and changes the status in turns, all in the log of one and the same run. */
function work(repo: TicketRepo, id: string, name: string): Promise<{ claims: number; statuses: number }> {
  const program = `
    import { runTickets } from ${JSON.stringify(join(process.cwd(), 'src/cli/tickets/run-tickets.ts'))};
    const done = { claims: 0, statuses: 0 };
    const io = { cwd: ${JSON.stringify(repo.root)}, environment: {}, clock: () => new Date(), version: '', out() {},
      err: (text) => process.stderr.write(text), terminal: {}, interrupted: new AbortController().signal };
    const run = (...args) => runTickets([...args, '--ticket', '${id}', '--actor-id', 'agent:${name}',
      '--run-id', 'shared', '--run-started', '20260317T170000.000Z'], io);
    for (let round = 0; round < ${rounds}; round++) {
      if (await run('log', '--summary', '${name} ' + round) !== 0) process.exit(1);
      if (await run('claim') === 0) { done.claims++; if (await run('claim', '--release') === 0) done.claims++; }
      if (round % 5 === 0 && await run('status', '--status', round % 2 ? 'todo' : 'doing') === 0) done.statuses++;
    }
    console.log(JSON.stringify(done));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  return new Promise((resolve, reject) =>
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`${name} ended with ${code}`)),
    ),
  );
}

it(`two processes write ${rounds} lines and claims each into one log, and none is lost`, async () => {
  const repo = new TicketRepo();
  const id = await repo.do('new', '--title', 'contended');
  const [one, two] = await Promise.all([work(repo, id, 'one'), work(repo, id, 'two')]);
  const lines = repo.log(id);
  const of = (type: string) => lines.filter(({ event_type: found }) => found === type);
  for (const name of ['one', 'two']) {
    const summaries = of('work').flatMap(({ summary }) =>
      String(summary).startsWith(name) ? [summary] : [],
    );
    expect(summaries).toEqual(Array.from({ length: rounds }, (_line, at) => `${name} ${at}`));
  }
  expect(of('claim')).toHaveLength(one.claims + two.claims);
  expect(of('status')).toHaveLength(one.statuses + two.statuses);
  expect(of('claim').length).toBeGreaterThan(0);
  let holder: unknown = null;
  for (const { claim } of of('claim')) {
    expect(claim!.action).not.toBe('override');
    if (claim!.action === 'acquire') expect(holder).toBeNull();
    else expect(claim!.holder_id).toBe(holder);
    holder = claim!.action === 'release' ? null : claim!.holder_id;
  }
  expect(readdirSync(repo.path('.tickets', id)).toSorted()).toEqual(['logs', 'ticket.md']);
  expect((await repo.run('validate')).code).toBe(0);
});

it('the lock of a process that is gone is taken over, that of one that lives is waited for', async () => {
  const repo = new TicketRepo();
  const id = await repo.do('new', '--title', 'x');
  const lock = repo.path('.tickets', id, '.lock');
  writeFileSync(lock, `999999999 ${hostname()} gone`);
  await repo.do('log', '--ticket', id, '--summary', 'taken over');
  mkdirSync(repo.path('.tickets/.half-made.tmp'), { recursive: true });
  writeFileSync(repo.path('.tickets/.half-made.tmp/ticket.md'), repo.ticket(id));
  expect(await repo.json<object[]>('list', '--json')).toHaveLength(1);
  const child = spawn(process.execPath, [
    '-e',
    `
    require('node:fs').writeFileSync(${JSON.stringify(lock)}, process.pid + ' ' + require('node:os').hostname() + ' alive');
    console.log('held'); setTimeout(() => require('node:fs').unlinkSync(${JSON.stringify(lock)}), 150);`,
  ]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const before = performance.now();
  await repo.do('log', '--ticket', id, '--summary', 'waited');
  expect(performance.now() - before).toBeGreaterThan(50);
  expect(repo.log(id).map(({ summary }) => summary)).toEqual(['taken over', 'waited']);
});

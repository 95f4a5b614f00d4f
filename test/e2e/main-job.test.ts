/** The main job through the real program: as a piped conversation, as single commands, and as the demo. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import {
  type Ended,
  firstLine,
  linearEnvironment,
  newWorkplace,
  readTickets,
  repository,
  type Workplace,
} from '../support/child-program.ts';
import { blocksOf } from '../support/readme.ts';

/** Set DOCKET_TEST_DEEP for the repetitions: each starts the program. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);

const prd = readFileSync(join(repository, 'examples/onboarding-prd.md'), 'utf8');

describe('the chat lines of the README, piped into a machine with nothing set up', () => {
  const [first, then, changed] = blocksOf('text');
  const lines = [...first!, '1', ...then!, ...changed!];
  let workplace: Workplace;
  let told: Ended;
  beforeAll(async () => {
    workplace = newWorkplace();
    told = await workplace.run([], { lines });
  });
  afterAll(() => workplace.remove());

  it('ends with 0, in black and white, and with nothing on stderr', () => {
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).not.toContain('\u001B');
    for (const line of lines) expect(told.stdout).toContain(`› ${line}\n`);
    expect(told.stdout).not.toContain('✖');
  });

  it('says in two lines what it is and what to type', () => {
    const [ready, hint] = told.stdout.split('\n');
    expect(ready).toBe(
      'Docket is ready: the embedded planner, no key needed; tickets go to a sandbox Linear on this machine.',
    );
    expect(hint).toBe(`Try: ${firstLine}`);
  });

  it('shows the board before anything is sent, and sends on the press of a number', () => {
    const [board, push] = partsOf(
      told.stdout,
      lines.slice(0, 3).map((line) => `› ${line}`),
    );
    expect(board).toMatch(/\[1\] Approve all (\d+) and push to Linear › Engineering \(sandbox\)/);
    expect(board).not.toMatch(/ENG-\d/);
    const count = Number(/Approve all (\d+)/.exec(board!)![1]);
    expect(count).toBeGreaterThan(10);
    expect(squeeze(push!)).toMatch(
      new RegExp(
        `${count} tickets created in Linear › Engineering \\(sandbox\\): ENG-1 … ENG-${count}, with \\d+ links\\.`,
      ),
    );
  });

  it('answers "why" with lines of the document, word for word', () => {
    const [why] = partsOf(told.stdout, [`› ${lines[2]}`, '› sync']);
    const quote = [...why!.matchAll(/│ (.*)/g)].map((line) => line[1]!);
    expect(quote.length).toBeGreaterThan(0);
    expect(squeeze(prd)).toContain(squeeze(quote[0]!));
    expect(why).toMatch(/Approved by\s+\S/);
  });

  it('brings the status back', () => {
    const [, sync] = partsOf(told.stdout, [`› ${lines[2]}`, '› sync', '\u0000']);
    expect(sync).toMatch(/\d+ tickets checked: 0 moved/);
  });

  it('tells what a changed PRD means for each ticket, and leaves what was pushed to a person', () => {
    const [diff] = partsOf(told.stdout, [`› ${changed![0]}`, '\u0000']);
    expect(diff).toContain('3 changed, 1 new, 1 gone, 13 untouched');
    expect(diff).toContain('Docket closes nothing there.');
    expect(diff).toMatch(/\[\d+\] Approve 1 ticket and push to Linear/);
  });

  it('leaves each ticket once on the sandbox, under the link Docket keeps', async () => {
    const tickets = (await readTickets(workplace)).filter((ticket) => ticket.external_key !== null);
    const sandbox = await startLinearSandbox({ stateFile: join(workplace.home, 'sandbox-linear.jsonl') });
    const issues = sandbox.issues();
    await sandbox.close();
    expect(tickets.length).toBeGreaterThan(10);
    expect(issues.map((issue) => issue.title)).toEqual(tickets.map((ticket) => ticket.title));
    expect(issues.map((issue) => issue.key)).toEqual(tickets.map((ticket) => ticket.external_key));
  });
});

// The commands of the README do the same with the sandbox of the house, and kill.test.ts with a Linear of its own.
describe.runIf(isDeep)('with a Linear of its own', () => {
  let sandbox: LinearSandbox;
  let workplace: Workplace;
  beforeAll(async () => {
    sandbox = await startLinearSandbox();
    workplace = newWorkplace(linearEnvironment(sandbox));
  });
  afterAll(async () => {
    await workplace.remove();
    await sandbox.close();
  });

  it('sends nothing when nobody presses', async () => {
    await workplace.run([], { lines: [firstLine] });
    expect(sandbox.issues()).toEqual([]);
    expect(sandbox.operations()).not.toContain('issueBatchCreate');
  });

  it('pushes what the commands name, reads a moved status back, and prints JSON alone', async () => {
    expect(await workplace.run(['push', 'linear', '--json'])).toMatchObject({ code: 0 });
    expect(sandbox.issues()).toEqual([]);

    expect(await workplace.run(['approve', 'all'])).toMatchObject({ code: 0, stderr: '' });
    expect(sandbox.issues()).toEqual([]);

    const pushed = JSON.parse((await workplace.run(['push', 'linear', '--json'])).stdout);
    expect(pushed).toMatchObject({ platform: 'linear', failed: 0, unresolved: 0, skipped: 0 });
    expect(sandbox.issues()).toHaveLength(pushed.pushed);

    sandbox.edit('ENG-2', { state: 'In Progress' });
    const synced = JSON.parse((await workplace.run(['sync', '--json'])).stdout);
    const moved = synced.results.find(
      (row: { external_status: string }) => row.external_status === 'In Progress',
    );
    expect(moved.work_status).toBe('in_progress');

    const again = JSON.parse((await workplace.run(['push', 'linear', '--json'])).stdout);
    expect(again).toMatchObject({ failed: 0, skipped: pushed.pushed });
    expect(sandbox.issues()).toHaveLength(pushed.pushed);
  });

  // The tool's own test shows the same without starting the program.
  it('generates once however often it is asked to', async () => {
    const before = await readTickets(workplace);
    const made = JSON.parse(
      (await workplace.run(['generate', 'examples/onboarding-prd.md', '--json'])).stdout,
    );
    expect(made.tickets.map((ticket: { key: string }) => ticket.key)).toEqual(before.map((one) => one.key));
    expect(made.blocks.length).toBeGreaterThan(0);
    expect(made.parked.some((one: { reason: string }) => one.reason === 'suspicious')).toBe(true);
    expect(made.created).toBe(0);
  });
});

describe('docket demo --fast', () => {
  let workplace: Workplace;
  afterEach(() => workplace.remove());

  it('tells the whole story in order, ends with 0, and leaves nothing behind', async () => {
    workplace = newWorkplace();
    const { code, stdout, stderr } = await workplace.run(['demo', '--fast']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const story = [
      'A PRD comes in.',
      `› ${firstLine}`,
      'draft tickets',
      'Nothing has been sent.',
      '› [Approve all',
      '1 failed; nothing was duplicated.',
      'You retry it.',
      '› [Retry 1 failed]',
      'Later a teammate starts one in Linear.',
      '› sync',
      'In Progress',
      'why a ticket exists',
      '› why ENG-1?',
      'onboarding-prd.md',
      'That is the whole main job.',
    ];
    expectInOrder(stdout, story);
    expect(existsSync(workplace.home)).toBe(false);
  });
});

/** The text between each mark and the next. */
function partsOf(text: string, marks: readonly string[]): string[] {
  return marks.slice(0, -1).map((mark, at) => {
    const from = text.indexOf(mark);
    const to = text.indexOf(marks[at + 1]!, from);
    return text.slice(from, to < 0 ? undefined : to);
  });
}

/** Lines wrap where the terminal ends, so white space does not count. */
function expectInOrder(told: string, parts: readonly string[]): void {
  const text = squeeze(told);
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(
      at,
      `"${part}" comes next after ${JSON.stringify(text.slice(Math.max(0, from - 60), from))}`,
    ).toBeGreaterThan(-1);
    from = at + part.length;
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

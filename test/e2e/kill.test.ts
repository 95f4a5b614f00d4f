/** The promise about duplicates: the real program is killed at many moments of a push, and each ticket exists once. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import type { SandboxIssue } from '../../src/sandbox/linear/teammate.ts';
import {
  firstLine,
  linearEnvironment,
  newWorkplace,
  type Running,
  readTickets,
  type WireTicket,
  type Workplace,
} from '../support/child-program.ts';

// Each scene starts the program three or four times and waits between; a few side by side keep the processors busy.
vi.setConfig({ maxConcurrency: 3 });

type Scene = { sandbox: LinearSandbox; workplace: Workplace };

async function setScene({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<Scene> {
  const sandbox = await startLinearSandbox();
  const workplace = newWorkplace(linearEnvironment(sandbox));
  onTestFinished(async () => {
    await sandbox.close();
    await workplace.remove();
  });
  return { sandbox, workplace };
}

/** A chat in which the board is on screen, and the press that approves and pushes all of it. */
async function openBoard({ workplace }: Scene): Promise<Running & { approve(): void }> {
  const chat = workplace.start([]);
  chat.type(firstLine);
  const offer = /\[(\d+)\] Approve all \d+ and push/;
  const [, number = ''] = offer.exec(await chat.until(offer)) ?? [];
  return { ...chat, approve: () => chat.type(number) };
}

async function killWhen(running: Running, due: () => boolean): Promise<void> {
  const gaveUpAt = Date.now() + 60_000;
  while (!due()) {
    if (Date.now() > gaveUpAt) throw new Error('the moment to kill at never came');
    await pause(2);
  }
  running.kill();
  expect(await running.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
}

/** Starts the same home again, as a person would, and waits for the push to settle. */
async function goOn({ workplace }: Scene): Promise<void> {
  const { code, stderr } = await workplace.run([], { lines: ['show the board'], timeoutMs: 90_000 });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

async function expectEachOnce({ sandbox, workplace }: Scene): Promise<void> {
  const tickets = await readTickets(workplace);
  const issues = sandbox.issues();
  expect(tickets.length).toBeGreaterThan(10);
  expect(issues.map((issue) => issue.title).sort()).toEqual(tickets.map((ticket) => ticket.title).sort());
  expect(new Set(issues.map((issue) => issue.title)).size).toBe(issues.length);
  const links = tickets.map(({ title, external_key: key, external_id: id }) => ({ title, key, id }));
  expect(byTitle(links)).toEqual(byTitle(issues.map(({ title, key, id }) => ({ title, key, id }))));
  for (const { status } of tickets) expect(['pushed', 'synced']).toContain(status);
  expectEachLinkOnce(tickets, issues);
}

/** Each dependency is one relation, from the issue of the one to the issue of the other. */
function expectEachLinkOnce(tickets: WireTicket[], issues: SandboxIssue[]): void {
  const keyOf = new Map(tickets.map((ticket) => [ticket.key, ticket.external_key]));
  const wanted = tickets.flatMap(({ depends_on: keys, external_key: own }) =>
    keys.map((key) => [keyOf.get(key), own].sort().join(' ')),
  );
  const made = issues.flatMap(({ key, related }) => related.map((other) => [key, other].sort().join(' ')));
  expect(wanted.length).toBeGreaterThan(5);
  expect(made.sort()).toEqual([...wanted, ...wanted].sort());
}

function byTitle<Titled extends { title: string }>(list: Titled[]): Titled[] {
  return list.sort((one, other) => one.title.localeCompare(other.title));
}

function exist(sandbox: LinearSandbox, count: number): () => boolean {
  return () => sandbox.issues().length >= count;
}

function wasAsked(sandbox: LinearSandbox, operation: string): () => boolean {
  return () => sandbox.operations().includes(operation);
}

/** Set DOCKET_TEST_DEEP for every scene; the default run keeps one of each kind, since each starts the program twice. */
const deep = Boolean(process.env.DOCKET_TEST_DEEP);

describe.concurrent('killed with -9 between the approval and the end of the push', () => {
  it.runIf(deep)('after the issues came to be and before any link did', async (test) => {
    const scene = await setScene(test);
    scene.sandbox.faults.add({ kind: 'slow', operation: 'issueRelationCreate', delayMs: 5000 });
    const chat = await openBoard(scene);
    chat.approve();
    await killWhen(chat, exist(scene.sandbox, 1));
    scene.sandbox.faults.clear();
    await goOn(scene);
    await expectEachOnce(scene);
  });

  it('while the request is under way whose issues come to be after the process is gone', async (test) => {
    const scene = await setScene(test);
    scene.sandbox.faults.add({ kind: 'slow', operation: 'issueBatchCreate', delayMs: 1500 });
    const chat = await openBoard(scene);
    chat.approve();
    await killWhen(chat, wasAsked(scene.sandbox, 'issueBatchCreate'));
    expect(scene.sandbox.issues()).toEqual([]);
    await goOn(scene);
    await expectEachOnce(scene);
  });

  it.for(deep ? ['issueBatchCreate', 'issueRelationCreate'] : [])(
    'when the answer to %s was lost just before',
    async (operation, test) => {
      const scene = await setScene(test);
      scene.sandbox.faults.add({ kind: 'lost_answer', operation });
      const chat = await openBoard(scene);
      chat.approve();
      await killWhen(chat, wasAsked(scene.sandbox, operation));
      await goOn(scene);
      await expectEachOnce(scene);
    },
  );

  it.runIf(deep)(
    'before the first request, while the tracker is still being asked where to',
    async (test) => {
      const scene = await setScene(test);
      const chat = await openBoard(scene);
      const asked = scene.sandbox.operations().length;
      scene.sandbox.faults.add({ kind: 'slow', times: 3, delayMs: 1000 });
      chat.approve();
      await killWhen(chat, () => scene.sandbox.operations().length > asked);
      expect(scene.sandbox.issues()).toEqual([]);
      await goOn(scene);
      await expectEachOnce(scene);
    },
  );

  it.runIf(deep)(
    'twice in the same push: while its issues are made, and while its links are',
    async (test) => {
      const scene = await setScene(test);
      scene.sandbox.faults.add({ kind: 'slow', operation: 'issueBatchCreate', delayMs: 400 });
      scene.sandbox.faults.add({ kind: 'slow', operation: 'issueRelationCreate', delayMs: 1500 });
      const chat = await openBoard(scene);
      chat.approve();
      await killWhen(chat, wasAsked(scene.sandbox, 'issueBatchCreate'));
      const second = scene.workplace.start([]);
      await killWhen(second, wasAsked(scene.sandbox, 'issueRelationCreate'));
      expect(scene.sandbox.issues().flatMap(({ related }) => related)).toEqual([]);
      await goOn(scene);
      await expectEachOnce(scene);
    },
  );
});

describe.runIf(deep)('killed with -9 around the click', { concurrent: true }, () => {
  it.for([0, 30])('%i ms after it: either it counts entirely or nothing of it does', async (ms, test) => {
    const scene = await setScene(test);
    const chat = await openBoard(scene);
    chat.approve();
    await pause(ms);
    chat.kill();
    await chat.ended;
    await goOn(scene);
    if (scene.sandbox.issues().length > 0) return expectEachOnce(scene);
    const tickets = await readTickets(scene.workplace);
    expect(new Set(tickets.map((ticket) => ticket.status))).toEqual(new Set(['generated']));
  });
});

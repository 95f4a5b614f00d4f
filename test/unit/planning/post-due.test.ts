/** What is due is posted once, by one instance, after a restart too, on the clock of the workspace. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { drawStillCard } from '../../../src/cards/attention-card.ts';
import { drawDueCard } from '../../../src/cards/schedule-card.ts';
import type { Thread } from '../../../src/domain/conversation.ts';
import { newExecution } from '../../../src/domain/execution.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import type { DigestView } from '../../../src/domain/publication-view.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { createPlanning, type Planning } from '../../../src/planning/create-planning.ts';
import type { Due } from '../../../src/planning/post-due.ts';
import { type Log, silentLog } from '../../../src/ports/log.ts';
import { createMutate } from '../../../src/tickets/mutate.ts';
import { aTicket } from '../../contracts/store-samples.ts';
import { openTestStorage, type TestStorage } from '../../support/storage.ts';
import { callerIn } from '../../support/ticket-desk.ts';

let now: string;
let storage: TestStorage;
let planning: Planning;
let caller: Caller;
const posted: Due[] = [];
const faults: string[] = [];

beforeAll(async () => {
  now = '2026-03-20T12:00:00Z';
  storage = await openTestStorage({ clock: { now: () => new Date(now) } });
});
afterAll(() => storage.close());

beforeEach(async () => {
  // Saturday, the eve of daylight saving in Berlin.
  now = '2026-03-28T07:00:00Z';
  posted.length = 0;
  faults.length = 0;
  planning = openInstance();
  const { store, ids } = storage;
  const workspace = { id: ids.next(), name: 'Acme', timeZone: 'Europe/Berlin', settings: {}, createdAt: now };
  await store.workspaces.insert(workspace);
  const { id: threadId } = await store.threads.ensure(workspace.id, 'terminal', 'main');
  caller = callerIn(workspace, { threadId });
});

function openInstance(): Planning {
  const { store, clock, ids } = storage;
  const log: Log = { ...silentLog, error: (message) => void faults.push(message) };
  const mutate = createMutate({ clock, ids });
  const rest = { mutate, templates: () => [], tickets: { select: async () => [] }, publication };
  return createPlanning({ store, clock, ids, log, ...rest });
}

/** What changed at trackers, as the thread was not told yet. */
let untold: DigestView | null = null;
const publication = {
  findAlike: async () => ({ candidates: [], problem: null }),
  async tellNews(_thread: Thread, tell: (digest: DigestView) => Promise<void>) {
    if (untold) await tell(untold);
    untold = null;
  },
};

const post = async (due: Due) => {
  if (due.schedule.workspaceId === caller.workspaceId) posted.push(due);
};
const look = (surface = 'terminal', by = planning) =>
  by.postDue({ reach: { surfaces: [surface], threadIds: [] }, post });
const dueAt = async () => (await planning.schedules(caller)).schedules.map((one) => one.dueAt);

it('comes at its time and then next, at nine also where the clock was moved that night', async () => {
  await planning.schedule(caller, { kind: 'blocked', cadence: 'daily 9:30' });
  now = '2026-03-28T08:29:59Z';
  await look();
  expect(posted).toEqual([]);
  now = '2026-03-28T08:30:00Z';
  await look();
  await look();
  expect(posted).toMatchObject([
    { schedule: { kind: 'blocked' }, report: { kind: 'blocked' }, missedAt: null },
  ]);
  expect(await dueAt()).toEqual(['2026-03-29T07:30:00.000Z']);
});

it('is posted by one of two instances that look at the same moment', async () => {
  await planning.schedule(caller, { kind: 'summary', cadence: 'daily 9:30' });
  const other = openInstance();
  for (let day = 28; day <= 31; day++) {
    now = `2026-03-${day}T08:30:00Z`;
    await Promise.all([look(), look('terminal', other), look(), look('terminal', other)]);
  }
  expect(posted).toHaveLength(4);
});

it('reminds once, of the words it was given, by name', async () => {
  await planning.schedule(caller, { kind: 'reminder', when: 'in 2 hours', text: 'approve everything' });
  now = '2026-03-28T09:00:05Z';
  await look();
  now = '2026-03-29T09:00:05Z';
  await look();
  expect(posted).toHaveLength(1);
  const card = drawDueCard({ ...posted[0]!, now });
  expect(card.summary).toBe('Reminder for Priya: approve everything');
  expect(JSON.stringify(card.blocks)).toContain('"kind":"mention"');
  expect(await dueAt()).toEqual([]);
});

it('makes up for the latest missed time within a day, once, and says that it is late', async () => {
  await planning.schedule(caller, { kind: 'standup', cadence: 'daily 9:30' });
  now = '2026-03-31T18:00:00Z';
  await look('terminal', openInstance());
  await look();
  expect(posted).toMatchObject([{ missedAt: '2026-03-31T07:30:00.000Z' }]);
  expect(JSON.stringify(drawDueCard({ ...posted[0]!, now }))).toContain('Late: this was due today at 09:30');
  expect(await dueAt()).toEqual(['2026-04-01T07:30:00.000Z']);
});

it('leaves out what is more than a day late, and goes on with what comes next', async () => {
  await planning.schedule(caller, { kind: 'reminder', when: 'in 2 hours', text: 'call legal' });
  await planning.schedule(caller, { kind: 'summary', cadence: 'every sunday at 9' });
  now = '2026-04-01T12:00:00Z';
  await look();
  expect(posted).toEqual([]);
  expect(await dueAt()).toEqual(['2026-04-05T07:00:00.000Z']);
});

it('is left to the instance that has the thread’s chat', async () => {
  await planning.schedule(caller, { kind: 'summary', cadence: 'daily 9:30' });
  now = '2026-03-28T08:30:00Z';
  await look('slack');
  expect(posted).toEqual([]);
  await look();
  expect(posted).toHaveLength(1);
});

it('is tried again two minutes after its chat could not be reached, and never posted when stopped', async () => {
  await planning.schedule(caller, { kind: 'summary', cadence: 'daily 9:30' });
  const failing = {
    reach: { surfaces: ['terminal'], threadIds: [] },
    post: () => Promise.reject(new Error('offline')),
  };
  now = '2026-03-28T08:30:00Z';
  await planning.postDue(failing);
  expect(faults).toEqual(['a scheduled message could not be posted']);
  now = '2026-03-28T08:31:00Z';
  await look();
  expect(posted).toEqual([]);
  now = '2026-03-28T08:32:30Z';
  await look();
  expect(posted).toHaveLength(1);
  await planning.stop(caller, { cadence: 'daily' });
  now = '2026-03-29T08:32:30Z';
  await look();
  expect(posted).toHaveLength(1);
});

it('tells what changed in the tracker at its time, and nothing where nothing did', async () => {
  await planning.schedule(caller, { kind: 'digest', cadence: 'daily 9:30' });
  now = '2026-03-28T08:30:00Z';
  untold = { zone: 'UTC', now, since: now, rows: [], updates: [] };
  await look();
  expect(posted).toMatchObject([{ schedule: { kind: 'digest' }, report: null, digest: { rows: [] } }]);
  now = '2026-03-29T08:30:00Z';
  await look();
  expect(posted).toHaveLength(1);
  expect(await dueAt()).toEqual(['2026-03-30T07:30:00.000Z']);
});

it('S2-71: a status review comes on Monday with what lies around, and a workflow with its name', async () => {
  await planning.schedule(caller, { kind: 'status_review', cadence: 'every monday at 9' });
  await planning.schedule(caller, { kind: 'workflow', text: 'weekly-report', cadence: 'every monday at 10' });
  await expect(planning.schedule(caller, { kind: 'workflow', cadence: 'daily 9:00' })).rejects.toThrow(
    'Which workflow',
  );
  now = '2026-03-30T08:00:30Z';
  await look();
  expect(posted.map(({ schedule }) => schedule.kind).sort()).toEqual(['status_review', 'workflow']);
  const review = posted.find(({ schedule }) => schedule.kind === 'status_review')!;
  expect(review.review).toMatchObject({ done: false, archived: [], still: [] });
  const card = drawDueCard({ ...review, now });
  expect(card.title).toBe('Status review');
  expect(JSON.stringify(card.blocks)).toContain('Everything is tidy');
});

it('S2-71: asks after what is blocked and nobody spoke of for a day, once a day, by one instance', async () => {
  const { store, ids } = storage;
  const { workspaceId } = caller;
  const threadId = caller.threadId!;
  const blocker = { text: 'waits for the provider', by: null, at: now };
  const sample = aTicket(workspaceId);
  const ticket: Ticket = {
    ...sample,
    key: 'BUG-2026-777',
    work: { ...sample.work, status: 'blocked', blockedAt: now, blocker },
    execution: { ...newExecution(), threadId },
  };
  await store.tickets.insert(ticket);
  const asked: string[] = [];
  const reach = { surfaces: ['terminal'], threadIds: [] };
  const ask = () =>
    Promise.all(
      [planning, openInstance()].map((instance) =>
        instance.askAfterStill(workspaceId, {
          reach,
          postStill: async ({ thread, view }) => {
            expect(thread.id).toBe(threadId);
            asked.push(drawStillCard(view).summary!);
          },
        }),
      ),
    );
  now = '2026-03-29T06:00:00Z';
  await ask();
  expect(asked).toEqual([]);
  now = '2026-03-29T08:00:00Z';
  await ask();
  now = '2026-03-30T07:00:00Z';
  await ask();
  expect(asked).toEqual([expect.stringContaining('Blocked since Sat 28 Mar 2026: waits for the provider.')]);
  const said = { ticketId: ticket.id, agent: 'qa', result: 'note' as const, details: 'Asked them.' };
  const none = { error: null, runId: null, stepId: null, key: null };
  await store.agentUpdates.append({ ...said, ...none, id: ids.next(), workspaceId, createdAt: now });
  now = '2026-03-30T09:00:00Z';
  await ask();
  expect(asked).toHaveLength(1);
  now = '2026-03-31T09:00:00Z';
  await ask();
  expect(asked).toHaveLength(2);
});

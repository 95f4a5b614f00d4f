/** A process that dies at any await of a push, and the next one: every ticket ends with one issue or a reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { Death, type Life, mortal, mortalStore, startLife } from '../../support/mortal.ts';
import {
  type ClockedStorage,
  link,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../../support/publishing.ts';
import {
  connect,
  type ScriptedTracker,
  scriptedTraits,
  scriptTracker,
} from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

type Scene = { house: Publishing; tracker: ScriptedTracker; tickets: Ticket[] };

/** Tickets whose attempts go well, get lost before and after the commit, and are refused: `count` of them. */
async function setScene(count: number): Promise<Scene> {
  const tracker = scriptTracker(storage.clock);
  const house = await openPublishing(storage, connect(tracker));
  const [epic] = await house.add(['Epic'], { type: 'epic' });
  const names = Array.from({ length: count - 2 }, (_, at) => `Ticket ${at}`);
  const tickets = [
    epic!,
    ...(await house.add(['Child'], { parentId: epic!.id })),
    ...(await house.add(names)),
  ];
  tracker.script.set('Ticket 0', ['lost']);
  tracker.script.set('Ticket 2', ['dropped']);
  tracker.script.set('Ticket 3', Array(6).fill({ refused: 'Title is taken.' }));
  tracker.script.set('Ticket 4', [{ refused: 'Slow down.', retryable: true, retryAfterMs: 2000 }]);
  return { house, tracker, tickets };
}

/** One that is to be linked and one that is to be written into an issue of somebody else; both lose an answer. */
async function setDecided(): Promise<Scene> {
  const tracker = scriptTracker(storage.clock);
  const house = await openPublishing(storage, connect(tracker));
  tracker.addOther({ title: 'Okta login' });
  tracker.addOther({ title: 'Export invoices' });
  const [linked, written] = await house.add(['Login with Okta', 'Invoices export']);
  await review(house, [linked!, written!]);
  await house.publication.settleDuplicate(house.ana, { ticketId: linked!.id, choice: 'link' });
  await house.publication.settleDuplicate(house.ana, { ticketId: written!.id, choice: 'update' });
  tracker.steps = ['lost', 'dropped'];
  return { house, tracker, tickets: [linked!, written!] };
}

/** A family in one request, and its links in others; requests of both kinds lose their answers. */
async function setLinked(): Promise<Scene> {
  const traits = { ...scriptedTraits, createAtOnce: 5, linkAtOnce: 2, idIsKey: true, maxConcurrency: 1 };
  const tracker = scriptTracker(storage.clock, { traits });
  const house = await openPublishing(storage, connect(tracker));
  const [epic] = await house.add(['Epic'], { type: 'epic' });
  const [child] = await house.add(['Child'], { parentId: epic!.id });
  const others = await house.add(['Ticket 5', 'Ticket 6', 'Ticket 7', 'Ticket 9']);
  const tickets = [epic!, child!, ...others];
  for (const other of others.slice(0, 3)) await link(house, 'blocks', child!, other);
  for (const title of ['Epic', 'Child', 'Ticket 5', 'Ticket 6']) tracker.script.set(title, ['lost']);
  tracker.script.set('Ticket 7', ['dropped']);
  tracker.steps = ['lost', 'dropped'];
  return { house, tracker, tickets };
}

/** One process from the click to the end of the push; it may die on the way. */
async function live({ house, tracker, tickets }: Scene, life: Life): Promise<void> {
  const { board } = await review(house, tickets);
  const { queue } = house;
  const process = house.restart({
    store: mortalStore(storage.store, life),
    trackers: connect(mortal(tracker, life)),
    queue: mortal(queue, life),
  });
  const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
  try {
    const { push } = await process.approveAndPush(house.ana, wish);
    queue.jobs.splice(0);
    await process.runPush(push.id, new AbortController().signal);
  } catch (fault) {
    if (!(fault instanceof Death)) throw fault;
  }
}

/** The next process: it recovers, and the person who saw nothing happen clicks again. */
async function afterlife({ house, tickets }: Scene, soleOwner: boolean): Promise<void> {
  const { clock } = house;
  const sleep = async (ms: number) => clock.pass(Math.max(ms, 12_000));
  const next = house.restart({ sleep, soleOwner });
  house.queue.jobs.splice(0);
  await next.recover();
  await house.work(next);
  const { board, counts } = await next.openBoard(house.ana, {
    ticketIds: tickets.map(({ id }) => id),
    documentId: null,
    title: 'Review',
  });
  if (counts.toReview === 0) return;
  await next.approveAndPush(house.ana, { boardId: board.id, rev: board.rev, which: 'all' });
  await house.work(next);
}

async function judge({ house, tracker, tickets }: Scene, when: string): Promise<void> {
  const names = tracker.issues.map(({ draft }) => draft.title).sort();
  const notCreated = ['Ticket 3', 'Invoices export'];
  const expected = tickets.map(({ title }) => title).filter((title) => !notCreated.includes(title));
  expect(names, `one issue per ticket, ${when}`).toEqual(expected.sort());
  const workspaceId = house.desk.workspace.id;
  const ids = tickets.map(({ id }) => id);
  for (const ref of await storage.store.externalRefs.ofTickets(workspaceId, ids)) {
    const issue = tracker.issues.find(({ snapshot }) => snapshot.externalId === ref.externalId);
    const ticket = tickets.find(({ id }) => id === ref.ticketId);
    if (ticket?.title === 'Invoices export') expect(ref.externalKey, when).toBe('OTH-81');
    else expect(issue?.draft.title, `the reference of ${ticket?.title}, ${when}`).toBe(ticket?.title);
  }
  for (const { id, title } of tickets) {
    const { review: facet } = await house.ticket(id);
    const end = title === 'Ticket 3' ? ['push_failed', 'Title is taken.'] : ['pushed', null];
    expect([facet.status, facet.pushError], `${title}, ${when}`).toEqual(end);
  }
  judgeDuplicates(tracker, tickets, when);
  judgeLinks(tracker, tickets, when);
  const child = tracker.issues.find(({ draft }) => draft.title === 'Child');
  const epic = tracker.issues.find(({ draft }) => draft.title === 'Epic');
  expect(child?.draft.parentExternalId, when).toBe(epic?.snapshot.externalId);
}

/** Each relation and each section is there, once. */
function judgeDuplicates(
  { issues, relations, texts, amendments }: ScriptedTracker,
  tickets: Ticket[],
  when: string,
) {
  if (!tickets.some(({ title }) => title === 'Invoices export')) return;
  const linked = issues.find(({ draft }) => draft.title === 'Login with Okta')?.snapshot.externalId;
  expect([...relations.values()], when).toEqual([{ from: linked, to: 'other-80' }]);
  expect(texts.get('other-81')?.split('## Invoices export'), when).toHaveLength(2);
  expect(amendments, when).toBe(1);
}

/** Each link is there under one key. */
function judgeLinks({ issues, relations }: ScriptedTracker, tickets: Ticket[], when: string) {
  if (!tickets.some(({ title }) => title === 'Ticket 9')) return;
  const titleOf = (id: string) => issues.find(({ snapshot }) => snapshot.externalId === id)!.draft.title;
  const made = [...relations.values()].map(({ from, to }) => `${titleOf(from)} > ${titleOf(to)}`);
  expect(made.sort(), when).toEqual(['Child > Ticket 5', 'Child > Ticket 6', 'Child > Ticket 7']);
}

/** True when it died: how attempts interleave differs from run to run, and so does the number of awaits a little. */
async function dieAt(set: () => Promise<Scene>, point: number): Promise<boolean> {
  const scene = await set();
  const life = startLife(point);
  await live(scene, life);
  // Whether the next process knows that it is alone must make no difference to what ends up at the tracker.
  await afterlife(scene, point % 2 === 0);
  await judge(scene, `after dying at point ${point}`);
  return life.dead;
}

async function countPoints(set: () => Promise<Scene>): Promise<number> {
  const scene = await set();
  const life = startLife(null);
  await live(scene, life);
  await judge(scene, 'with nobody dying');
  return life.points;
}

/** Set DOCKET_TEST_DEEP to die at every single await instead of at awaits spread over the whole push. */
const stride = process.env.DOCKET_TEST_DEEP ? 1 : undefined;

async function dieAlong(set: () => Promise<Scene>, step: number): Promise<void> {
  const points = await countPoints(set);
  expect(points).toBeGreaterThan(60);
  let [lives, deaths] = [0, 0];
  for (let point = 1; point <= points; point += step) {
    lives += 1;
    if (await dieAt(set, point)) deaths += 1;
  }
  expect(deaths).toBeGreaterThan(0.9 * lives);
}

describe('a process that dies', () => {
  it('at awaits all along a small push leaves no ticket without its end and none with two issues', async () => {
    await dieAlong(() => setScene(3), stride ?? 131);
  }, 600_000);

  it('leaves no link undone and no section written twice', async () => {
    await dieAlong(setDecided, stride ?? 131);
  }, 600_000);

  it('inside and between the requests for issues and for links leaves each link there once', async () => {
    await dieAlong(setLinked, stride ?? 197);
  }, 600_000);

  it('at awaits all along a push of ten does not either', async () => {
    await dieAlong(() => setScene(10), stride ?? 499);
  }, 600_000);
});

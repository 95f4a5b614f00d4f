/** Links between pushed tickets: made after their issues, once each, only when approved, and never in a ticket's way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { unlinkTickets } from '../../../src/tickets/link.ts';
import {
  addDocument,
  approveAll,
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
import { newTicket, scopeIn } from '../../support/ticket-desk.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(() => begin({ createAtOnce: 10, linkAtOnce: 3 }));
afterAll(() => storage.close());

async function begin(traits: Partial<typeof scriptedTraits>): Promise<void> {
  tracker = scriptTracker(storage.clock, { traits: { ...scriptedTraits, ...traits } });
  house = await openPublishing(storage, connect(tracker));
}

const issueOf = (title: string) =>
  tracker.issues.find(({ draft }) => draft.title === title)?.snapshot.externalId;
/** Relations as titles, sorted. */
const relations = () => {
  const titleOf = (id: string) =>
    tracker.issues.find(({ snapshot }) => snapshot.externalId === id)?.draft.title ?? id;
  return [...tracker.relations.values()].map(({ from, to }) => `${titleOf(from)} > ${titleOf(to)}`).sort();
};

async function pushAll(tickets: readonly Ticket[]) {
  const { push } = await approveAll(house, tickets);
  await house.work();
  return house.publication.pushView(house.ana, push.id);
}

const trio = () => house.add(['A', 'B', 'C']) as Promise<[Ticket, Ticket, Ticket]>;

describe('the links of a push', () => {
  it('are made after all issues, as many at once as the tracker takes', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    await link(house, 'relatesTo', c, b);
    await link(house, 'duplicateOf', c, a);
    await link(house, 'precedes', a, c);
    const [d] = await house.add(['D']);
    await link(house, 'blocks', a, d!);
    const { counts, rows } = await pushAll([a, b, c, d!]);
    expect(tracker.batches).toEqual([['A', 'B', 'C', 'D'], 3, 1]);
    expect(relations()).toEqual(['A > B', 'A > D', 'C > A', 'C > B']);
    expect(counts).toMatchObject({ confirmed: 4, linked: 4, unlinked: 0, linking: 0 });
    expect(rows[0]!.links).toEqual([
      { type: 'blocks', to: '#2', state: 'confirmed', reason: null },
      { type: 'blocks', to: '#4', state: 'confirmed', reason: null },
    ]);
  });

  it('to a ticket that is out already are made, and one whose other end comes later comes with it', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    await link(house, 'blocks', b, c);
    await pushAll([a]);
    expect(relations()).toEqual([]);
    await pushAll([b]);
    expect(relations()).toEqual(['A > B']);
    await pushAll([c]);
    expect(relations()).toEqual(['A > B', 'B > C']);
  });

  it('that lose their answer are made again under the same key, and stand there once', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    await link(house, 'blocks', a, c);
    tracker.steps = ['lost', 'dropped', 'lost'];
    const { counts } = await pushAll([a, b, c]);
    expect(relations()).toEqual(['A > B', 'A > C']);
    expect(counts).toMatchObject({ confirmed: 3, linked: 2 });
  });

  it('that are refused in company go alone, and one that is refused fails no ticket and can be retried', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    await link(house, 'blocks', a, c);
    const company = { refused: 'Not all of them.', retryable: true, alone: true };
    tracker.steps = [company, company, { refused: 'These two are one.' }];
    const { push, counts, rows } = await pushAll([a, b, c]);
    expect(tracker.batches.slice(1)).toEqual([2, 1, 1]);
    expect(counts).toMatchObject({ confirmed: 3, failed: 0, linked: 1, unlinked: 1 });
    expect(rows[0]!.links).toMatchObject([
      { state: 'failed', reason: 'These two are one.' },
      { state: 'confirmed' },
    ]);
    expect((await house.ticket(a.id)).review.status).toBe('pushed');
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(relations()).toEqual(['A > B', 'A > C']);
  });

  it('of a ticket that is refused are not made, and are made when it comes on a retry', async () => {
    const [a, b] = await trio();
    await link(house, 'blocks', a, b);
    tracker.script.set('B', [{ refused: 'No.' }]);
    const { push, rows } = await pushAll([a, b]);
    expect(rows[0]!.links).toMatchObject([{ state: 'failed', reason: `${b.key} was not created.` }]);
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(relations()).toEqual(['A > B']);
  });

  it('ride along with the issue where the tracker makes both, and only the rest is sent by itself', async () => {
    await begin({ createAtOnce: 1, linkAtOnce: 3, embedsLinks: true, maxConcurrency: 1 });
    const [a, b, c] = await trio();
    await link(house, 'blocks', b, a);
    await link(house, 'blocks', a, c);
    tracker.script.set('C', ['lost']);
    const { counts } = await pushAll([a, b, c]);
    expect(tracker.issues.map(({ draft }) => draft.links)).toEqual([
      undefined,
      [{ type: 'blocks', role: 'source', externalId: issueOf('A') }],
      [{ type: 'blocks', role: 'target', externalId: issueOf('A') }],
    ]);
    expect(tracker.batches).toEqual([['A'], ['B'], ['C'], 1]);
    expect(counts).toMatchObject({ confirmed: 3, linked: 2 });
  });

  it('lead to the page a ticket was read from, where the tracker shows such a thing', async () => {
    await begin({ showsSource: true });
    const document = await addDocument(house.desk, [], 'The plan');
    const source = { kind: 'url' as const, name: 'https://wiki.test/plan' };
    await storage.store.documents.swap({ ...document, source }, document.version);
    const { origin } = newTicket(house.desk);
    const [a] = await house.add(['A'], { origin: { ...origin, documentId: document.id } });
    const { rows } = await pushAll([a!]);
    expect([...tracker.relations.values()]).toEqual([{ from: 'issue-1', to: 'https://wiki.test/plan' }]);
    expect(rows[0]!.links).toMatchObject([{ type: 'source', to: 'The plan', state: 'confirmed' }]);
  });
});

describe('consent to links', () => {
  const standings = async (tickets: readonly Ticket[]) => {
    const { counts } = await review(house, tickets);
    return counts;
  };
  const unlink = (source: Ticket, target: Ticket) =>
    storage.store.transact((nouns) => {
      const linking = { nouns, scope: scopeIn(house.desk), clock: storage.clock, ids: storage.ids };
      return unlinkTickets(linking, 'blocks', source, target);
    });

  it('is asked for again when a link changes before the push, from its two tickets and no other', async () => {
    const [a, b, c] = await trio();
    await house.publication.approveNamed(house.ana, [a.id, b.id, c.id]);
    expect(await standings([a, b, c])).toMatchObject({ approved: 3, toReview: 0 });
    await link(house, 'blocks', a, b);
    expect(await standings([a, b, c])).toMatchObject({ approved: 1, toReview: 2 });
    await unlink(a, b);
    expect(await standings([a, b, c])).toMatchObject({ approved: 3, toReview: 0 });
  });

  it('is void for a board that showed other links', async () => {
    const [a, b] = await trio();
    const { board } = await review(house, [a, b]);
    await link(house, 'blocks', a, b);
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    await expect(house.publication.approveAndPush(house.ana, wish)).rejects.toMatchObject({ code: 'STALE' });
    expect(tracker.batches).toEqual([]);
  });

  it('stops no issue when a link changes on its way: one taken away is left out, a new one waits for its own', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    const { push } = await approveAll(house, [a, b, c]);
    await unlink(a, b);
    await link(house, 'blocks', a, c);
    await house.work();
    const { counts } = await house.publication.pushView(house.ana, push.id);
    expect(counts).toMatchObject({ confirmed: 3, failed: 0, linked: 0, unlinked: 0 });
    expect(tracker.batches).toHaveLength(1);
  });

  it('covers no link that was smuggled into the store', async () => {
    const [a, b, c] = await trio();
    await link(house, 'blocks', a, b);
    const { push } = await approveAll(house, [a, b]);
    await link(house, 'blocks', a, c);
    const [planned] = (await storage.store.pushes.intents(push.id)).filter(({ op }) => op === 'link');
    const smuggled = { ...planned!, contentHash: `blocks ${a.id} ${c.id}`, waitsFor: c.id };
    await storage.store.pushes.settle({ ...smuggled, link: { type: 'blocks', toTicketId: c.id } }, 'planned');
    await house.work();
    expect(relations()).toEqual([]);
    const { rows } = await house.publication.pushView(house.ana, push.id);
    expect(rows[0]!.links).toMatchObject([{ state: 'failed', reason: 'Nobody approved this link.' }]);
  });
});

describe('stopping a push', () => {
  it('makes no more links, and the tickets that are out stay out', async () => {
    const [a, b] = await trio();
    await link(house, 'blocks', a, b);
    tracker.steps = [{ refused: 'Slow down.', retryable: true, retryAfterMs: 120_000 }];
    const { push } = await approveAll(house, [a, b]);
    await house.publication.runPush(push.id, new AbortController().signal);
    await house.publication.cancel(house.ana, push.id);
    await house.work();
    const { counts, finished } = await house.publication.pushView(house.ana, push.id);
    expect({ counts, finished }).toMatchObject({
      finished: true,
      counts: { confirmed: 2, linked: 0, cancelled: 0 },
    });
    expect(relations()).toEqual([]);
  });
});

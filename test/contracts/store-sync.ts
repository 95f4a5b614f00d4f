/** What every store promises for following issues: compared and set, taken once, told once, sent once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { IssueWrite, SyncBase, SyncNews } from '../../src/domain/sync.ts';
import type { Store } from '../../src/ports/store.ts';
import type { WebhookDelivery } from '../../src/ports/sync-store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { aRef, aTicket, awkward, newId, sampleTime } from './store-samples.ts';

const now = '2026-11-21T10:00:00.000Z';
const later = '2026-11-21T10:05:00.000Z';

export function syncStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  let here: Id;
  let ticketId: Id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
    here = (await newWorkspace(storage)).id;
    const ticket = aTicket(here);
    await store.tickets.insert(ticket);
    ticketId = ticket.id;
  });
  afterAll(() => storage?.close());

  describe('agreed states', () => {
    it('are made once and written only over the rev they were read at', async () => {
      const base = aBase(here, ticketId);
      const made = await Promise.all([store.syncBases.swap(base, 0), store.syncBases.swap(base, 0)]);
      expect(made.toSorted()).toEqual([false, true]);
      const next = { ...base, rev: 2, assignee: 'Mia', seen: { ...base.seen, title: 'Other' } };
      expect(await store.syncBases.swap(next, 1)).toBe(true);
      expect(await store.syncBases.swap({ ...next, rev: 3 }, 1)).toBe(false);
      expect(await store.syncBases.ofTickets(here, [ticketId])).toEqual([next]);
      expect(await store.syncBases.ofTickets((await newWorkspace(storage)).id, [ticketId])).toEqual([]);
    });
  });

  describe('the reading of a destination', () => {
    it('is taken by one, and moves on only from where it was', async () => {
      const { syncCursors } = store;
      const at = `linear:${newId()}`;
      const wish = { now, takenBefore: now };
      const takes = await Promise.all([syncCursors.take(here, at, wish), syncCursors.take(here, at, wish)]);
      expect(takes.filter((one) => one !== null)).toEqual([{ cursor: null }]);
      expect(await syncCursors.advance(here, at, null, 'one')).toBe(true);
      expect(await syncCursors.advance(here, at, null, 'two')).toBe(false);
      expect(await syncCursors.take(here, at, { now: later, takenBefore: now })).toBeNull();
      expect(await syncCursors.take(here, at, { now: later, takenBefore: later })).toEqual({ cursor: 'one' });
      expect(await syncCursors.polledAt(here, at)).toBe(later);
      expect(await syncCursors.polledAt(here, 'elsewhere')).toBeNull();
    });
  });

  describe('news', () => {
    it('waits by thread until it was told, in threads within reach alone', async () => {
      const thread = await store.threads.ensure(here, 'terminal', newId());
      const [first, last] = [
        aPieceOfNews(here, thread.id, ticketId),
        aPieceOfNews(here, thread.id, ticketId),
      ];
      await store.syncNews.append([first, { ...last, at: later }]);
      await store.syncNews.append([]);
      const waiting = async (surface: string, threadIds: string[] = []) =>
        (await store.syncNews.waiting({ surfaces: [surface], threadIds })).filter(
          (one) => one.threadId === thread.id,
        );
      expect(await waiting('slack', [newId()])).toEqual([]);
      expect(await waiting('slack', [thread.id])).toHaveLength(1);
      expect(await waiting('terminal')).toEqual([
        { workspaceId: here, threadId: thread.id, first: now, last: later, toldAt: null },
      ]);
      expect(await store.syncNews.untold(thread.id)).toEqual([first, { ...last, at: later }]);
      await store.syncNews.told([first.id], later);
      expect(await waiting('terminal')).toMatchObject([{ first: later, toldAt: later }]);
      await store.syncNews.told([last.id], later);
      expect(await waiting('terminal')).toEqual([]);
    });
  });

  describe('what is sent to an issue', () => {
    it('is one update at a time, claimed once, and settled only by who claimed it', async () => {
      const { issueWrites } = store;
      const write = aWrite(here, ticketId);
      await issueWrites.insert(write);
      await expect(issueWrites.insert(aWrite(here, ticketId))).rejects.toMatchObject({
        code: 'CONCURRENCY_CONFLICT',
      });
      const claims = await Promise.all([issueWrites.claim(write.id, now), issueWrites.claim(write.id, now)]);
      const [claimed] = claims.filter((one) => one !== null);
      expect(claims.filter((one) => one !== null)).toHaveLength(1);
      expect(claimed).toEqual({
        ...write,
        state: 'sending',
        epoch: 1,
        attempts: 1,
        sentAt: now,
        updatedAt: now,
      });
      expect(await issueWrites.settle({ ...claimed!, state: 'done', epoch: 0 }, 'sending')).toBe(false);
      expect((await issueWrites.open()).map(({ id }) => id)).toContain(write.id);
      expect(await issueWrites.settle({ ...claimed!, state: 'done' }, 'sending')).toBe(true);
      expect(await issueWrites.settle({ ...claimed!, state: 'failed' }, 'sending')).toBe(false);
      const second = aWrite(here, ticketId, { createdAt: later });
      await issueWrites.insert(second);
      expect((await issueWrites.ofTickets(here, [ticketId])).map(({ id }) => id)).toEqual([
        second.id,
        write.id,
      ]);
      expect(await issueWrites.get(second.id)).toEqual(second);
    });

    it('is a comment once, however often it is asked for', async () => {
      const comment = { kind: 'comment' as const, commentId: newId(), fields: null, text: awkward };
      await store.issueWrites.insert(aWrite(here, ticketId, { ...comment, state: 'done' }));
      await expect(store.issueWrites.insert(aWrite(here, ticketId, comment))).rejects.toMatchObject({
        code: 'CONCURRENCY_CONFLICT',
      });
    });
  });

  describe('a webhook', () => {
    it('is taken in once per source and id, and remembered after it is done', async () => {
      const { webhooks } = store;
      const delivery = aDelivery(here);
      const taken = await Promise.all([webhooks.accept(delivery), webhooks.accept(delivery)]);
      expect(taken.toSorted()).toEqual([false, true]);
      expect(await webhooks.accept({ ...delivery, source: 'github' })).toBe(true);
      expect((await webhooks.unfinished(later)).map((one) => one.deliveryId)).toContain(delivery.deliveryId);
      await webhooks.finish(delivery.source, delivery.deliveryId, later);
      expect(await webhooks.get(delivery.source, delivery.deliveryId)).toEqual({
        ...delivery,
        doneAt: later,
      });
      expect(await webhooks.accept(delivery)).toBe(false);
      expect(await webhooks.lastReceived(here, delivery.source)).toBe(now);
      expect(await webhooks.forget(now)).toBe(0);
      expect(await webhooks.forget(later)).toBeGreaterThanOrEqual(2);
      expect(await webhooks.get(delivery.source, delivery.deliveryId)).toBeNull();
    });
  });

  it('finds outside copies by external id, at one destination', async () => {
    const ticket = (await store.tickets.get(here, ticketId))!;
    const ref = aRef(ticket);
    await store.externalRefs.put(ref);
    expect(await store.externalRefs.ofIssues(here, ref.destination, [ref.externalId, 'x'])).toEqual([ref]);
    expect(await store.externalRefs.ofIssues(here, 'jira:WEB', [ref.externalId])).toEqual([]);
    expect(await store.externalRefs.atPlace(ref.destination, [ref.externalId, 'x'])).toEqual([ref]);
    expect(await store.externalRefs.atPlace('jira:WEB', [ref.externalId])).toEqual([]);
  });
}

function aBase(workspaceId: Id, ticketId: Id): SyncBase {
  const fields = { title: awkward, body: awkward, status: 'open' as const, priority: null, labels: ['a b'] };
  return {
    workspaceId,
    ticketId,
    tracker: 'linear',
    destination: 'linear:ENG',
    own: true,
    ours: { ...fields, priority: 2 },
    theirs: fields,
    seen: fields,
    assignee: null,
    seenAt: sampleTime,
    rev: 1,
  };
}

function aPieceOfNews(workspaceId: Id, threadId: Id, ticketId: Id): SyncNews {
  const change = { field: 'title' as const, was: awkward, became: '' };
  return {
    id: newId(),
    workspaceId,
    threadId,
    ticketId,
    tracker: 'linear',
    ...change,
    at: now,
    toldAt: null,
  };
}

function aWrite(workspaceId: Id, ticketId: Id, over: Partial<IssueWrite> = {}): IssueWrite {
  return {
    id: newId(),
    workspaceId,
    threadId: null,
    ticketId,
    tracker: 'linear',
    destination: 'linear:ENG',
    externalId: 'issue-1',
    kind: 'update',
    fields: { title: awkward },
    labels: { add: ['x'], remove: [] },
    text: null,
    marker: 'm',
    uuid: newId(),
    commentId: null,
    requestedBy: 'maria',
    requestedByName: 'Maria',
    state: 'planned',
    epoch: 0,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    reason: null,
    createdAt: now,
    updatedAt: now,
    ...over,
  };
}

function aDelivery(workspaceId: Id): WebhookDelivery {
  const about = { event: 'Issue.update', externalIds: [newId(), awkward], markers: [] };
  const stamp = { receivedAt: now, doneAt: null };
  return { source: 'linear', deliveryId: newId(), workspaceId, tenant: 'acme', ...about, ...stamp };
}

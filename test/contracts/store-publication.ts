/** What every store promises for boards, approvals, pushes and the intents that keep a push from happening twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { Intent } from '../../src/domain/push.ts';
import { freshBudget } from '../../src/domain/send-budget.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { ClaimWish } from '../../src/ports/publication-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { aDecision, aFinding, anIssue } from './duplicate-samples.ts';
import { aBoard, anApproval, anIntent, aPush, aTicket, newId } from './store-samples.ts';

const now = '2026-11-21T10:00:00.000Z';
const later = '2026-11-21T10:05:00.000Z';

const budget = {
  ...freshBudget(''),
  rev: 1,
  spent: { minute: [[1, 2] as [number, number]] },
  doubts: [3],
  restUntil: now,
};

export function publicationStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  const ticketIn = async (here: Id, over: Partial<Ticket> = {}): Promise<Ticket> => {
    const ticket = aTicket(here, over);
    await store.tickets.insert(ticket);
    return ticket;
  };
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('boards', () => {
    it('are written only over the rev they were read at', async () => {
      const here = await workspace();
      const board = aBoard(here);
      await store.boards.insert(board);
      const next = { ...board, rev: 2, destination: null, shown: { t: 'other' } };
      expect(await store.boards.swap(next, 1)).toBe(true);
      expect(await store.boards.swap({ ...next, rev: 3 }, 1)).toBe(false);
      expect(await store.boards.get(here, board.id)).toEqual(next);
      expect(await store.boards.get(await workspace(), board.id)).toBeNull();
    });

    it('are found by the tickets on them, by thread and by document, newest first', async () => {
      const here = await workspace();
      const [threadId, documentId] = [newId(), newId()];
      const origin = { ...aTicket(here).origin, documentId };
      const ticket = await ticketIn(here, { origin });
      const older = aBoard(here, { threadId, documentId });
      const newer = aBoard(here, { threadId, ticketIds: [newId()], createdAt: now });
      const selection = aBoard(here, { ticketIds: [ticket.id], createdAt: later });
      for (const board of [older, newer, selection]) await store.boards.insert(board);
      expect(await store.boards.latest(here, threadId, null)).toEqual(newer);
      expect(await store.boards.latest(here, threadId, documentId)).toEqual(older);
      expect(await store.boards.latest(here, null, documentId)).toEqual(selection);
      expect(await store.boards.showing(here, [ticket.id, newId()])).toEqual([selection]);
      expect(await store.boards.showing(here, [])).toEqual([]);
      expect(await store.boards.latest(await workspace(), threadId, documentId)).toBeNull();
    });
  });

  describe('findings of duplicates', () => {
    it('are replaced by what was found later, and leave the decision as it is', async () => {
      const here = await workspace();
      const ticket = await ticketIn(here);
      const finding = aFinding(ticket);
      const elsewhere = { ...finding, destination: 'jira:WEB', candidates: [] };
      await store.duplicates.note([finding, elsewhere]);
      const decision = aDecision(finding);
      await store.duplicates.decide(here, ticket.id, finding.destination, decision);
      const newer = { ...finding, candidates: [], foundAt: null, contentHash: 'other' };
      await store.duplicates.note([newer]);
      expect(await store.duplicates.ofTickets(here, [ticket.id])).toEqual([
        elsewhere,
        { ...newer, decision },
      ]);
      await store.duplicates.decide(here, ticket.id, finding.destination, null);
      expect(await store.duplicates.ofTickets(here, [ticket.id])).toEqual([elsewhere, newer]);
    });

    it('belong to their workspace, and a decision needs something that was found', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const finding = aFinding(await ticketIn(here));
      await store.duplicates.decide(here, finding.ticketId, finding.destination, aDecision(finding));
      expect(await store.duplicates.ofTickets(here, [finding.ticketId])).toEqual([]);
      await store.duplicates.note([finding]);
      await store.duplicates.decide(there, finding.ticketId, finding.destination, aDecision(finding));
      expect(await store.duplicates.ofTickets(there, [finding.ticketId])).toEqual([]);
      expect(await store.duplicates.ofTickets(here, [finding.ticketId])).toEqual([finding]);
      expect(await store.duplicates.ofTickets(here, [])).toEqual([]);
    });
  });

  describe('mirrors of issues', () => {
    it('are kept per workspace and destination, the last one read', async () => {
      const here = await workspace();
      const mirror = {
        workspaceId: here,
        destination: 'linear:ENG',
        readAt: now,
        complete: true,
        issues: [anIssue()],
      };
      expect(await store.mirrors.get(here, 'linear:ENG')).toBeNull();
      await store.mirrors.put(mirror);
      expect(await store.mirrors.get(here, 'linear:ENG')).toEqual(mirror);
      const next = { ...mirror, readAt: later, complete: false, issues: [] };
      await store.mirrors.put(next);
      expect(await store.mirrors.get(here, 'linear:ENG')).toEqual(next);
      expect(await store.mirrors.get(await workspace(), 'linear:ENG')).toBeNull();
    });
  });

  describe('senders', () => {
    it('hold a destination one at a time, until they let go or their time has run out', async () => {
      const place = newId();
      expect(await store.senders.hold(place, 'one', now, later)).toBe(true);
      expect(await store.senders.hold(place, 'one', now, later)).toBe(true);
      expect(await store.senders.hold(place, 'two', now, later)).toBe(false);
      await store.senders.release(place, 'two');
      expect(await store.senders.hold(place, 'two', now, later)).toBe(false);
      expect(await store.senders.hold(place, 'two', later, later)).toBe(true);
      await store.senders.release(place, 'two');
      expect(await store.senders.hold(place, 'one', now, later)).toBe(true);
      await store.senders.releaseAll();
      expect(await store.senders.hold(place, 'two', now, later)).toBe(true);
    });

    it('share a budget that only one of them can change at a time', async () => {
      const account = newId();
      expect(await store.senders.budget(account)).toBeNull();
      const first = { ...budget, account };
      const both = await Promise.all([store.senders.swapBudget(first), store.senders.swapBudget(first)]);
      expect(both.sort()).toEqual([false, true]);
      expect(await store.senders.budget(account)).toEqual(first);
      const next = { ...first, rev: 2, probe: true, reconnect: 'Renew it.', spent: {}, restUntil: null };
      expect(await store.senders.swapBudget({ ...next, rev: 3 })).toBe(false);
      expect(await store.senders.swapBudget(next)).toBe(true);
      expect(await store.senders.budget(account)).toEqual(next);
    });
  });

  describe('second issues', () => {
    it('are noted once and told once', async () => {
      const here = await workspace();
      const ticket = await ticketIn(here);
      const push = aPush(here);
      await store.pushes.insert(push, []);
      const named = (id: string) => ({ externalId: `${push.id} ${id}`, externalKey: id, url: '', title: id });
      const found = {
        id: newId(),
        workspaceId: here,
        ticketId: ticket.id,
        pushId: push.id,
        destination: push.destination.id,
        kept: named('1'),
        second: named('2'),
        foundAt: now,
        toldAt: null,
      };
      expect(await store.secondIssues.note([])).toEqual([]);
      expect(await store.secondIssues.note([found])).toEqual([found]);
      expect(await store.secondIssues.note([{ ...found, id: newId() }])).toEqual([]);
      expect((await store.secondIssues.untold()).filter(({ id }) => id === found.id)).toEqual([found]);
      await store.secondIssues.told([found.id], later);
      expect((await store.secondIssues.untold()).filter(({ id }) => id === found.id)).toEqual([]);
      expect(await store.secondIssues.get(here, found.id)).toEqual({ ...found, toldAt: later });
      expect(await store.secondIssues.get(await workspace(), found.id)).toBeNull();
      expect(await store.secondIssues.ofPush(push.id)).toHaveLength(1);
    });
  });

  describe('approvals', () => {
    it('stand until they are used or void, and are used once', async () => {
      const here = await workspace();
      const ticket = await ticketIn(here);
      const first = anApproval(ticket, { links: ['blocks a b', 'source https://x.test'] });
      const second = anApproval(ticket, { approvedAt: now });
      await store.approvals.insert([first, second]);
      await store.approvals.insert([]);
      expect(await store.approvals.standing(here, [ticket.id])).toEqual([second, first]);
      const pushId = newId();
      expect(await store.approvals.use(here, [first.id], pushId, later)).toBe(1);
      expect(await store.approvals.use(here, [first.id], newId(), later)).toBe(0);
      expect(await store.approvals.standing(here, [ticket.id])).toEqual([second]);
      await store.approvals.void(here, [ticket.id], later);
      expect(await store.approvals.standing(here, [ticket.id])).toEqual([]);
      expect(await store.approvals.history(here, [ticket.id])).toEqual([
        { ...second, voidedAt: later },
        { ...first, usedAt: later, pushId },
      ]);
    });

    it('can neither be seen, used nor voided from another workspace', async () => {
      const here = await workspace();
      const there = await workspace();
      const ticket = await ticketIn(here);
      const approval = anApproval(ticket);
      await store.approvals.insert([approval]);
      expect(await store.approvals.standing(there, [ticket.id])).toEqual([]);
      expect(await store.approvals.use(there, [approval.id], newId(), now)).toBe(0);
      await store.approvals.void(there, [ticket.id], now);
      expect(await store.approvals.standing(here, [ticket.id])).toEqual([approval]);
    });
  });

  describe('pushes and intents', () => {
    const one = { op: 'create' as const, most: 1, withParents: false };
    const claimOne = async (pushId: Id, owner: string, at: string): Promise<Intent | null> =>
      (await store.pushes.claim(pushId, owner, at, one))[0] ?? null;

    async function pushOf(count: number, over: (ticket: Ticket, at: number) => Partial<Intent> = () => ({})) {
      const here = await workspace();
      const push = aPush(here);
      const tickets: Ticket[] = [];
      for (let at = 0; at < count; at += 1) tickets.push(await ticketIn(here));
      const intents = tickets.map((ticket, order) =>
        anIntent(push, ticket, { order, ...over(ticket, order) }),
      );
      await store.pushes.insert(push, intents);
      return { here, push, tickets, intents };
    }

    it('are stored together and listed in their order', async () => {
      const { here, push, tickets, intents } = await pushOf(3);
      expect(await store.pushes.get(here, push.id)).toEqual(push);
      expect(await store.pushes.intents(push.id)).toEqual(intents);
      expect(await store.pushes.intentsOfTickets(here, [tickets[1]!.id])).toEqual([intents[1]]);
      expect(await store.pushes.intentsOfTickets(await workspace(), [tickets[1]!.id])).toEqual([]);
      expect(await store.pushes.get(await workspace(), push.id)).toBeNull();
    });

    it('are held by one transaction at a time, and the next sees what it wrote', async () => {
      const { here, push } = await pushOf(1);
      const order: string[] = [];
      const holding = (name: string, next: (found: typeof push) => typeof push) =>
        store.transact(async (nouns) => {
          const found = (await nouns.pushes.lock(here, push.id))!;
          order.push(`${name} began`);
          await nouns.pushes.update(next(found));
          order.push(`${name} ended`);
        });
      await Promise.all([
        holding('first', (found) => ({ ...found, cancelledAt: now })),
        holding('second', (found) => ({ ...found, finishedAt: later })),
      ]);
      const [one, other] = order[0] === 'first began' ? ['first', 'second'] : ['second', 'first'];
      expect(order).toEqual([`${one} began`, `${one} ended`, `${other} began`, `${other} ended`]);
      expect(await store.pushes.get(here, push.id)).toEqual({ ...push, cancelledAt: now, finishedAt: later });
      expect(await store.pushes.lock(await workspace(), push.id)).toBeNull();
    });

    it('lists unfinished pushes, oldest first', async () => {
      const { here, push } = await pushOf(1);
      const older = aPush(here, { createdAt: '2020-01-01T00:00:00.000Z' });
      await store.pushes.insert(older, []);
      const ofHere = async () => (await store.pushes.unfinished()).filter((one) => one.workspaceId === here);
      expect(await ofHere()).toEqual([older, push]);
      await store.pushes.update({ ...older, finishedAt: now });
      expect(await ofHere()).toEqual([push]);
    });

    it('refuse a second open intent for the same ticket and place, and keep nothing of that push', async () => {
      const { here, tickets } = await pushOf(1);
      const second = aPush(here);
      const fresh = await ticketIn(here);
      const both = [anIntent(second, fresh), anIntent(second, tickets[0]!)];
      await expect(store.pushes.insert(second, both)).rejects.toMatchObject({ code: 'CONCURRENCY_CONFLICT' });
      expect(await store.pushes.get(here, second.id)).toBeNull();
      const elsewhere = anIntent(second, tickets[0]!, { destination: 'github:acme/app' });
      await store.pushes.insert(second, [elsewhere]);
      expect(await store.pushes.intents(second.id)).toEqual([elsewhere]);
    });

    it('give each intent to one claimer only, in order', async () => {
      const { push, intents } = await pushOf(5);
      const claimed = await Promise.all(
        Array.from({ length: 8 }, (_, n) => claimOne(push.id, `worker ${n}`, now)),
      );
      const won = claimed.filter((intent) => intent !== null);
      expect(won.map(({ id }) => id).sort()).toEqual(intents.map(({ id }) => id).sort());
      expect(won[0]).toMatchObject({
        state: 'sending',
        epoch: 1,
        attempts: 1,
        sentAt: now,
        owner: 'worker 0',
      });
      expect(await claimOne(push.id, 'late', now)).toBeNull();
    });

    it('keep an intent back until its time has come and until its parent has ended', async () => {
      const { push, intents, tickets } = await pushOf(3, (_ticket, at) =>
        at === 2 ? { notBefore: later } : {},
      );
      const child = { ...intents[1]!, waitsFor: tickets[0]!.id };
      await store.pushes.settle(child, 'planned');
      const parent = await claimOne(push.id, 'me', now);
      expect(parent?.id).toBe(intents[0]!.id);
      expect(await claimOne(push.id, 'me', now)).toBeNull();
      expect((await claimOne(push.id, 'me', later))?.id).toBe(intents[2]!.id);
      await store.pushes.settle({ ...parent!, state: 'confirmed' }, 'sending');
      expect((await claimOne(push.id, 'me', now))?.id).toBe(child.id);
    });

    it('are claimed many at once, a child with its parent only where both may go together', async () => {
      const { push, intents, tickets } = await pushOf(4);
      await store.pushes.settle({ ...intents[1]!, waitsFor: tickets[0]!.id }, 'planned');
      const claim = (wish: Partial<ClaimWish>) =>
        store.pushes.claim(push.id, 'me', now, { op: 'create', most: 3, withParents: false, ...wish });
      const orders = (claimed: Intent[]) => claimed.map(({ order }) => order);
      expect(orders(await claim({ most: 1, except: [intents[0]!.id, intents[2]!.id] }))).toEqual([3]);
      expect(orders(await claim({ withParents: true, except: [intents[0]!.id] }))).toEqual([2]);
      expect(orders(await claim({ withParents: true, only: [intents[1]!.id] }))).toEqual([]);
      expect(orders(await claim({ withParents: true }))).toEqual([0, 1]);
      expect(await claim({})).toEqual([]);
    });

    it('make a link only when both of its tickets are settled, and each link once', async () => {
      const { here, push, tickets } = await pushOf(3);
      const link = { type: 'blocks' as const, toTicketId: tickets[1]!.id };
      const linking = (over: Partial<Intent>) =>
        anIntent(push, tickets[0]!, { op: 'link', payload: null, link, waitsFor: tickets[1]!.id, ...over });
      const second = aPush(here);
      const marker = newId();
      const planned = linking({ pushId: second.id, marker, order: 9 });
      await store.pushes.insert(second, [planned]);
      const third = aPush(here);
      await expect(store.pushes.insert(third, [linking({ pushId: third.id, marker })])).rejects.toMatchObject(
        { code: 'CONCURRENCY_CONFLICT' },
      );
      const claim = () =>
        store.pushes.claim(second.id, 'me', now, { op: 'link', most: 5, withParents: false });
      for (const _ of [1, 2]) {
        expect(await claim()).toEqual([]);
        await store.pushes.settle(
          { ...(await claimOne(push.id, 'me', now))!, state: 'confirmed' },
          'sending',
        );
      }
      expect(await store.pushes.plannedLinks(second.id, [tickets[1]!.id])).toEqual([planned]);
      expect(await store.pushes.plannedLinks(second.id, [tickets[2]!.id])).toEqual([]);
      expect(await claim()).toMatchObject([{ id: planned.id, link, payload: null, state: 'sending' }]);
      expect(await store.pushes.intentsOfMarkers([marker])).toMatchObject([{ id: planned.id }]);
      expect(await store.pushes.intentsOfTickets(here, [tickets[0]!.id])).toMatchObject([{ op: 'create' }]);
    });

    it('are counted without being read, and read by state', async () => {
      const { push, intents } = await pushOf(4);
      const claimed = (await claimOne(push.id, 'me', now))!;
      await store.pushes.settle({ ...claimed, state: 'unknown', notBefore: later }, 'sending');
      await store.pushes.settle({ ...intents[1]!, state: 'failed' }, 'planned');
      const tally = (await store.pushes.tally(push.id)).sort((a, b) => a.state.localeCompare(b.state));
      expect(tally).toEqual([
        { op: 'create', state: 'failed', count: 1, due: null },
        { op: 'create', state: 'planned', count: 2, due: null },
        { op: 'create', state: 'unknown', count: 1, due: later },
      ]);
      const open = await store.pushes.intentsIn(push.id, ['planned', 'unknown']);
      expect(open.map(({ order }) => order)).toEqual([0, 2, 3]);
    });

    it('are kept by the thousand, and claimed from among them at once', async () => {
      const here = await workspace();
      const push = aPush(here, { createdAt: later });
      const ticket = await ticketIn(here);
      const many = Array.from({ length: 3000 }, (_, order) =>
        anIntent(push, ticket, { order, destination: `linear:${order}` }),
      );
      await store.pushes.insert(push, many);
      expect(await store.pushes.tally(push.id)).toMatchObject([{ count: 3000 }]);
      const began = performance.now();
      const wish = { op: 'create' as const, most: 50, withParents: true };
      expect(await store.pushes.claim(push.id, 'me', now, wish)).toHaveLength(50);
      // Some milliseconds with the right indexes, many seconds without.
      expect(performance.now() - began).toBeLessThan(2000);
      expect((await store.pushes.since(later)).some(({ id }) => id === push.id)).toBe(true);
    });

    it('settle only from the state and epoch they were read in', async () => {
      const { push } = await pushOf(1);
      const claimed = (await claimOne(push.id, 'me', now))!;
      const unknown = { ...claimed, state: 'unknown' as const, reason: 'timeout', notBefore: later };
      expect(await store.pushes.settle(unknown, 'planned')).toBe(false);
      expect(await store.pushes.settle({ ...unknown, epoch: 0 }, 'sending')).toBe(false);
      expect(await store.pushes.settle(unknown, 'sending')).toBe(true);
      expect(await store.pushes.settle({ ...claimed, state: 'confirmed' }, 'sending')).toBe(false);
      expect(await store.pushes.intents(push.id)).toEqual([unknown]);
    });

    it('are abandoned when their owner is gone, and the late owner can no longer settle them', async () => {
      const { push } = await pushOf(2);
      const [sent, soon] = ['2020-01-01T00:00:00.000Z', '2020-01-01T00:01:00.000Z'];
      const dead = (await claimOne(push.id, 'dead', sent))!;
      const mine = (await claimOne(push.id, 'me', sent))!;
      expect(await store.pushes.abandon(sent, 'me', later)).toBe(0);
      expect(await store.pushes.abandon(soon, 'me', later)).toBe(1);
      const [first, second] = await store.pushes.intents(push.id);
      expect(first).toMatchObject({ id: dead.id, state: 'unknown', epoch: 2, notBefore: later });
      expect(second).toEqual(mine);
      expect(await store.pushes.settle({ ...dead, state: 'confirmed' }, 'sending')).toBe(false);
    });

    it('let a ticket be pushed again once its intent has ended', async () => {
      const { here, push, tickets } = await pushOf(1);
      const claimed = (await claimOne(push.id, 'me', now))!;
      await store.pushes.settle({ ...claimed, state: 'failed', reason: 'refused' }, 'sending');
      const again = aPush(here);
      await store.pushes.insert(again, [anIntent(again, tickets[0]!)]);
      expect(await store.pushes.intents(again.id)).toHaveLength(1);
      const reopened = { ...claimed, state: 'planned' as const };
      await expect(store.pushes.settle(reopened, 'failed')).rejects.toMatchObject({
        code: 'CONCURRENCY_CONFLICT',
      });
    });
  });
}

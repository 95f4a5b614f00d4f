/** Discarding puts away what no tracker has, and says why the rest stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewStatus, Ticket } from '../../../src/domain/ticket.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  callerIn,
  newTicket,
  openTicketDesk,
  scopeIn,
  store,
  type TicketDesk,
} from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
});
afterAll(() => storage.close());

async function review(ticket: Ticket, ...steps: ReviewStatus[]): Promise<void> {
  for (const status of steps) {
    await storage.store.transact((nouns) =>
      desk.mutate(nouns, scopeIn(desk), ticket.id, (now) => ({
        next: { ...now, review: { ...now.review, status } },
        events: [],
      })),
    );
  }
}

const idsOf = (tickets: Ticket[]) => tickets.map((ticket) => ticket.id);

describe('discarding', () => {
  it('puts away what was not pushed and leaves the rest, saying why', async () => {
    const tickets = await store(desk, [
      newTicket(desk),
      newTicket(desk),
      newTicket(desk),
      newTicket(desk, { review: null }),
      newTicket(desk),
    ]);
    await review(tickets[1]!, 'reviewed');
    await review(tickets[2]!, 'reviewed', 'pushed');
    await review(tickets[4]!, 'reviewed', 'push_failed');
    const ids = idsOf(tickets);
    const { discarded, refused } = await desk.tickets.discard(desk.caller, [...ids, ids[0]!]);
    expect(discarded.map((view) => view.ticket.key)).toEqual([0, 1, 3, 4].map((at) => tickets[at]!.key));
    expect(refused).toEqual([{ key: tickets[2]!.key, why: 'It is in the tracker already.' }]);
    expect(idsOf(await storage.store.tickets.list(desk.workspace.id, { ids }))).toEqual([ids[2]]);
    const events = await storage.store.events.ofTicket(desk.workspace.id, ids[0]!);
    expect(events.at(-1)).toMatchObject({
      type: 'TicketArchived',
      payload: { reason: 'discarded' },
      version: 2,
    });
    await expect(desk.tickets.view(desk.caller, [ids[0]!])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives children to the nearest parent that stays', async () => {
    const [top, middle, low] = [newTicket(desk, { type: 'epic' }), newTicket(desk), newTicket(desk)];
    const child = newTicket(desk, { parentId: low.id });
    await store(desk, [top, { ...middle, parentId: top.id }, { ...low, parentId: middle.id }, child]);
    await desk.tickets.discard(desk.caller, [middle.id, low.id]);
    const [view] = await desk.tickets.view(desk.caller, [child.id]);
    expect(view!.ticket.parentId).toBe(top.id);
    expect(view!.parentKey).toMatch(/^EPIC-/);
  });

  it('is a person’s own deed', async () => {
    const [ticket] = await store(desk, [newTicket(desk)]);
    for (const via of ['model', 'workflow', 'mcp'] as const) {
      const caller = callerIn(desk.workspace, { via });
      await expect(desk.tickets.discard(caller, [ticket!.id])).rejects.toMatchObject({
        code: 'HUMAN_APPROVAL_REQUIRED',
      });
    }
    const viewer = callerIn(desk.workspace, { roles: ['viewer'] });
    await expect(desk.tickets.discard(viewer, [ticket!.id])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps all when one of them does not exist', async () => {
    const [ticket] = await store(desk, [newTicket(desk)]);
    const both = desk.tickets.discard(desk.caller, [ticket!.id, storage.ids.next()]);
    await expect(both).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.tickets.view(desk.caller, [ticket!.id])).toHaveLength(1);
  });

  it('of nothing does nothing', async () => {
    expect(await desk.tickets.discard(desk.caller, [])).toEqual({ discarded: [], refused: [] });
  });
});

/** Approvals: a person's consent to exactly what was shown, once, for one destination. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../../support/publishing.ts';
import { connect, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let house: Publishing;
beforeAll(async () => {
  storage = await openClockedStorage();
  house = await openPublishing(storage, connect(scriptTracker(storage.clock)));
});
afterAll(() => storage.close());

const statusOf = async (ticket: Ticket) => (await house.ticket(ticket.id)).review.status;
const standing = (tickets: readonly Ticket[]) =>
  storage.store.approvals.standing(
    house.desk.workspace.id,
    tickets.map(({ id }) => id),
  );

describe('approving on a board', () => {
  it('records who agreed to which content for which destination, and moves the tickets', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    const view = await house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'all' });
    expect(view.notice).toBe('Approved 2 tickets.');
    expect(view.counts).toMatchObject({ toReview: 0, approved: 2 });
    expect(view.rows.map((row) => row.approvedBy)).toEqual(['Ana', 'Ana']);
    expect(view.board).toEqual(board);
    const [approval] = await standing([tickets[0]!]);
    expect(approval).toMatchObject({
      destination: 'github:acme/web',
      contentHash: board.shown[tickets[0]!.id],
      approvedBy: house.ana.principal.id,
      approvedByName: 'Ana',
      usedAt: null,
    });
    expect((await house.ticket(tickets[0]!.id)).review).toMatchObject({
      status: 'reviewed',
      by: house.ana.principal.id,
    });
    const events = await storage.store.events.ofTicket(house.desk.workspace.id, tickets[0]!.id);
    expect(events.map(({ type }) => type)).toContain('TicketReviewed');
  });

  it('says who approved already, and approves nobody twice', async () => {
    const tickets = await house.add(['One', 'Two', 'Three']);
    const { board } = await review(house, tickets);
    const click = { boardId: board.id, rev: 1, which: 'all' as const };
    await house.publication.approve(house.ana, click);
    const again = await house.publication.approve(house.ben, click);
    expect(again.notice).toBe('3 were already approved by Ana.');
    expect(await standing(tickets)).toHaveLength(3);
  });

  it('approves one key, or the page that was shown', async () => {
    const tickets = await house.add(Array.from({ length: 12 }, (_, at) => `Ticket ${at}`));
    const { board } = await review(house, tickets);
    const one = await house.publication.approve(house.ana, {
      boardId: board.id,
      rev: 1,
      which: tickets[11]!.key,
    });
    expect(one.notice).toBe(`Approved ${tickets[11]!.key}.`);
    const turned = await house.publication.turnPage(house.ana, board.id, 2);
    const { rev } = turned.board;
    const paged = await house.publication.approve(house.ana, { boardId: board.id, rev, which: 'page' });
    expect(paged.counts).toMatchObject({ toReview: 10, approved: 2 });
    expect(paged.notice).toBe(
      `Approved ${tickets[10]!.key}. ${tickets[11]!.key} was already approved by Ana.`,
    );
  });

  it('refuses "this page" when the page was turned since the card was drawn', async () => {
    const { board } = await review(
      house,
      await house.add(Array.from({ length: 12 }, (_, at) => `Ticket ${at}`)),
    );
    await house.publication.turnPage(house.ben, board.id, 2);
    const click = house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'page' });
    await expect(click).rejects.toMatchObject({ code: 'STALE' });
  });

  it('approves nothing when the board was drawn again with other content', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    await house.desk.tickets.edit(house.ben, tickets[0]!.id, { title: 'Something else' });
    await house.publication.board(house.ben, board.id);
    const click = house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'all' });
    await expect(click).rejects.toMatchObject({ code: 'STALE' });
    expect(await Promise.all(tickets.map(statusOf))).toEqual(['generated', 'generated']);
  });

  it('approves nothing when one ticket changed and nobody has drawn the board since', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { board } = await review(house, tickets);
    await house.desk.tickets.edit(house.ben, tickets[1]!.id, { labels: ['sneaked-in'] });
    const click = house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'all' });
    await expect(click).rejects.toMatchObject({ code: 'STALE' });
    expect(await standing(tickets)).toEqual([]);
    const other = { boardId: board.id, rev: 1, which: tickets[0]!.key };
    expect((await house.publication.approve(house.ana, other)).counts.approved).toBe(1);
  });

  it('is void after an edit, and the ticket waits for its review again', async () => {
    const [ticket] = await house.add(['One']);
    const { board } = await review(house, [ticket!]);
    await house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'all' });
    await house.desk.tickets.edit(house.ben, ticket!.id, { title: 'One!' });
    await house.desk.tickets.edit(house.ben, ticket!.id, { title: 'One' });
    expect(await statusOf(ticket!)).toBe('generated');
    expect((await house.publication.board(house.ana, board.id)).counts.toReview).toBe(1);
  });

  it('names the ticket that is on no board', async () => {
    const { board } = await review(house, await house.add(['One']));
    const click = house.publication.approve(house.ana, { boardId: board.id, rev: 1, which: 'TASK-1999-001' });
    await expect(click).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is refused to readers, and to everybody who does not decide in person', async () => {
    const { board } = await review(house, await house.add(['One']));
    const wish = { boardId: board.id, rev: 1, which: 'all' as const };
    const viewer = { ...house.ana, roles: ['viewer' as const] };
    await expect(house.publication.approve(viewer, wish)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const via of ['model', 'workflow', 'mcp', 'system'] as const) {
      const refused = house.publication.approve({ ...house.ana, via }, wish);
      await expect(refused).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
    }
  });
});

describe('approving by name', () => {
  it('approves what is there, and says why not for the rest', async () => {
    const names = ['Alpha', 'Beta', 'Gamma', 'Delta'];
    const [one, two, three, discarded] = await house.add(names);
    await approveAll(house, [two!]);
    await house.work();
    await approveAll(house, [three!]);
    await house.desk.tickets.discard(house.ana, [discarded!.id]);
    const ids = [one!, two!, three!, discarded!].map(({ id }) => id);
    const { approved, refused } = await house.publication.approveNamed(house.ana, ids);
    expect(approved.map((view) => view.ticket.key)).toEqual([one!.key]);
    expect(refused).toEqual([
      { key: discarded!.id, why: 'It does not exist any more.' },
      { key: two!.key, why: 'It was pushed already.' },
      { key: three!.key, why: 'It is on its way to a tracker right now.' },
    ]);
    await house.work();
  });

  it("is meant for the destination of this thread's board when several trackers are connected", async () => {
    const two = await openPublishing(
      storage,
      connect(scriptTracker(storage.clock), scriptTracker(storage.clock, { name: 'jira' })),
    );
    const [one, loose] = await two.add(['One', 'Two']);
    const wish = { ticketIds: [one!.id], tracker: 'jira' };
    const { board } = await two.publication.proposePush(two.ana, wish);
    await two.publication.approveNamed(two.ana, [one!.id]);
    expect((await two.publication.board(two.ana, board.id)).counts.approved).toBe(1);
    await two.publication.approveNamed(two.ana, [loose!.id]);
    const [approval] = await storage.store.approvals.standing(two.desk.workspace.id, [loose!.id]);
    expect(approval!.destination).toBe('local');
  });

  it('counts for no other destination', async () => {
    const two = await openPublishing(
      storage,
      connect(scriptTracker(storage.clock), scriptTracker(storage.clock, { name: 'jira' })),
    );
    const [one] = await two.add(['One']);
    await two.publication.approveNamed(two.ana, [one!.id], 'github');
    const view = await two.publication.push(two.ana, { ticketIds: [one!.id], tracker: 'jira' });
    expect(view).toMatchObject({
      rows: [],
      finished: true,
      skipped: [{ key: one!.key, reason: 'TICKET_NOT_REVIEWED' }],
    });
  });
});

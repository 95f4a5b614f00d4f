/** Who approves is set by the workspace, and held at the click and again at the push. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawRows } from '../../../src/cards/board-row.ts';
import type { ApproverPolicy } from '../../../src/domain/approver-policy.ts';
import type { Caller, Role } from '../../../src/domain/principal.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { createPreferences } from '../../../src/workspace/preferences.ts';
import {
  addDocument,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';
import { newTicket, scopeIn } from '../../support/ticket-desk.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  house = await openPublishing(storage, connect(tracker));
});

const set = (policy: Partial<ApproverPolicy>) =>
  storage.store.preferences.put(house.desk.workspace.id, 'approvals', policy);

async function giveRoles(caller: Caller, roles: Role[]): Promise<Caller> {
  const { members } = storage.store;
  const member = (await members.get(caller.workspaceId, caller.principal.id))!;
  await members.update({ ...member, roles });
  return { ...caller, roles };
}

async function click(tickets: readonly Ticket[], who: Caller, which = 'all') {
  const { board } = await review(house, tickets);
  return house.publication.approve(who, { boardId: board.id, rev: board.rev, which });
}

const write = ({ principal }: Caller, over: Partial<NewTicket>) =>
  storage.store.transact((nouns) =>
    house.desk.addTickets(nouns, scopeIn(house.desk, principal), [newTicket(house.desk, over)]),
  );

const statuses = async (tickets: readonly Ticket[]) =>
  Promise.all(tickets.map(async ({ id }) => (await house.ticket(id)).review.status));

describe('two people', () => {
  beforeEach(() => set({ approvalQuorum: 2 }));

  it('agree one after the other, and the board says how far it is', async () => {
    const tickets = await house.add(['One', 'Two']);
    const first = await click(tickets, house.ana);
    expect(first.notice).toBe(
      'Your approval of 2 tickets is noted. Each needs 1 more approval, by somebody else.',
    );
    expect(first.counts).toMatchObject({ toReview: 2, approved: 0 });
    expect(drawRows(first)[0]!.meta).toContain('needs 2 approvals, 1 given by Ana');
    expect(await statuses(tickets)).toEqual(['generated', 'generated']);
    const again = await click(tickets, house.ana);
    expect(again.counts).toMatchObject({ toReview: 2 });
    const second = await click(tickets, house.ben);
    expect(second.notice).toBe('Approved 2 tickets.');
    expect(second.rows.map(({ approvedBy }) => approvedBy)).toEqual(['Ana and Ben', 'Ana and Ben']);
    expect(await statuses(tickets)).toEqual(['reviewed', 'reviewed']);
  });

  it('who press at the same moment are two', async () => {
    const tickets = await house.add(['One', 'Two', 'Three']);
    const { board } = await review(house, tickets);
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    await Promise.all([house.ana, house.ben].map((who) => house.publication.approve(who, wish)));
    expect(await statuses(tickets)).toEqual(['reviewed', 'reviewed', 'reviewed']);
  });

  it('are needed for the button that approves and pushes, too; the first press is kept', async () => {
    const tickets = await house.add(['One']);
    const { board } = await review(house, tickets);
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    await expect(house.publication.approveAndPush(house.ana, wish)).rejects.toMatchObject({
      message: expect.stringContaining('It needs 1 more approval, by somebody else. Nothing was pushed yet.'),
    });
    await house.publication.approveAndPush(house.ben, wish);
    await house.work();
    expect(tracker.issues).toHaveLength(1);
    expect(await statuses(tickets)).toEqual(['pushed']);
  });

  it('are needed where a person names the tickets, and where they wrote one by hand', async () => {
    const tickets = await house.add(['One']);
    const ids = tickets.map(({ id }) => id);
    const first = await house.publication.approveNamed(house.ana, ids);
    expect(first.approved).toEqual([]);
    expect(first.refused[0]!.why).toContain('It needs 1 more approval');
    expect((await house.publication.approveNamed(house.ben, ids)).approved).toHaveLength(1);
    const written = await house.add(['By hand'], { review: null });
    const view = await house.publication.push(house.ana, { ticketIds: [written[0]!.id] });
    expect(view.skipped).toMatchObject([{ key: written[0]!.key, reason: 'TICKET_NOT_REVIEWED' }]);
  });

  it('agree anew once the content has changed', async () => {
    const tickets = await house.add(['One']);
    await click(tickets, house.ana);
    const scope = { workspaceId: house.desk.workspace.id, actor: house.ana.principal };
    await storage.store.transact((nouns) =>
      house.desk.mutate(nouns, scope as never, tickets[0]!.id, (current) => ({
        next: { ...current, title: 'Another' },
        events: [],
      })),
    );
    const view = await click(tickets, house.ben);
    expect(view.rows[0]!.consent).toEqual({ needed: 2, by: ['Ben'] });
  });
});

describe('a role', () => {
  it('is needed at the click, and its lack is said in a sentence', async () => {
    await set({ approverRoles: ['tech_lead', 'pm'] });
    const tickets = await house.add(['One']);
    await expect(click(tickets, house.ana)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message:
        'Only people with the role tech_lead or pm approve here, and Ana has none of them. Nothing was approved.',
    });
    const lead = await giveRoles(house.ben, ['tech_lead']);
    expect((await click(tickets, lead)).notice).toMatch(/^Approved /);
  });

  it('that is taken away before the push takes its approval along', async () => {
    await set({ approverRoles: ['pm'] });
    const ana = await giveRoles(house.ana, ['pm']);
    const tickets = await house.add(['One']);
    const { board } = await review(house, tickets);
    await house.publication.approveAndPush(ana, { boardId: board.id, rev: board.rev, which: 'all' });
    await giveRoles(ana, ['member']);
    await house.work();
    expect(tracker.issues).toHaveLength(0);
    expect((await house.ticket(tickets[0]!.id)).review).toMatchObject({
      status: 'push_failed',
      pushError: expect.stringContaining('may not any more'),
    });
  });
});

describe('authors and requesters', () => {
  it('leave their own to others, and the rest is approved', async () => {
    await set({ authorApproves: false });
    const own = await write(house.ana, { title: 'Mine' });
    const others = await write(house.ben, { title: 'Theirs' });
    const view = await click([...own, ...others], house.ana);
    expect(view.notice).toContain('Approved ');
    expect(view.notice).toContain('is its author, and here authors do not approve their own.');
    await expect(click(own, house.ana)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('who asked for a draft may be kept from approving it', async () => {
    await set({ requesterApproves: false });
    const document = await addDocument(house.desk, []);
    const { origin } = newTicket(house.desk);
    const tickets = await write(house.ana, { origin: { ...origin, documentId: document.id } });
    await expect(click(tickets, house.ana)).rejects.toMatchObject({
      message: expect.stringContaining('Ana asked for it, and here somebody else has to approve.'),
    });
    expect((await click(tickets, house.ben)).counts.approved).toBe(1);
  });
});

describe('the policy', () => {
  it('is set by an owner or admin in person, for the whole workspace, and by nobody else', async () => {
    const preferences = createPreferences({ store: storage.store, clock: storage.clock, ids: storage.ids });
    const set = (who: Caller) => preferences.set(who, 'approvalQuorum', 2, 'channel');
    await expect(set(house.ana)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const admin = { ...house.ana, roles: ['admin'] as const, via: 'command' as const };
    await expect(set({ ...admin, via: 'model' })).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
    expect((await set(admin)).values.approvalQuorum).toBe(2);
    const { workspaceId } = admin;
    expect(await storage.store.preferences.get(workspaceId, 'approvals')).toEqual({ approvalQuorum: 2 });
    expect(await storage.store.preferences.get(workspaceId, 'workspace')).toEqual({});
  });
});

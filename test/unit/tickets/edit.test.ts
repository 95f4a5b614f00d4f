/** Edits never approve, take approvals back, and leave what a tracker already has alone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalHash } from '../../../src/domain/approval.ts';
import type { ReviewStatus, Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  callerIn,
  newTicket,
  openTicketDesk,
  priya,
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

async function aTicket(over: Partial<NewTicket> = {}, ...steps: ReviewStatus[]): Promise<Ticket> {
  let [ticket] = await store(desk, [newTicket(desk, over)]);
  for (const status of steps) {
    const written = await storage.store.transact((nouns) =>
      desk.mutate(nouns, scopeIn(desk), ticket!.id, (now) => ({
        next: { ...now, review: { ...now.review, status, by: priya.id, at: now.createdAt } },
        events: [],
      })),
    );
    ticket = written!.after;
  }
  return ticket!;
}

const edit = (ticket: Ticket, ...rest: [Parameters<TicketDesk['tickets']['edit']>[2], number?]) =>
  desk.tickets.edit(desk.caller, ticket.id, ...rest);

async function lastEvent(ticket: Ticket) {
  return (await storage.store.events.ofTicket(desk.workspace.id, ticket.id)).at(-1)!;
}

describe('an edit', () => {
  it('changes content, keeps the key, and tells which fields changed', async () => {
    const ticket = await aTicket({ effortRange: [1, 2], effort: 'small' });
    const { ticket: after } = await edit(ticket, {
      title: 'A better title',
      type: 'epic',
      priority: 1,
      labels: ['ui', 'ui', 'web'],
      effort: 'large',
      description: ticket.description,
    });
    expect(after).toMatchObject({
      key: ticket.key,
      title: 'A better title',
      type: 'epic',
      priority: 1,
      labels: ['ui', 'web'],
      effort: 'large',
      planning: { nodeType: 'group', estimatedHours: 24, effortRange: null },
      version: 2,
      review: { status: 'generated' },
    });
    expect(await lastEvent(ticket)).toMatchObject({
      type: 'TicketDetailsUpdated',
      version: 2,
      payload: { fields: ['title', 'type', 'priority', 'effort', 'labels'] },
    });
  });

  it('that changes nothing writes and publishes nothing', async () => {
    const ticket = await aTicket({ labels: ['ui'] }, 'reviewed');
    const { title, labels, description } = ticket;
    const { ticket: after } = await edit(ticket, { title, labels, description, criteria: [] });
    expect(after).toEqual(ticket);
    expect((await lastEvent(ticket)).type).toBe('TicketCreated');
    expect((await edit(ticket, {})).ticket).toEqual(ticket);
  });

  it('marks new criteria as the person’s and keeps where the others came from', async () => {
    const stated = { text: 'It is fast', met: true, origin: 'document' as const };
    const derived = { text: 'It is tested', met: null, origin: 'derived' as const };
    const ticket = await aTicket({ criteria: [stated, derived] });
    const { ticket: after } = await edit(ticket, { criteria: ['It is safe', 'It is fast'] });
    expect(after.criteria).toEqual([{ text: 'It is safe', met: null, origin: 'person' }, stated]);
  });
});

describe('approval', () => {
  it.each(['reviewed', 'push_failed'] as const)('is taken back from a ticket that is %s', async (status) => {
    const ticket = await aTicket({}, ...(status === 'reviewed' ? [status] : (['reviewed', status] as const)));
    await storage.store.approvals.insert([
      {
        id: storage.ids.next(),
        workspaceId: desk.workspace.id,
        ticketId: ticket.id,
        contentHash: approvalHash(ticket, 'linear:ENG'),
        destination: 'linear:ENG',
        approvedBy: priya.id,
        approvedByName: priya.name,
        approvedAt: ticket.createdAt,
        usedAt: null,
        pushId: null,
        voidedAt: null,
        links: [],
      },
    ]);
    const { ticket: after } = await edit(ticket, { title: `Not what was approved (${status})` });
    expect(after.review).toMatchObject({ status: 'generated', by: null, at: null, pushError: null });
    expect(await storage.store.approvals.standing(desk.workspace.id, [ticket.id])).toEqual([]);
    expect((await lastEvent(ticket)).payload).toEqual({
      fields: ['title'],
      review: { from: status, to: 'generated' },
    });
  });

  it('is never given, also not to a ticket that needs none', async () => {
    const ticket = await aTicket({ review: null });
    expect((await edit(ticket, { title: 'Mine' })).ticket.review.status).toBeNull();
  });
});

describe('of a ticket that is out', () => {
  it.each([['pushed'], ['pushed', 'synced']] as ReviewStatus[][])(
    'changes it in Docket and leaves it %s',
    async (...steps) => {
      const ticket = await aTicket({}, 'reviewed', ...steps);
      const { ticket: edited } = await edit(ticket, { title: 'Said better' });
      expect(edited).toMatchObject({ title: 'Said better', review: { status: steps.at(-1) } });
    },
  );
});

describe('refused', () => {
  it('for people who may only read', async () => {
    const ticket = await aTicket();
    const viewer = callerIn(desk.workspace, { roles: ['viewer'] });
    await expect(desk.tickets.edit(viewer, ticket.id, { title: 'x' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('when the ticket changed since it was shown', async () => {
    const ticket = await aTicket();
    await edit(ticket, { title: 'First' }, 1);
    await expect(edit(ticket, { title: 'Second' }, 1)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 2 },
    });
  });
});

describe('two edits at once', () => {
  it('of different fields are both kept', async () => {
    const ticket = await aTicket();
    await Promise.all([edit(ticket, { title: 'New title' }), edit(ticket, { labels: ['new'] })]);
    const [view] = await desk.tickets.view(desk.caller, [ticket.id]);
    expect(view!.ticket).toMatchObject({ title: 'New title', labels: ['new'], version: 3 });
  });

  it('that both saw the same version: one is kept, the other is told', async () => {
    const ticket = await aTicket();
    const outcomes = await Promise.allSettled([
      edit(ticket, { title: 'One' }, 1),
      edit(ticket, { title: 'Other' }, 1),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')!;
    expect(refused.reason).toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

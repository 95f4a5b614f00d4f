/** The one way a ticket changes: versions, scope, machines, approvals and events, on real storage. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalHash } from '../../../src/domain/approval.ts';
import type { Id } from '../../../src/domain/ids.ts';
import { moveWork } from '../../../src/domain/lifecycle.ts';
import type { Intent, Push } from '../../../src/domain/push.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { Nouns } from '../../../src/ports/store.ts';
import { createAppendEvents, type Mutation } from '../../../src/tickets/mutate.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';
import {
  newTicket,
  openTicketDesk,
  priya,
  robot,
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

async function aTicket(review: Ticket['review']['status'] = 'generated'): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk)]);
  if (review === 'generated') return ticket!;
  return reviewAs(ticket!.id, review);
}

async function reviewAs(id: Id, ...steps: Ticket['review']['status'][]): Promise<Ticket> {
  let after: Ticket | null = null;
  for (const status of steps) {
    after = (await change(id, (now) => ({
      next: { ...now, review: { ...now.review, status } },
      events: [],
    })))!.after;
  }
  return after!;
}

function change(
  id: Id,
  how: (now: Ticket) => Mutation | null,
  options: { expectedVersion?: number; actor?: typeof priya; workspaceId?: Id } = {},
) {
  const { expectedVersion, actor = priya, workspaceId = desk.workspace.id } = options;
  return storage.store.transact((nouns) =>
    desk.mutate(
      nouns,
      { workspaceId, actor },
      id,
      how,
      expectedVersion === undefined ? {} : { expectedVersion },
    ),
  );
}

const retitle = (title: string) => (now: Ticket) => ({
  next: { ...now, title },
  events: [{ type: 'TicketDetailsUpdated' as const, payload: { fields: ['title'] } }],
});

function read(id: Id) {
  return storage.store.tickets.get(desk.workspace.id, id) as Promise<Ticket>;
}

describe('a write', () => {
  it('S4-31: raises the version, stamps the time and appends its events in order, with the envelope filled in', async () => {
    const ticket = await aTicket();
    const written = await change(ticket.id, (now) => {
      const { work, events } = moveWork(now, { to: 'cancelled', by: priya, at: now.createdAt })!;
      return { next: { ...now, work }, events };
    });
    expect(written!.before).toEqual(ticket);
    expect(written!.after).toMatchObject({ version: 2, work: { status: 'cancelled' } });
    expect(await read(ticket.id)).toEqual(written!.after);
    const events = await storage.store.events.ofTicket(desk.workspace.id, ticket.id);
    expect(events.map((event) => event.type)).toEqual([
      'TicketCreated',
      'TicketCancelled',
      'TicketStatusChanged',
    ]);
    expect(events.at(-1)).toMatchObject({
      workspaceId: desk.workspace.id,
      ticketId: ticket.id,
      actor: priya,
      version: 2,
      runId: null,
    });
  });

  it('cannot change who a ticket is', async () => {
    const ticket = await aTicket();
    const forged = {
      id: storage.ids.next(),
      workspaceId: storage.ids.next(),
      key: 'HACK-2026-001',
      version: 99,
    };
    const written = await change(ticket.id, (now) => ({
      next: { ...now, ...forged, title: 'New' },
      events: [],
    }));
    const { id, workspaceId, key } = ticket;
    expect(written!.after).toMatchObject({ id, workspaceId, key, version: 2, title: 'New' });
  });

  it('S4-22: publishes nothing and writes nothing when there is nothing to do', async () => {
    const ticket = await aTicket();
    expect(await change(ticket.id, () => null)).toBeNull();
    expect(await read(ticket.id)).toEqual(ticket);
    expect(await storage.store.events.ofTicket(desk.workspace.id, ticket.id)).toHaveLength(1);
  });

  it('leaves no event behind when the transaction fails later', async () => {
    const ticket = await aTicket();
    const failing = storage.store.transact(async (nouns) => {
      await desk.mutate(nouns, scopeIn(desk), ticket.id, retitle('Lost'));
      throw new Error('the power went out');
    });
    await expect(failing).rejects.toThrow('the power went out');
    expect(await read(ticket.id)).toEqual(ticket);
    expect(await storage.store.events.ofTicket(desk.workspace.id, ticket.id)).toHaveLength(1);
  });
});

describe('scope', () => {
  it('is refused loudly for a ticket of another workspace', async () => {
    const ticket = await aTicket();
    const other = await newWorkspace(storage, 'Other');
    const foreign = change(ticket.id, retitle('Mine now'), { workspaceId: other.id });
    await expect(foreign).rejects.toMatchObject({ code: 'WORKSPACE_MISMATCH' });
    expect(await read(ticket.id)).toEqual(ticket);
  });

  it('knows no ticket that is missing or deleted', async () => {
    await expect(change(storage.ids.next(), retitle('x'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const ticket = await aTicket();
    await change(ticket.id, (now) => ({ next: { ...now, deletedAt: now.createdAt }, events: [] }));
    await expect(change(ticket.id, retitle('x'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('versions', () => {
  it('in parallel, both changes are kept', async () => {
    const ticket = await aTicket();
    await Promise.all([
      change(ticket.id, (now) => ({ next: { ...now, labels: [...now.labels, 'a'] }, events: [] })),
      change(ticket.id, (now) => ({ next: { ...now, labels: [...now.labels, 'b'] }, events: [] })),
    ]);
    const after = await read(ticket.id);
    expect(after.version).toBe(3);
    expect([...after.labels].sort()).toEqual(['a', 'b']);
  });

  it('S4-32: that the caller names must be the stored one', async () => {
    const ticket = await aTicket();
    await change(ticket.id, retitle('Second'), { expectedVersion: 1 });
    await expect(change(ticket.id, retitle('Third'), { expectedVersion: 1 })).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { current_version: 2 },
    });
  });

  it('S4-31: that others take first are read again, four times at most', async () => {
    const ticket = await aTicket();
    const losing = (times: number) => {
      const nouns = storage.store as Nouns;
      let left = times;
      const tickets: Nouns['tickets'] = {
        ...nouns.tickets,
        async swap(next, expected) {
          if (left-- > 0) await change(ticket.id, (now) => ({ next: now, events: [] }));
          return nouns.tickets.swap(next, expected);
        },
      };
      return { ...nouns, tickets };
    };
    const scope = scopeIn(desk);
    const third = await desk.mutate(losing(3), scope, ticket.id, retitle('At the fourth try'));
    expect(third!.after.title).toBe('At the fourth try');
    await expect(desk.mutate(losing(4), scope, ticket.id, retitle('Never'))).rejects.toMatchObject({
      code: 'CONCURRENCY_CONFLICT',
    });
    const named = desk.mutate(losing(1), scope, ticket.id, retitle('Never'), {
      expectedVersion: (await read(ticket.id)).version,
    });
    await expect(named).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    expect((await read(ticket.id)).title).toBe('At the fourth try');
  });
});

describe('both machines', () => {
  it('hold for work, whoever writes, unless a person forces it', async () => {
    const ticket = await aTicket('reviewed');
    const done = (now: Ticket) => ({ ...now, work: { ...now.work, status: 'done' as const } });
    await expect(change(ticket.id, (now) => ({ next: done(now), events: [] }))).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
      details: { from: 'open', to: 'done', allowed: ['in_progress', 'cancelled'] },
    });
    const forced = (now: Ticket): Mutation => {
      const payload = { from: 'open', to: 'done', forced: true, reason: 'It was done before' };
      return { next: done(now), events: [{ type: 'TicketStatusChanged', payload }] };
    };
    await expect(change(ticket.id, forced, { actor: robot })).rejects.toMatchObject({
      code: 'INVALID_TRANSITION',
    });
    expect((await change(ticket.id, forced))!.after.work.status).toBe('done');
  });

  it('hold for the review', async () => {
    const ticket = await aTicket();
    const reviewed = (now: Ticket): Mutation => ({
      next: { ...now, review: { ...now.review, status: 'reviewed' } },
      events: [],
    });
    await expect(reviewAs(ticket.id, 'pushed')).rejects.toMatchObject({ code: 'INVALID_REVIEW_TRANSITION' });
    await expect(change(ticket.id, reviewed, { actor: robot })).rejects.toMatchObject({
      code: 'HUMAN_APPROVAL_REQUIRED',
    });
    expect((await change(ticket.id, reviewed))!.after.review.status).toBe('reviewed');
  });
});

describe('approvals', () => {
  async function approve(ticket: Ticket) {
    const approval = {
      id: storage.ids.next(),
      workspaceId: desk.workspace.id,
      ticketId: ticket.id,
      contentHash: approvalHash(ticket, 'linear:ENG'),
      destination: 'linear:ENG',
      approvedBy: priya.id,
      approvedByName: priya.name,
      approvedAt: ticket.updatedAt,
      usedAt: null,
      pushId: null,
      voidedAt: null,
      links: [],
    };
    await storage.store.approvals.insert([approval]);
    return approval;
  }
  const standing = (id: Id) => storage.store.approvals.standing(desk.workspace.id, [id]);

  it('end when what they cover changes, and outlive what they do not cover', async () => {
    const ticket = await aTicket('reviewed');
    await approve(ticket);
    await change(ticket.id, (now) => ({
      next: { ...now, review: { ...now.review, stale: true } },
      events: [],
    }));
    expect(await standing(ticket.id)).toHaveLength(1);
    await change(ticket.id, retitle('Something else'));
    expect(await standing(ticket.id)).toHaveLength(0);
  });

  it('end when the ticket is deleted', async () => {
    const ticket = await aTicket('reviewed');
    await approve(ticket);
    await change(ticket.id, (now) => ({ next: { ...now, deletedAt: now.createdAt }, events: [] }));
    expect(await standing(ticket.id)).toHaveLength(0);
  });

  it('are safe while they are used: content on its way to a tracker cannot change', async () => {
    const ticket = await aTicket('reviewed');
    const { push, intent } = anOpenPush(ticket);
    await storage.store.pushes.insert(push, [intent]);
    await expect(change(ticket.id, retitle('Too late'))).rejects.toMatchObject({
      code: 'TICKET_ALREADY_PUSHED',
    });
    expect((await read(ticket.id)).title).toBe(ticket.title);
    const moved = await change(ticket.id, (now) => {
      return {
        next: { ...now, work: moveWork(now, { to: 'in_progress', by: priya, at: now.createdAt })!.work },
        events: [],
      };
    });
    expect(moved!.after.work.status).toBe('in_progress');
  });

  function anOpenPush(ticket: Ticket): { push: Push; intent: Intent } {
    const at = ticket.createdAt;
    const push: Push = {
      id: storage.ids.next(),
      workspaceId: desk.workspace.id,
      threadId: null,
      boardId: null,
      destination: { id: 'linear:ENG', tracker: 'linear', label: 'Linear › Engineering', sandbox: true },
      requestedBy: priya.id,
      requestedByName: priya.name,
      createdAt: at,
      finishedAt: null,
      cancelledAt: null,
    };
    const { title, type, priority, labels } = ticket;
    const payload = { title, body: '', type, priority, labels, estimate: null, parentExternalId: null };
    const intent: Intent = {
      id: storage.ids.next(),
      pushId: push.id,
      workspaceId: desk.workspace.id,
      ticketId: ticket.id,
      destination: 'linear:ENG',
      marker: 'm',
      uuid: 'u',
      contentHash: approvalHash(ticket, 'linear:ENG'),
      payload,
      op: 'create',
      link: null,
      existing: null,
      waitsFor: null,
      order: 0,
      state: 'planned',
      epoch: 0,
      owner: null,
      attempts: 0,
      sentAt: null,
      notBefore: null,
      reason: null,
      adopted: false,
      updatedAt: at,
    };
    return { push, intent };
  }
});

describe('events without a ticket', () => {
  it('get the same envelope', async () => {
    const append = createAppendEvents(storage);
    const ticket = await aTicket();
    const boardId = storage.ids.next();
    await storage.store.transact((nouns) =>
      append(nouns, { ...scopeIn(desk), runId: 'run-1' }, [
        { type: 'BoardChanged', boardId, ticketId: ticket.id },
      ]),
    );
    const events = await storage.store.events.ofTicket(desk.workspace.id, ticket.id);
    expect(events.at(-1)).toMatchObject({
      type: 'BoardChanged',
      boardId,
      runId: 'run-1',
      version: null,
      payload: {},
    });
  });
});

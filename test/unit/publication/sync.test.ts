/** Status sync: the tracker's word on the work, taken once per change. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import { connect, type ScriptedTracker, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

async function pushed(...names: string[]): Promise<Ticket[]> {
  const tickets = await house.add(names);
  await approveAll(house, tickets);
  await house.work();
  return tickets;
}

const syncAll = (tickets: readonly Ticket[]) =>
  house.publication.sync(house.ana, { ticketIds: tickets.map(({ id }) => id) });
const started = { rawStatus: 'In Progress', workStatus: 'in_progress' } as const;
const done = { rawStatus: 'Done', workStatus: 'done', resolution: 'completed' } as const;

describe('a sync', () => {
  it('makes a pushed ticket synced on the first read, and then reports only changes', async () => {
    const tickets = await pushed('One', 'Two');
    expect(await syncAll(tickets)).toMatchObject({ synced: 2, unchanged: 0, errors: 0 });
    expect((await house.ticket(tickets[0]!.id)).review.status).toBe('synced');
    expect(await syncAll(tickets)).toMatchObject({ synced: 0, unchanged: 2 });
    tracker.setStatus('Two', started);
    const third = await syncAll(tickets);
    expect(third).toMatchObject({ synced: 1, unchanged: 1 });
    expect(third.rows[1]).toMatchObject({ outcome: 'synced', externalStatus: 'In Progress', before: 'open' });
    expect((await house.ticket(tickets[1]!.id)).work).toMatchObject({ status: 'in_progress' });
  });

  it('asks the tracker once for all tickets', async () => {
    const tickets = await pushed('One', 'Two', 'Three');
    await syncAll(tickets);
    expect(tracker.reads).toBe(1);
  });

  it('follows the tracker where our own table has no arrow, and back again', async () => {
    const [ticket] = await pushed('One');
    tracker.setStatus('One', done);
    await syncAll([ticket!]);
    expect((await house.ticket(ticket!.id)).work).toMatchObject({
      status: 'done',
      resolution: 'completed',
      finishedAt: expect.any(String),
    });
    tracker.setStatus('One', { rawStatus: 'Reopened', workStatus: 'open', resolution: null });
    await syncAll([ticket!]);
    expect((await house.ticket(ticket!.id)).work).toMatchObject({
      status: 'open',
      resolution: null,
      reopenCount: 1,
    });
  });

  it('changes no work status while the raw state is the one last seen', async () => {
    const [ticket] = await pushed('One');
    await syncAll([ticket!]);
    await house.desk.mutate(
      storage.store,
      { workspaceId: ticket!.workspaceId, actor: house.ana.principal },
      ticket!.id,
      (current) => ({
        next: { ...current, work: { ...current.work, status: 'in_progress' } },
        events: [{ type: 'TicketStatusChanged', payload: { from: 'open', to: 'in_progress' } }],
      }),
    );
    expect(await syncAll([ticket!])).toMatchObject({ unchanged: 1 });
    expect((await house.ticket(ticket!.id)).work.status).toBe('in_progress');
  });

  it('tells of every change and keeps the raw word on the reference', async () => {
    const [ticket] = await pushed('One');
    tracker.setStatus('One', started);
    await syncAll([ticket!]);
    const events = await storage.store.events.ofTicket(ticket!.workspaceId, ticket!.id);
    const told = events.findLast(({ type }) => type === 'TicketSynced');
    expect(told?.payload).toMatchObject({ rawStatus: 'In Progress', from: 'open', to: 'in_progress' });
    const [ref] = await storage.store.externalRefs.ofTickets(ticket!.workspaceId, [ticket!.id]);
    expect(ref).toMatchObject({ rawStatus: 'In Progress', syncedAt: expect.any(String) });
  });

  it('reports a vanished issue as an error and leaves the ticket where it is', async () => {
    const [gone, here] = await pushed('Gone', 'Here');
    tracker.setStatus('Gone', null);
    const view = await syncAll([gone!, here!]);
    expect(view).toMatchObject({ synced: 1, errors: 1 });
    expect(view.rows[0]).toMatchObject({ outcome: 'error', error: 'Remote issue not found' });
    expect((await house.ticket(gone!.id)).review).toMatchObject({
      status: 'pushed',
      pushError: 'Remote issue not found',
    });
  });

  it('changes nothing while the tracker is down, and says so per ticket', async () => {
    const tickets = await pushed('One', 'Two');
    tracker.down = true;
    const before = await Promise.all(tickets.map(({ id }) => house.ticket(id)));
    const view = await syncAll(tickets);
    expect(view).toMatchObject({ synced: 0, errors: 2 });
    expect(view.rows[0]!.error).toContain('It is down.');
    expect(await Promise.all(tickets.map(({ id }) => house.ticket(id)))).toEqual(before);
  });

  it('leaves tickets aside that are not out', async () => {
    const tickets = await house.add(['Waiting']);
    expect(await syncAll(tickets)).toMatchObject({ rows: [], synced: 0, unchanged: 0, errors: 0 });
  });

  it('says so when the tracker that holds a ticket is no longer connected', async () => {
    const [ticket] = await pushed('One');
    const without = house.restart({ trackers: connect() });
    const view = await without.sync(house.ana, { ticketIds: [ticket!.id] });
    expect(view.rows[0]).toMatchObject({ outcome: 'error', error: expect.stringContaining('not connected') });
  });
});

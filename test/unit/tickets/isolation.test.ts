/** Two workspaces in one store never see or touch each other's tickets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExternalRef, Ticket } from '../../../src/domain/ticket.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { addDocument, newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let ours: TicketDesk;
let theirs: TicketDesk;
let ticket: Ticket;
beforeAll(async () => {
  storage = await shareTestStorage();
  ours = await openTicketDesk(storage);
  theirs = await openTicketDesk(storage);
  [ticket] = (await store(ours, [newTicket(ours)])) as [Ticket];
  const ref: ExternalRef = {
    ticketId: ticket.id,
    workspaceId: ours.workspace.id,
    tracker: 'linear',
    destination: 'linear:ENG',
    externalId: 'x',
    externalKey: 'ENG-12',
    url: 'https://linear.app/acme/issue/ENG-12',
    rawStatus: null,
    sandbox: true,
    syncedAt: null,
    createdAt: ticket.createdAt,
  };
  await storage.store.externalRefs.put(ref);
});
afterAll(() => storage.close());

describe('from another workspace', () => {
  it.each([
    ['its id', () => ticket.id],
    ['the beginning of its id', () => ticket.id.slice(0, 30)],
    ['its key', () => ticket.key],
    ["the tracker's key", () => 'ENG-12'],
    ['its address', () => 'https://linear.app/acme/issue/ENG-12'],
  ])('a ticket is not found by %s', async (_what, name) => {
    await expect(theirs.tickets.select(theirs.caller, { ids: [name()] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('S4-34: a ticket cannot be read', async () => {
    await expect(theirs.tickets.view(theirs.caller, [ticket.id])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(theirs.tickets.trace(theirs.caller, ticket.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await theirs.tickets.links(theirs.caller, [ticket.id])).toEqual([]);
    expect(await theirs.tickets.select(theirs.caller, { all: true })).toEqual([]);
  });

  it('a thread does not lend its list', async () => {
    const thread = await storage.store.threads.ensure(ours.workspace.id, 'terminal', 'main');
    await storage.store.threads.setFocus(ours.workspace.id, thread.id, {
      ...thread.focus,
      ticketIds: [ticket.id],
    });
    const caller = { ...theirs.caller, threadId: thread.id };
    await expect(theirs.tickets.select(caller, { ids: ['1'] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('S4-34: a ticket cannot be written, and the attempt is loud', async () => {
    const mismatch = { code: 'WORKSPACE_MISMATCH' };
    await expect(theirs.tickets.edit(theirs.caller, ticket.id, { title: 'Ours now' })).rejects.toMatchObject(
      mismatch,
    );
    await expect(theirs.tickets.discard(theirs.caller, [ticket.id])).rejects.toMatchObject(mismatch);
    const [view] = await ours.tickets.view(ours.caller, [ticket.id]);
    expect(view!.ticket).toEqual(ticket);
  });

  it('a document gives no tickets', async () => {
    const document = await addDocument(ours, [['requirement', 'FR-1 ours']]);
    const input = { documentId: document.id };
    await expect(theirs.tickets.generate(theirs.caller, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(theirs.tickets.ofDocument(theirs.caller, document.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('keys', () => {
  it('S2-8: are counted per workspace, and parallel tickets never share one', async () => {
    const made = await Promise.all([
      store(theirs, [newTicket(theirs), newTicket(theirs)]),
      store(theirs, [newTicket(theirs), newTicket(theirs)]),
    ]);
    const year = new Date().getUTCFullYear();
    const keys = made.flat().map(({ key }) => key);
    expect(keys.sort()).toEqual([1, 2, 3, 4].map((number) => `TASK-${year}-00${number}`));
  });
});

/** What stands around tickets: relations from both ends, parents, derived epics, collaborators and projects. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ticket, WorkStatus } from '../../../src/domain/ticket.ts';
import { WorkStatus as statuses } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { deriveStatus } from '../../../src/tickets/neighbours.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
});
afterAll(() => storage?.close());

async function make(over: Partial<NewTicket> = {}): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk, { review: null, ...over })]);
  return ticket!;
}

const read = async ({ id }: Ticket) => (await desk.storage.store.tickets.get(desk.workspace.id, id))!;
const eventsOf = async ({ id }: Ticket) =>
  (await desk.storage.store.events.ofTicket(desk.workspace.id, id)).map((event) => event.type);

it('S4-14: a link is kept once and read from both ends; relatesTo has none', async () => {
  const [one, other] = [await make(), await make()];
  const link = (type: 'blocks' | 'relatesTo' | 'duplicateOf', [from, to]: [Ticket, Ticket]) =>
    desk.tickets.link(desk.caller, { type, sourceIds: [from.id], targetIds: [to.id] });
  expect((await link('blocks', [one, other])).made).toBe(1);
  expect((await link('blocks', [one, other])).made).toBe(0);
  await link('duplicateOf', [one, other]);
  expect((await link('relatesTo', [one, other])).made).toBe(1);
  expect((await link('relatesTo', [other, one])).made).toBe(0);
  const [from, to] = [
    desk.tickets.relations(desk.caller, one.id),
    desk.tickets.relations(desk.caller, other.id),
  ];
  expect(await from).toMatchObject({
    blocking: [other.key],
    blockedBy: [],
    duplicateOf: [other.key],
    relatedTo: [other.key],
  });
  expect(await to).toMatchObject({
    blocking: [],
    blockedBy: [one.key],
    duplicatedBy: [one.key],
    relatedTo: [one.key],
  });
  await expect(link('blocks', [one, one])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(link('blocks', [other, one])).rejects.toMatchObject({ code: 'LINK_CYCLE' });
});

it('U-45: a link into another workspace is refused as what it is', async () => {
  const elsewhere = await openTicketDesk(storage);
  const [foreign] = await store(elsewhere, [newTicket(elsewhere)]);
  const wish = { type: 'blocks' as const, sourceIds: [(await make()).id], targetIds: [foreign!.id] };
  await expect(desk.tickets.link(desk.caller, wish)).rejects.toMatchObject({ code: 'WORKSPACE_MISMATCH' });
});

it('S4-15: a parent is of the same workspace, not itself, and never below its child', async () => {
  const [top, middle, low] = [await make(), await make(), await make()];
  await desk.tickets.setParent(desk.caller, [middle.id], top.id);
  await desk.tickets.setParent(desk.caller, [low.id], middle.id);
  expect(await desk.tickets.relations(desk.caller, middle.id)).toMatchObject({
    subIssueOf: [top.key],
    parentOf: [low.key],
  });
  const circle = desk.tickets.setParent(desk.caller, [top.id], low.id);
  await expect(circle).rejects.toMatchObject({
    code: 'LINK_CYCLE',
    details: { path: [top.key, low.key, middle.key, top.key] },
  });
  await expect(desk.tickets.setParent(desk.caller, [top.id], top.id)).rejects.toMatchObject({
    code: 'LINK_CYCLE',
  });
  const foreign = await openTicketDesk(storage);
  const [other] = await store(foreign, [newTicket(foreign)]);
  const across = desk.tickets.setParent(desk.caller, [top.id], other!.id);
  await expect(across).rejects.toMatchObject({ code: 'WORKSPACE_MISMATCH' });
  await desk.tickets.setParent(desk.caller, [low.id], null);
  expect((await eventsOf(low)).filter((type) => type === 'TicketDetailsUpdated')).toHaveLength(2);
});

it('S2-32: an epic follows its children and closes by itself', async () => {
  const epic = await make({ type: 'epic' });
  const [one, two] = [await make({ parentId: epic.id }), await make({ parentId: epic.id })];
  const move = (ticket: Ticket, to: WorkStatus, reason?: string) =>
    desk.tickets.move(desk.caller, [ticket.id], to, reason);
  await move(one, 'in_progress');
  expect((await read(epic)).work).toMatchObject({ status: 'in_progress' });
  await expect(move(epic, 'done')).rejects.toMatchObject({
    code: 'INVALID_TRANSITION',
    details: { unfinished: [one.key, two.key] },
  });
  await move(one, 'blocked', 'No access');
  expect((await read(epic)).work.status).toBe('open');
  await move(two, 'cancelled');
  expect((await read(epic)).work).toMatchObject({
    status: 'blocked',
    blocker: { text: expect.stringContaining(one.key) },
  });
  await move(one, 'in_progress');
  await move(one, 'done');
  expect((await read(epic)).work).toMatchObject({ status: 'done', resolution: 'completed' });
  expect((await eventsOf(epic)).slice(-2)).toEqual(['TicketCompleted', 'TicketStatusChanged']);
  await make({ parentId: epic.id });
  expect((await read(epic)).work).toMatchObject({ status: 'open', reopenCount: 1, finishedAt: null });
});

it('S2-32: the derived status is what the rule says, whatever the children are', () => {
  const child = (status: WorkStatus) => ({ key: status, work: { status } }) as Ticket;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...statuses.options), { minLength: 1, maxLength: 6 }), (all) => {
      const has = (status: WorkStatus) => all.includes(status);
      const open = all.filter((status) => ['open', 'in_progress', 'blocked'].includes(status));
      const expected = () => {
        if (open.length === 0 && has('done')) return 'done';
        if (has('in_progress')) return 'in_progress';
        if (open.length > 0 && open.every((status) => status === 'blocked')) return 'blocked';
        return has('failed') ? 'blocked' : 'open';
      };
      expect(deriveStatus(all.map(child))?.to).toBe(expected());
    }),
  );
});

it('S4-16: somebody joins once per role, and it is told', async () => {
  const ticket = await make();
  const who = { principalId: 'security', type: 'agent' as const, role: 'reviewer' as const };
  expect(await desk.tickets.collaborate(desk.caller, ticket.id, who)).toBe(true);
  expect(await desk.tickets.collaborate(desk.caller, ticket.id, who)).toBe(false);
  await desk.tickets.collaborate(desk.caller, ticket.id, { ...who, role: 'collaborator' });
  expect(await desk.tickets.collaborators(desk.caller, ticket.id)).toMatchObject([
    { principalId: 'security', role: 'collaborator' },
  ]);
  expect(await eventsOf(ticket)).toEqual([
    'TicketCreated',
    'TicketCollaboratorAdded',
    'TicketCollaboratorAdded',
  ]);
});

it('S4-17: a ticket is in one project of its workspace', async () => {
  const ticket = await make();
  const project = await desk.tickets.putProject(desk.caller, { name: 'Launch', color: '#3b82f6' });
  const renamed = await desk.tickets.putProject(desk.caller, { name: 'LAUNCH', status: 'completed' });
  expect(renamed).toMatchObject({ id: project.id, status: 'completed', color: '#3b82f6' });
  await desk.tickets.setProject(desk.caller, [ticket.id], 'launch');
  expect((await read(ticket)).planning.projectId).toBe(project.id);
  await expect(desk.tickets.setProject(desk.caller, [ticket.id], 'Lunch')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    remedy: 'Projects are: LAUNCH.',
  });
  const wrong = desk.tickets.putProject(desk.caller, { name: 'X', color: 'blue' });
  await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

/** A ticket's life in its events and fields, and work that agents hand on to each other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wireTicket } from '../../../src/catalog/wire.ts';
import { agentPrincipal } from '../../../src/domain/agent-role.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { NewTicket } from '../../../src/tickets/create.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { callerIn, newTicket, openTicketDesk, store, type TicketDesk } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let desk: TicketDesk;
let person: Caller;
beforeAll(async () => {
  storage = await shareTestStorage();
  desk = await openTicketDesk(storage);
  person = desk.caller;
});
afterAll(() => storage?.close());

const as = (agent: string) => callerIn(desk.workspace, { principal: agentPrincipal(agent), via: 'workflow' });

async function make(over: Partial<NewTicket> = {}): Promise<Ticket> {
  const [ticket] = await store(desk, [newTicket(desk, { review: null, ...over })]);
  return ticket!;
}

const told = ({ id }: Ticket) => desk.storage.store.events.ofTicket(desk.workspace.id, id);
const eventsOf = async (ticket: Ticket) => (await told(ticket)).map((event) => event.type);
const eventOf = async (ticket: Ticket, type: string) =>
  (await told(ticket)).find((event) => event.type === type);

describe('a life', () => {
  it('S4-10, S4-11, S4-20: tells of every turn by its name, and shows all its fields to programs', async () => {
    const parent = await make();
    const wish = { title: 'Part', assignedAgentId: 'qa', delegatedByAgentId: 'engineer' };
    const { ticket } = await desk.tickets.delegate(as('engineer'), parent.id, wish);
    await desk.tickets.assign(person, [ticket.id], 'research');
    await desk.tickets.collaborate(person, ticket.id, {
      ...{ principalId: 'member-1', type: 'user', role: 'reviewer' },
    });
    await desk.tickets.edit(person, ticket.id, { labels: ['api'] });
    await desk.tickets.tryStart(as('research'), ticket.id);
    await desk.tickets.complete(as('research'), ticket.id, { output: { found: 1 } });
    const [failed, cancelled] = [await make(), await make()];
    await desk.tickets.move(person, [failed.id], 'in_progress');
    await desk.tickets.fail(as('qa'), failed.id, 'no');
    await desk.tickets.move(person, [cancelled.id], 'cancelled');
    const told = await Promise.all([ticket, failed, cancelled].map(eventsOf));
    const named = ['Created', 'Assigned', 'Started', 'Completed', 'Failed', 'Cancelled', 'StatusChanged'];
    const rest = ['Reassigned', 'Delegated', 'CollaboratorAdded', 'DetailsUpdated'];
    expect(new Set(told.flat())).toEqual(new Set([...named, ...rest].map((name) => `Ticket${name}`)));
    expect(wireTicket((await desk.tickets.view(person, [ticket.id]))[0]!)).toMatchObject({
      ...{ workspace_id: desk.workspace.id, title: 'Part', work_status: 'done', provider: 'local' },
      ...{ external_key: null, external_url: null, assigned_agent_id: 'research', assigned_team_id: null },
      ...{ delegated_by_agent_id: 'engineer', channel_id: null, mode: 'chat', pipeline_run_id: null },
      ...{ project_id: null, parent_ticket_id: parent.id, expected_output_schema: null },
      ...{ output_json: { found: 1 }, error_message: null, execution_locked_at: null, labels: ['api'] },
      ...{ origin_kind: 'agentDelegation', checkout_run_id: null, version: 5 },
    });
  });
});

describe('delegation', () => {
  it('S4-36, S4-22, S4-23: makes a child, told as created, delegated and assigned', async () => {
    const parent = await make({ assigneeId: 'engineer', assigneeType: 'agent' });
    const wish = { title: 'Read the logs', assignedAgentId: 'research', delegatedByAgentId: 'engineer' };
    const { ticket } = await desk.tickets.delegate(as('engineer'), parent.id, wish);
    expect(ticket).toMatchObject({
      parentId: parent.id,
      work: { assigneeId: 'research', assigneeType: 'agent' },
    });
    expect(await eventsOf(ticket)).toEqual(['TicketCreated', 'TicketDelegated', 'TicketAssigned']);
    const told = await eventOf(ticket, 'TicketDelegated');
    expect(told?.payload).toEqual({ parentTicketId: parent.id, delegatedByAgentId: 'engineer' });
    const assigned = await eventOf(ticket, 'TicketAssigned');
    expect(assigned?.payload).toMatchObject({
      ticketTitle: 'Read the logs',
      assignedAgentId: 'research',
      assigneeType: 'agent',
    });
  });

  it('S4-36: goes three deep and never back to an agent that has it', async () => {
    let at = await make({ assigneeId: 'engineer', assigneeType: 'agent' });
    const hand = (by: string, to: string) =>
      desk.tickets.delegate(as(by), at.id, { title: 'Next', assignedAgentId: to, delegatedByAgentId: by });
    await expect(hand('engineer', 'engineer')).rejects.toMatchObject({ code: 'DELEGATION_REFUSED' });
    for (const [by, to] of [
      ['engineer', 'research'],
      ['research', 'qa'],
      ['qa', 'ops'],
    ] as const) {
      at = (await hand(by, to)).ticket;
    }
    await expect(hand('ops', 'security')).rejects.toThrow(
      'Delegation refused: chain depth 4 exceeds the cap of 3.',
    );
    await expect(hand('ops', 'research')).rejects.toThrow(/^Delegation refused/);
  });
});

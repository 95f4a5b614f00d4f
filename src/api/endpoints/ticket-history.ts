/** The course of a ticket as one list: events, reports of agents and comments, each with who, when and what (C-28). */
import * as z from 'zod';
import { agentTitle } from '../../domain/agent-role.ts';
import type { AgentUpdate } from '../../domain/agent-update.ts';
import type { Comment } from '../../domain/comment.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { Answer, Asked } from '../endpoint.ts';
import { eventsOfTicket, findTicket } from './find-ticket.ts';

export const HistoryEntry = z
  .looseObject({
    at: z.iso.datetime(),
    actor: z.looseObject({ id: z.string(), name: z.string() }),
    kind: z.enum(['event', 'agent_update', 'comment']),
    type: z.string().meta({ description: 'Of the event; else the result of the report, or comment' }),
    version: z.int().nullable().meta({ description: 'Of the ticket, once it was written' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    fields: z.array(z.string()),
    reason: z.string().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: 'HistoryEntry' });
type HistoryEntry = z.infer<typeof HistoryEntry>;

const nothing = { version: null, from: null, to: null, fields: [], reason: null, text: null };

/** Each of these is told in full by what it is about. */
const toldElsewhere: ReadonlySet<string> = new Set(['AgentUpdateAdded', 'TicketCommented']);

export async function showHistory(asked: Asked<unknown, unknown, unknown>, name: string): Promise<Answer> {
  const { house, caller } = asked;
  const { ticket } = await findTicket(asked, name);
  const events = await eventsOfTicket(asked, ticket.id);
  const updates = await house.services.tickets.updates(caller, [ticket.id]);
  const comments = await house.services.tickets.comments(caller, ticket.id);
  const told = events.filter(({ type }) => !toldElsewhere.has(type));
  const entries = [...told.map(ofEvent), ...updates.map(ofUpdate), ...comments.map(ofComment)];
  const history = entries.sort((one, other) => one.at.localeCompare(other.at));
  return { status: 200, body: { ticket_id: ticket.id, key: ticket.key, history } };
}

function ofEvent({ type, actor, occurredAt, version, payload }: DomainEvent): HistoryEntry {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const { from, to, fields, reason, errorMessage, fromAgentId, toAgentId, assignedAgentId } = payload;
  return {
    ...{ at: occurredAt, actor, kind: 'event', type, version },
    from: text(from) ?? text(fromAgentId),
    to: text(to) ?? text(toAgentId) ?? text(assignedAgentId),
    fields: Array.isArray(fields) ? fields.map(String) : [],
    reason: text(reason) ?? text(errorMessage),
    text: null,
  };
}

function ofUpdate({ agent, result, details, error, createdAt }: AgentUpdate): HistoryEntry {
  const actor = { kind: 'agent', id: `agent:${agent}`, name: agentTitle(agent) };
  const said = { at: createdAt, actor, kind: 'agent_update' as const, type: result };
  return { ...nothing, ...said, reason: error, text: details };
}

function ofComment({ author, text, createdAt }: Comment): HistoryEntry {
  return { ...nothing, at: createdAt, actor: author, kind: 'comment', type: 'comment', text };
}

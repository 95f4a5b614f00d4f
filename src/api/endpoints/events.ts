/** What happened, over REST: of one ticket, within a span of time, after another event, or as it happens. */
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { wireEvent } from '../../webhooks/wire-event.ts';
import { type Answer, type Asked, ById, count, defineEndpoint, type Endpoint } from '../endpoint.ts';
import { WireEvent } from '../wire-shapes.ts';
import { EventFilter, isAbout } from './event-filter.ts';
import { eventsOfTicket } from './find-ticket.ts';
import { HistoryEntry, showHistory } from './ticket-history.ts';

const tag = 'events';

const Events = z.object({ events: z.array(WireEvent) });

const Query = z.object({
  ...EventFilter.shape,
  ticket: z.string().optional().meta({ description: 'By any of its names: all that happened to it' }),
  after: z.string().optional().meta({ description: 'The id of an event: what came after it, oldest first' }),
  from: z.iso.datetime().optional().meta({ description: 'A day ago when absent' }),
  to: z.iso.datetime().optional(),
  limit: count(1000, 1000, 1),
});

const dayMs = 24 * 60 * 60_000;

export const eventEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/tickets/{id}/events',
    name: 'listTicketEvents',
    summary: 'What happened to a ticket, oldest first',
    tag,
    params: ById,
    answers: { 200: Events },
    run: async (asked) => answerEvents(await eventsOfTicket(asked, asked.params.id)),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/tickets/{id}/history',
    name: 'showTicketHistory',
    summary:
      'The course of a ticket, oldest first: who did what, what agents reported, and what was written about it',
    tag,
    params: ById,
    answers: { 200: z.looseObject({ history: z.array(HistoryEntry) }) },
    run: (asked) => showHistory(asked, asked.params.id),
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/events',
    name: 'listEvents',
    summary:
      'What happened, oldest first; with "Accept: text/event-stream" as it happens, resumed by Last-Event-ID',
    tag,
    query: Query,
    answers: { 200: Events },
    async run(asked) {
      const found = await findEvents(asked);
      return answerEvents(found.filter((event) => isAbout(event, asked.query)).slice(0, asked.query.limit));
    },
  }),
];

async function findEvents(asked: Asked<unknown, z.infer<typeof Query>, unknown>): Promise<DomainEvent[]> {
  const { house, caller, query } = asked;
  if (query.ticket !== undefined) return eventsOfTicket(asked, query.ticket);
  if (query.after !== undefined) {
    const next = await house.store.events.after(caller.workspaceId, query.after, query.limit);
    if (next) return next;
    throw unknownEvent();
  }
  const now = house.clock.now().getTime();
  const from = query.from ?? new Date(now - dayMs).toISOString();
  const to = query.to ?? new Date(now + 1).toISOString();
  if (from > to) throw turnedRound();
  return house.store.events.between(caller.workspaceId, { from, to });
}

function answerEvents(events: readonly DomainEvent[]): Answer {
  return { status: 200, body: { events: events.map(wireEvent) } };
}

function turnedRound(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'The span ends before it begins. Nothing was read.',
    remedy: 'Give "from" the earlier moment.',
  });
}

function unknownEvent(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'No event here has the id in "after".',
    remedy: 'Give the id of one that was read before, or a span of time.',
  });
}

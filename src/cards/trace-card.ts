/** Why a ticket exists: the document's own words with their lines, who approved it, and where it went. */
import type { DomainEvent } from '../domain/event.ts';
import type { Trace } from '../domain/ticket-view.ts';
import type { Card, CardBlock, Inline, Text } from './card.ts';
import { count, sayLines } from './phrases.ts';
import { linkRef, sayMaker } from './ticket-facts.ts';

export function drawTraceCard(trace: Trace): Card {
  const { ticket } = trace.ticket;
  return {
    title: `Why ${ticket.key} exists`,
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: [{ kind: 'text', text: ticket.title, bold: true }] },
      ...sources(trace),
      chain(trace),
    ],
    choices: [],
    summary: summarize(trace),
  };
}

function summarize({ ticket: { ticket }, document, sources }: Trace): string {
  if (!document) return `${ticket.key} comes from no document; ${ticket.createdBy.name} wrote it.`;
  const lines = sayLines(sources.flatMap((source) => source.lines));
  return `${ticket.key} comes from “${document.title}”${lines ? `, ${lines}` : ''}.`;
}

/** The quote stays byte for byte; its lines and version stand beside it. */
function sources({ document, sources, ticket }: Trace): CardBlock[] {
  if (sources.length === 0) {
    return [
      { kind: 'text', text: `No document stands behind it. ${ticket.ticket.createdBy.name} wrote it.` },
    ];
  }
  return sources.map(({ quote, lines, documentVersion }) => ({
    kind: 'quote',
    text: quote,
    source: [document?.title ?? 'A deleted document', `version ${documentVersion}`, sayLines(lines)]
      .filter((part) => part !== '')
      .join(' · '),
  }));
}

function chain(trace: Trace): CardBlock {
  const { ticket, document, history } = trace;
  const rows: [string, Text | null][] = [
    ['Document', document && `${document.title} (${document.source.name}, version ${document.version})`],
    ['Drafted by', sayMaker(ticket.ticket)],
    ['Approved by', approvedBy(history)],
    ['Pushed', pushedAt(history)],
    ['Issue', ticket.refs.length > 0 ? issueLinks(trace) : null],
    ['History', history.length > 0 ? count(history.length, 'event') : null],
  ];
  return {
    kind: 'fields',
    items: rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
  };
}

function approvedBy(history: readonly DomainEvent[]): string | null {
  const event = history.findLast((one) => one.type === 'TicketReviewed');
  return event ? `${event.actor.name}, ${sayTime(event.occurredAt)}` : null;
}

/** A push is carried out by Docket; who let it go is who approved it. */
function pushedAt(history: readonly DomainEvent[]): string | null {
  const event = history.findLast((one) => one.type === 'TicketPushed');
  return event ? sayTime(event.occurredAt) : null;
}

/** `2026-07-01 14:05 UTC` from an ISO time. */
function sayTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function issueLinks({ ticket: { refs } }: Trace): Inline[] {
  return refs.flatMap((ref, index): Inline[] => [
    ...(index > 0 ? [{ kind: 'text' as const, text: ', ' }] : []),
    ...linkRef(ref),
    ...(ref.rawStatus ? [{ kind: 'text' as const, text: ` · ${ref.rawStatus}`, muted: true }] : []),
  ]);
}

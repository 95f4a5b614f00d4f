/** Why a ticket exists: the document's own words with their lines, who approved it, and where it went. */
import type { DomainEvent } from '../domain/event.ts';
import type { Trace } from '../domain/ticket-view.ts';
import type { Card, CardBlock, Inline, Text } from './card.ts';
import { drawComments } from './comment-blocks.ts';
import { count, sayLines, sayName } from './phrases.ts';
import { sayUtc } from './say-time.ts';
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
      ...drawComments(trace.comments),
    ],
    choices: [],
    summary: summarize(trace),
  };
}

function summarize({ ticket: { ticket }, document, sources }: Trace): string {
  const gone = ticket.deletedAt === null ? '' : ' It was discarded.';
  if (!document) return `${ticket.key} comes from no document; ${ticket.createdBy.name} wrote it.${gone}`;
  const lines = sayLines(sources.flatMap((source) => source.lines));
  return `${ticket.key} comes from “${document.title}”${lines ? `, ${lines}` : ''}.${gone}`;
}

/** The quote stays byte for byte; its lines and version stand beside it. */
function sources({ sources, ticket }: Trace): CardBlock[] {
  if (sources.length === 0) {
    return [
      { kind: 'text', text: `No document stands behind it. ${ticket.ticket.createdBy.name} wrote it.` },
    ];
  }
  return sources.map(({ quote, lines, documentTitle, documentVersion }) => ({
    kind: 'quote',
    text: quote,
    source: [documentTitle ?? 'A deleted document', `version ${documentVersion}`, sayLines(lines)]
      .filter((part) => part !== '')
      .join(' · '),
  }));
}

function chain(trace: Trace): CardBlock {
  const { ticket, document, history, recommendation, insights, researchSources } = trace;
  const rows: [string, Text | null][] = [
    ['Document', document && `${document.title} (${document.source.name}, version ${document.version})`],
    ['Recommendation', recommendation && `${recommendation.title} (${sayName(recommendation.status)})`],
    ['Insights', listTitles(insights.map(({ title, severity }) => `${title} (${severity})`))],
    ['Research', listTitles(researchSources.map(({ title, kind }) => `${title} (${kind})`))],
    ['Drafted by', sayMaker(ticket.ticket)],
    ['Approved by', approvedBy(history)],
    ['Pushed', pushedAt(history)],
    ['Issue', ticket.refs.length > 0 ? issueLinks(trace) : null],
    ['Discarded', ticket.ticket.deletedAt && sayUtc(ticket.ticket.deletedAt)],
    ['History', history.length > 0 ? count(history.length, 'event') : null],
  ];
  return {
    kind: 'fields',
    items: rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
  };
}

function listTitles(titles: readonly string[]): string | null {
  return titles.length > 0 ? titles.join('; ') : null;
}

function approvedBy(history: readonly DomainEvent[]): string | null {
  const event = history.findLast((one) => one.type === 'TicketReviewed');
  return event ? `${event.actor.name}, ${sayUtc(event.occurredAt)}` : null;
}

/** A push is carried out by Docket; who let it go is who approved it. */
function pushedAt(history: readonly DomainEvent[]): string | null {
  const event = history.findLast((one) => one.type === 'TicketPushed');
  if (!event) return null;
  const { link, update } = event.payload;
  const what = link ? `, linked to ${link}` : update ? `, written into ${update}` : '';
  return `${sayUtc(event.occurredAt)}${what}`;
}

function issueLinks({ ticket: { refs } }: Trace): Inline[] {
  return refs.flatMap((ref, index): Inline[] => [
    ...(index > 0 ? [{ kind: 'text' as const, text: ', ' }] : []),
    ...linkRef(ref),
    ...(ref.rawStatus ? [{ kind: 'text' as const, text: ` · ${ref.rawStatus}`, muted: true }] : []),
  ]);
}

/** Tickets as files: JSON in the contract's shape, Markdown for people, CSV for spreadsheets. */
import { sayLines } from '../../cards/phrases.ts';
import { priorityCode, priorityNames } from '../../domain/priority.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import { wireTicket } from '../wire.ts';
import { writeCsv } from './write-csv.ts';

export function ticketsAsJson(views: readonly TicketView[]): string {
  return `${JSON.stringify({ tickets: views.map(wireTicket), total: views.length }, null, 2)}\n`;
}

const columns = [
  'key',
  'title',
  'type',
  'priority',
  'status',
  'work_status',
  'labels',
  'estimated_effort',
  'epic_key',
  'depends_on',
  'acceptance_criteria',
  'source_lines',
  'source_quote',
  'body',
  'made_by',
  'external_key',
  'external_url',
];

/** One line per ticket; what is a list there is joined by semicolons, criteria by line ends. */
export function ticketsAsCsv(views: readonly TicketView[]): string {
  return writeCsv(columns, views.map(toCells));
}

function toCells({ ticket, refs, dependsOn, parentKey }: TicketView): string[] {
  const { origin, review, work } = ticket;
  return [
    ticket.key,
    ticket.title,
    ticket.type,
    priorityCode(ticket.priority) ?? '',
    review.status ?? '',
    work.status,
    ticket.labels.join('; '),
    ticket.effort ?? '',
    parentKey ?? '',
    dependsOn.join('; '),
    ticket.criteria.map(({ text }) => text).join('\n'),
    origin.sourceLines.join('; '),
    origin.sourceQuote ?? '',
    ticket.description,
    origin.madeBy,
    refs[0]?.externalKey ?? '',
    refs[0]?.url ?? '',
  ];
}

/** A page to paste into a wiki: one section per ticket, its criteria as a checklist. */
export function ticketsAsMarkdown(views: readonly TicketView[], title: string): string {
  const count = views.length === 1 ? '1 ticket' : `${views.length} tickets`;
  return `${[`# ${title}`, count, ...views.map(toSection)].join('\n\n')}\n`;
}

function toSection(view: TicketView): string {
  const { ticket } = view;
  const criteria = ticket.criteria.map(({ text, met }) => `- [${met ? 'x' : ' '}] ${text}`);
  return [
    `## ${ticket.key} ${ticket.title}`,
    sayFacts(view),
    demoteHeadings(ticket.description),
    ...(criteria.length > 0 ? [`### Acceptance criteria\n\n${criteria.join('\n')}`] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function sayFacts({ ticket, refs, dependsOn, parentKey }: TicketView): string {
  const code = priorityCode(ticket.priority);
  const lines = sayLines(ticket.origin.sourceLines);
  return [
    `**Type:** ${ticket.type.replaceAll('_', ' ')}`,
    code && `**Priority:** ${code} (${priorityNames[ticket.priority]})`,
    ticket.effort && `**Effort:** ${ticket.effort}`,
    ticket.labels.length > 0 && `**Labels:** ${ticket.labels.join(', ')}`,
    parentKey && `**Epic:** ${parentKey}`,
    dependsOn.length > 0 && `**Depends on:** ${dependsOn.join(', ')}`,
    lines && `**Source:** ${lines}`,
    refs[0] && `**Issue:** [${refs[0].externalKey}](${refs[0].url})`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The ticket's own heading stands above those of its text. */
function demoteHeadings(markdown: string): string {
  let fence: string | null = null;
  const lines = markdown.split('\n').map((line) => {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    return fence === null && mark === null ? line.replace(/^(#{1,5})(?=\s)/, '#$1') : line;
  });
  return lines.join('\n').trim();
}

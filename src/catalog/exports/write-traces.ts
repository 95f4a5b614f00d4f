/** Traces as a table, one line per ticket and passage: what an auditor calls a traceability matrix. */
import { sayLines } from '../../cards/phrases.ts';
import type { Chain } from '../../domain/ticket-view.ts';
import { writeCsv } from './write-csv.ts';

const columns = [
  'ticket',
  'title',
  'issue',
  'document',
  'version',
  'lines',
  'quote',
  'recommendation',
  'insights',
  'research',
];

export function tracesAsCsv(chains: readonly Chain[]): string {
  return writeCsv(columns, chains.flatMap(toRows));
}

export function tracesAsMarkdown(chains: readonly Chain[], title: string): string {
  const rows = [
    columns,
    columns.map(() => '---'),
    ...chains.flatMap(toRows).map((row) => row.map(escapeCell)),
  ];
  return `# ${title}\n\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
}

/** A ticket without a source has a row all the same: that is what one looks for. */
function toRows({
  ticket: { ticket, refs },
  sources,
  recommendation,
  insights,
  researchSources,
}: Chain): string[][] {
  const first = [ticket.key, ticket.title, refs.map(({ externalKey }) => externalKey).join('; ')];
  const last = [
    recommendation?.title ?? '',
    insights.map(({ title }) => title).join('; '),
    researchSources.map(({ title }) => title).join('; '),
  ];
  if (sources.length === 0) return [[...first, '', '', '', '', ...last]];
  return sources.map(({ documentTitle, documentVersion, lines, quote }) => [
    ...first,
    documentTitle ?? 'a deleted document',
    String(documentVersion),
    sayLines(lines).replace(/^lines? /, ''),
    quote,
    ...last,
  ]);
}

function escapeCell(text: string): string {
  return text.replace(/[\\|<>`*_[\]]/g, '\\$&').replace(/\r\n|\r|\n/g, '<br>');
}

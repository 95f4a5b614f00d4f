/** Which formats each export has, and the file it gives. */
import type { OutFile } from '../../cards/shown.ts';
import { DocketError } from '../../domain/errors.ts';
import type { PmRecord } from '../../domain/pm-record.ts';
import type { Chain } from '../../domain/ticket-view.ts';
import { graphOfChains, graphOfTickets } from '../../domain/trace-graph.ts';
import { writeMermaid } from './write-mermaid.ts';
import { ticketsAsCsv, ticketsAsJson, ticketsAsMarkdown } from './write-tickets.ts';
import { tracesAsCsv, tracesAsMarkdown } from './write-traces.ts';

export const exportFormats = ['json', 'markdown', 'csv', 'mermaid', 'pm-json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** `tickets` themselves, the `trace` of each from research to issue, the `graph` of what waits for what. */
export const exportKinds = ['tickets', 'trace', 'graph'] as const;
export type ExportKind = (typeof exportKinds)[number];

type Write = (chains: readonly Chain[], title: string, records: readonly PmRecord[]) => string;

const viewsOf = (chains: readonly Chain[]) => chains.map(({ ticket }) => ticket);
const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const writers: Record<ExportKind, Partial<Record<ExportFormat, Write>>> = {
  tickets: {
    json: (chains) => ticketsAsJson(viewsOf(chains)),
    markdown: (chains, title) => ticketsAsMarkdown(viewsOf(chains), title),
    csv: (chains) => ticketsAsCsv(viewsOf(chains)),
    'pm-json': (_chains, _title, records) => toJson(records),
  },
  trace: {
    json: (chains) => toJson(graphOfChains(chains)),
    markdown: (chains, title) => tracesAsMarkdown(chains, title),
    csv: (chains) => tracesAsCsv(chains),
    mermaid: (chains) => writeMermaid(graphOfChains(chains)),
  },
  graph: {
    json: (chains) => toJson(graphOfTickets(viewsOf(chains))),
    mermaid: (chains) => writeMermaid(graphOfTickets(viewsOf(chains))),
  },
};

const files: Record<ExportFormat, { ending: string; mediaType: string }> = {
  json: { ending: 'json', mediaType: 'application/json' },
  markdown: { ending: 'md', mediaType: 'text/markdown' },
  csv: { ending: 'csv', mediaType: 'text/csv' },
  mermaid: { ending: 'mmd', mediaType: 'text/vnd.mermaid' },
  'pm-json': { ending: 'json', mediaType: 'application/json' },
};

/** Throws INVALID_INPUT for a format this kind of export does not have. */
export function requireFormat(kind: ExportKind, format: ExportFormat): void {
  const known = Object.keys(writers[kind]);
  if (known.includes(format)) return;
  throw new DocketError('INVALID_INPUT', {
    message: `There is no export of ${kind} as ${format}. Nothing was exported.`,
    remedy: `Ask for ${known.join(' or ')}${kind === 'tickets' ? ', or for the trace as mermaid' : ''}.`,
  });
}

/** `title` names the document, or what else the tickets have in common; `records` are of `pm-json`. Throws as `requireFormat`. */
export function exportFile(
  chains: readonly Chain[],
  {
    kind,
    format,
    title,
    records = [],
  }: { kind: ExportKind; format: ExportFormat; title: string; records?: readonly PmRecord[] },
): OutFile {
  requireFormat(kind, format);
  const { ending, mediaType } = files[format];
  const name = `${nameFile(title, kind)}.${ending}`;
  const text = writers[kind][format]!(chains, title, records);
  if (format !== 'pm-json') return { name, mediaType, text };
  return {
    name,
    mediaType,
    text,
    parts: records.map((one) => ({ name: `${one.id}.json`, text: toJson(one) })),
  };
}

/** Safe on every system: letters, digits and dashes. */
function nameFile(title: string, kind: ExportKind): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return `${slug.slice(0, 60) || 'docket'}-${kind}`.replace('tickets-tickets', 'tickets');
}

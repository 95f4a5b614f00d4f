/** Gives tickets, their traces or their dependencies as a file. */
import * as z from 'zod';
import { drawExportCard } from '../src/cards/export-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { exportFile, exportFormats, exportKinds, requireFormat } from '../src/catalog/exports/export-file.ts';
import { readRecords } from '../src/catalog/exports/read-records.ts';
import { findTickets } from '../src/catalog/find-tickets.ts';
import { onlySaid } from '../src/catalog/named-words.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Export tickets as a file: json, markdown, csv, or pm-json (records that other programs keep, one file each on the command line); or with what=trace the way from research over document lines to issues (also mermaid), or with what=graph what waits for what (json, mermaid).',
  effect: 'read',
  access: 'anyone',
  givesFile: true,
  input: z.object({
    format: z.enum(exportFormats),
    what: z.enum(exportKinds).optional().describe('Absent means tickets, and the trace for mermaid'),
    select: TicketSelector.optional(),
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  }),
  output: z.object({
    kind: z.enum(exportKinds),
    format: z.enum(exportFormats),
    title: z.string(),
    tickets: z.int(),
    file: z.object({
      ...{ name: z.string(), mediaType: z.string(), text: z.string() },
      parts: z.array(z.object({ name: z.string(), text: z.string() })).optional(),
    }),
  }),
  async run({ format, what, select, document }, context) {
    const kind = what ?? (format === 'mermaid' ? 'trace' : 'tickets');
    requireFormat(kind, format);
    const views = await findTickets(context, { select, document });
    if (views.length === 0) throw nothingToExport();
    const { tickets } = context.services;
    const chains = await tickets.chains(context.caller, idsOf(views));
    const titles = new Set(chains.map((chain) => chain.document?.title));
    const title = (titles.size === 1 ? [...titles][0] : undefined) ?? 'Tickets';
    const records = format === 'pm-json' ? await readRecords(context, views) : [];
    const file = exportFile(chains, { kind, format, title, records });
    return { kind, format, title, tickets: views.length, file };
  },
  wire: ({ kind, format, tickets, file }) => ({
    ...{ what: kind, format, tickets, name: file.name, media_type: file.mediaType },
    content: format.endsWith('json') ? JSON.parse(file.text) : file.text,
  }),
  show: ({ file, ...output }) => ({ card: drawExportCard(output), file }),
  brief: ({ kind, format, tickets, file }) => ({
    ...{ what: kind, format, tickets, file: file.name },
    note: 'The file was handed over to the person.',
  }),
  command: {
    verb: 'export',
    usage: '<json|markdown|csv|mermaid|pm-json> [trace|graph] [document]',
    input: readWords,
  },
});

function readWords(words: string[]) {
  const find = <Word extends string>(known: readonly Word[]) =>
    known.find((one) => words.some((word) => word.toLowerCase() === one));
  const [format, what] = [find(exportFormats), find(exportKinds)];
  const rest = words.filter((word) => ![format, what].includes(word.toLowerCase() as never));
  return onlySaid({ format, what, document: rest.join(' ') || undefined }) as { format: 'csv' };
}

function nothingToExport(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'No ticket fits that. Nothing was exported.',
    remedy: 'Say "list tickets" to see what there is, or generate some from a document first.',
  });
}

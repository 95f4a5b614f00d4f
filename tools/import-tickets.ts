/** Takes tickets over that other programs kept as JSON records, one file each or a list of them. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { count, enumerate } from '../src/cards/phrases.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { PmRecord } from '../src/domain/pm-record.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const largest = 20 * 1024 * 1024;

export default defineTool({
  description:
    'Take over tickets from attached JSON files of product-management records (id, title, status, agent_updates …), under their own keys. Tickets that are here already stay as they are.',
  effect: 'write',
  access: 'person',
  undoable: false,
  takesFiles: true,
  input: z.object({
    records: z
      .array(z.record(z.string(), z.unknown()))
      .optional()
      .describe('Absent: those of the attached files'),
  }),
  output: z.object({
    added: z.array(TicketView),
    known: z.array(z.string()),
    refused: z.array(z.object({ key: z.string(), why: z.string() })),
  }),
  async run({ records }, { services, caller, attachments }) {
    const given = records ?? attachments.flatMap(({ name, base64 }) => readFile(name, base64));
    if (given.length === 0) throw nothingGiven();
    const read = given.map((record) => [record, PmRecord.safeParse(record)] as const);
    const fit = read.flatMap(([, { data }]) => (data ? [data] : []));
    const faulty = read.flatMap(([record, { error }]) =>
      error ? [{ key: nameOf(record), why: sayFault(error) }] : [],
    );
    const done = await services.tickets.importRecords(caller, fit);
    return { ...done, refused: [...faulty, ...done.refused] };
  },
  wire: ({ added, known, refused }) => ({ added: added.map(wireTicket), known, refused }),
  show: ({ added, known, refused }) => {
    const parts = [
      `Imported ${count(added.length, 'ticket')}`,
      ...(known.length > 0
        ? [`${count(known.length, 'ticket')} ${known.length === 1 ? 'was' : 'were'} here already`]
        : []),
      ...refused.slice(0, 5).map(({ key, why }) => `${key} was left out: ${why}`),
      ...(refused.length > 5 ? [`and ${refused.length - 5} more were left out`] : []),
    ];
    return { card: drawArrangedCard({ sentence: `${enumerate(parts)}.`, tickets: added, deed: null }) };
  },
  brief: ({ added, known, refused }) => ({ added: added.map(briefTicket), known, refused }),
  focus: ({ added }) => (added.length > 0 ? { ticketIds: added.map(({ ticket }) => ticket.id) } : {}),
  command: { verb: 'import', usage: '<file.json or folder>', input: () => ({}) },
});

/** A file holds one record, a list of them, or a list under `tickets`. */
function readFile(name: string, base64: string): Record<string, unknown>[] {
  const bytes = Buffer.from(base64, 'base64');
  try {
    if (bytes.length > largest) throw new Error('too large');
    const read: unknown = JSON.parse(bytes.toString('utf8'));
    const list = Array.isArray(read) ? read : ((read as { tickets?: unknown }).tickets ?? [read]);
    if (Array.isArray(list) && list.every((one) => one !== null && typeof one === 'object')) return list;
  } catch (cause) {
    throw notRecords(name, cause);
  }
  throw notRecords(name);
}

function nameOf({ id, title }: Record<string, unknown>): string {
  return typeof id === 'string' ? id : typeof title === 'string' ? `"${title.slice(0, 60)}"` : 'a record';
}

function sayFault({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `${issue!.path.join('.') || 'it'} is not as it should be (${issue!.message})`;
}

function notRecords(name: string, cause?: unknown): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${name} holds no JSON records of tickets. Nothing was imported.`,
    remedy: 'Give files as "docket export pm-json --dir tickets" writes them.',
    ...(cause === undefined ? {} : { cause }),
  });
}

function nothingGiven(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'There is no file to import. Nothing was changed.',
    remedy: 'Attach a JSON file, or name one: docket import tickets/',
  });
}

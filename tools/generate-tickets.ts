/** Turns a document into tickets and opens their review board. */
import * as z from 'zod';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import {
  briefOnBoard,
  focusOnBoard,
  generateOntoBoard,
  OnBoard,
  showOnBoard,
} from '../src/catalog/generate-onto-board.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireGenerated } from '../src/catalog/wire.ts';
import { requirePerson } from '../src/domain/principal.ts';
import { type Priority, parsePriority } from '../src/domain/priority.ts';
import { PriorityWord } from '../src/domain/selector.ts';
import { TicketType } from '../src/domain/ticket.ts';

const Input = z.object({
  document: z
    .string()
    .optional()
    .describe('Title, file name, attached file or id; absent means the current one'),
  block_types: z
    .array(z.string())
    .optional()
    .describe('Only these block types, e.g. user_story, requirement'),
  exclude_types: z.array(z.string()).optional().describe('All block types but these, e.g. risk'),
  section: z.string().optional().describe('Only what stands below a heading with these words'),
  type: z.array(TicketType).optional().describe('Only tickets of these types, e.g. story, bug'),
  priority: z.array(PriorityWord).optional().describe('Only these priorities, e.g. P0, P1'),
  max: z.int().min(1).optional().describe('At most so many new tickets, the most urgent first'),
  mode: z.enum(['rules', 'model']).optional(),
  confirmed: z
    .boolean()
    .optional()
    .describe('A person agreed to more than 60 tickets; a model cannot say so'),
  matches: z
    .array(z.object({ line: z.int().min(1), ticket: z.string().nullable() }))
    .optional()
    .describe('What a person answered: the requirement on this line is that ticket, or null for a new one'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Generate scoped tickets from a document, one board for review. Reads an attached or named file first. Running it again on the same document makes no duplicates.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: OnBoard,
  async run(input, context) {
    const { document, block_types, mode, confirmed, matches } = input;
    return generateOntoBoard(context, document, {
      ...(block_types ? { includeBlockTypes: block_types } : {}),
      ...(mode ? { mode } : {}),
      ...(confirmed ? { confirmed } : {}),
      ...(matches ? { decisions: await readMatches(matches, context) } : {}),
      limits: readLimits(input),
    });
  },
  confirm: (input, { documentId }) => ({ ...input, document: String(documentId), confirmed: true }),
  wire: ({ generated }) => wireGenerated(generated),
  show: showOnBoard,
  brief: briefOnBoard,
  focus: focusOnBoard,
  press: [
    {
      verb: 'same',
      input: ({ ref, item, rev }) => ({ document: ref, matches: [{ line: rev, ticket: item }] }),
    },
    { verb: 'new', input: ({ ref, rev }) => ({ document: ref, matches: [{ line: rev, ticket: null }] }) },
  ],
  command: {
    verb: 'generate',
    usage: '<document> [types:a,b] [not:c] [type:story] [priority:P0,P1] [section:words] [max:10]',
    input: readWords,
  },
});

function readLimits({ exclude_types, section, type, priority, max }: Input) {
  return {
    ...(exclude_types ? { excludeBlockTypes: exclude_types } : {}),
    ...(section ? { section } : {}),
    ...(type ? { types: type } : {}),
    ...(priority ? { priorities: priority.map((word) => parsePriority(word) as Priority) } : {}),
    ...(max ? { max } : {}),
  };
}

/** Which ticket a requirement continues is a person's to say. */
async function readMatches(matches: NonNullable<Input['matches']>, context: ToolContext) {
  requirePerson(context.caller, 'say which ticket a requirement belongs to');
  return Promise.all(
    matches.map(async ({ line, ticket }) => ({
      line,
      ticketId: ticket === null ? null : (await resolveTicket(context, ticket)).ticket.id,
    })),
  );
}

const lists: Record<string, keyof Input> = {
  types: 'block_types',
  not: 'exclude_types',
  type: 'type',
  priority: 'priority',
};

/** `name:value` sets a limit; underscores stand for spaces in a section's name. All other words name the document. */
function readWords(words: string[]): Input {
  const said: Record<string, unknown> = {};
  const rest: string[] = [];
  for (const word of words) {
    const [, name = '', value = ''] = /^(types|not|type|priority|section|max):(.+)$/.exec(word) ?? [];
    if (lists[name]) said[lists[name]] = value.split(',').filter(Boolean);
    else if (name === 'section') said.section = value.replaceAll('_', ' ');
    else if (name === 'max') said.max = Number(value);
    else rest.push(word);
  }
  return { ...(rest.length > 0 ? { document: rest.join(' ') } : {}), ...said };
}

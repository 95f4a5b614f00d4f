/** Carries deeds on documents, and the making of tickets from them, over to their tools. */
import type { BlockType } from '../../domain/document.ts';
import { TicketType } from '../../domain/ticket.ts';
import type { Select } from '../intent.ts';
import { describeUnable } from '../phrases.ts';
import { toSelector } from '../to-selector.ts';
import { type Args, type Carry, document, onDocument, one, present } from './carry.ts';

const ingest: Carry = ({ doc, replaces }, situation) => {
  const known = situation.documents.find((candidate) => candidate.id === replaces);
  const more = known ? { replaces: known.title } : {};
  if (doc === 'attachment')
    return situation.attachments.flatMap((file) => one('ingest_document', { file, ...more }));
  if (doc === 'thread') return describeUnable('ingest_thread');
  const { url, path: file, text } = doc as { url?: string; path?: string; text?: string };
  return one('ingest_document', { url, file: url ? undefined : file, text, ...more });
};

/** The planner's words for kinds of blocks that documents call otherwise. */
const blockTypes: Record<string, BlockType> = { metric: 'metrics', non_goal: 'out_of_scope' };

function kinds(types: unknown): string[] | undefined {
  const named = (types as string[] | undefined)?.map((kind) => blockTypes[kind] ?? kind);
  return named && named.length > 0 ? named : undefined;
}

/** Wishes that no generation can keep yet; they are said and not passed over in silence. */
const unkept = ['granularity', 'milestone', 'persona', 'team', 'ac_format', 'agent'];

const generate: Carry = (args, situation) => {
  const { type, max, priority, section } = args;
  if (type !== undefined && !TicketType.safeParse(type).success) return describeUnable('select_type');
  const calls = one('generate_tickets', {
    ...document(args.doc, situation),
    block_types: kinds(args.types),
    exclude_types: kinds(args.exclude_types),
    type: type === undefined ? undefined : [type],
    ...{ section, priority, max },
  });
  const left = unkept.some((wish) => args[wish] !== undefined);
  return left ? { calls, note: describeUnable('generate_limits') } : calls;
};

const regenerate: Carry = ({ doc, mode, select, instruction }, situation) => {
  const selector = select ? toSelector(select as Select, situation) : undefined;
  if (typeof selector === 'string') return selector;
  if (selector) return one('regenerate_tickets', { select: selector, instruction });
  return one('regenerate_tickets', { ...document(doc, situation), mode });
};

/** A block by its heading or its type, and the kind it is to be by the documents' own name. */
function blockEdit({ block, op, value }: Args): Args {
  const { ids, query, types } = (block ?? {}) as { ids?: number[]; query?: string; types?: string[] };
  return present({
    block: ids ? String(ids[0]) : (query ?? kinds(types)?.[0]),
    op,
    value: op === 'retype' ? (blockTypes[String(value)] ?? value) : value,
  });
}

function questionOf({ question }: Args): string {
  const { ids, query } = question as { ids?: number[]; query?: string };
  return ids?.length ? String(ids[0]) : (query ?? '');
}

export const documentCarriers: Record<string, Carry> = {
  ingest_document: ingest,
  list_documents: () => one('list_documents'),
  select_document: onDocument('select_document'),
  show_blocks: onDocument('show_blocks', ({ types, block }) => ({ types: kinds(types), block })),
  edit_block: onDocument('edit_block', blockEdit),
  split_block: onDocument('split_block', ({ block, at }) => ({ block, at })),
  merge_blocks: onDocument('merge_blocks', ({ blocks }) => ({ blocks })),
  move_block: onDocument('move_block', ({ block, before, after }) => present({ block, before, after })),
  summarize_document: onDocument('summarize_document', ({ audience, length }) => ({ audience, length })),
  lint_document: onDocument('lint_document'),
  diff_document: onDocument('diff_document', ({ from, to, since, impact }) => ({ from, to, since, impact })),
  list_open_questions: onDocument('list_open_questions'),
  answer_question: (args) => one('answer_question', { question: questionOf(args), answer: args.answer }),
  skip_question: (args) => one('skip_question', { question: questionOf(args) }),
  generate_tickets: generate,
  regenerate_tickets: regenerate,
};

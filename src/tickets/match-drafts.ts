/** Which ticket a draft of the next version stands for: by its words first, its number second, its place third. */
import type { Block } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Baseline, Ticket } from '../domain/ticket.ts';
import { cosine, createVectors, type Vector } from '../generation/similarity.ts';

/** A draft with the passage of its primary block it rests on, and the headings above that. */
export type PlacedDraft = { draft: TicketDraft; text: string; path: readonly string[] };

/** The passage is what the draft quotes of its primary block; other blocks add remarks, not the requirement. */
export function placeDraft(draft: TicketDraft, blocks: readonly Block[]): PlacedDraft {
  const block = blocks[draft.blockIndexes[0]!]!;
  const [first, last] = block.lines;
  const quoted = draft.sourceQuote.split('\n');
  const own = quoted.filter(
    (_, at) => (draft.sourceLines[at] ?? 0) >= first && (draft.sourceLines[at] ?? 0) <= last,
  );
  const text =
    quoted.length === draft.sourceLines.length && own.length > 0 ? own.join('\n') : draft.sourceQuote;
  return { draft, text, path: block.headingPath };
}

type Side = {
  key: string | null;
  group: boolean;
  text: string;
  path: readonly string[] | null;
  vector: Vector;
};

const enough = 0.6;
const samePlace = 0.15;
const sameKey = 0.35;
/** Below this a number was given to another requirement, and says nothing about which ticket is meant. */
const sameKeyFrom = 0.1;

/** Greedy, best pair first, each ticket and each draft at most once. */
export function matchDrafts(
  tickets: readonly Ticket[],
  placed: readonly PlacedDraft[],
): Map<PlacedDraft, Ticket> {
  const vectorOf = createVectors([...tickets.map(wordsOf), ...placed.map(({ text }) => stripId(text))]);
  const olds = tickets.map((ticket) => ({ ticket, side: oldSide(ticket, vectorOf) }));
  const news = placed.map((one) => ({ one, side: newSide(one, vectorOf) }));
  const pairs = news.flatMap(({ one, side }) =>
    olds.map((old) => ({ one, ticket: old.ticket, score: scoreOf(old.side, side) })),
  );
  const matched = new Map<PlacedDraft, Ticket>();
  const taken = new Set<Ticket>();
  for (const { one, ticket } of pairs
    .filter(({ score }) => score >= enough)
    .sort((one, other) => other.score - one.score)) {
    if (matched.has(one) || taken.has(ticket)) continue;
    matched.set(one, ticket);
    taken.add(ticket);
  }
  return matched;
}

function scoreOf(old: Side, next: Side): number {
  if (old.group !== next.group) return 0;
  const alike = old.text === next.text ? 1 : cosine(old.vector, next.vector);
  const key = old.key === next.key && alike >= sameKeyFrom ? sameKey : 0;
  return alike + key + (samePath(old.path, next.path) ? samePlace : 0);
}

function oldSide(ticket: Ticket, vectorOf: (text: string) => Vector): Side {
  const text = wordsOf(ticket);
  const { sourceKey: key } = ticket.origin;
  return {
    key,
    group: ticket.type === 'epic',
    text,
    path: latestOf(ticket)?.path ?? null,
    vector: vectorOf(text),
  };
}

function newSide({ draft, text: passage, path }: PlacedDraft, vectorOf: (text: string) => Vector): Side {
  const text = stripId(passage);
  return { key: draft.sourceKey, group: draft.type === 'epic', text, path, vector: vectorOf(text) };
}

/** What the document was last known to say about this ticket. */
export function latestOf({ origin }: Ticket): Baseline | null {
  return (origin.incoming?.kind === 'update' ? origin.incoming.content : origin.base) ?? null;
}

function wordsOf(ticket: Ticket): string {
  return stripId(latestOf(ticket)?.text ?? ticket.origin.sourceQuote ?? ticket.title);
}

const leadingId = /^[\s>|[(-]*(?:[A-Z][A-Za-z]{0,5}-?\d+(?:\.\d+)*)\b/;
const listSigns = /^[ \t]*(?:[-+*•]|#{1,6}|\d{1,3}[.)])[ \t]+/gm;

/** A passage without its own number, spacing and format: renumbered or reformatted, a requirement still reads the same. */
export function stripId(text: string): string {
  const plain = text
    .replace(listSigns, '')
    .replace(/\*\*|__|(?<![\p{L}\d])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\d])/gu, '');
  return plain.replace(leadingId, '').replace(/\s+/g, ' ').trim();
}

/** False where one of them is not known. */
export function samePath(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return one !== null && other !== null && one.join('\n') === other.join('\n');
}

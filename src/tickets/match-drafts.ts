/** Which ticket a draft of the next version stands for: by its words first, its number second, its place third. */
import type { Block } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Baseline, Ticket } from '../domain/ticket.ts';
import { cosine, createVectors, type Vector } from '../generation/similarity.ts';
import { contentOf, isUntouched, latestOf } from './three-way.ts';

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

/** What is kept of a draft to compare later versions and people's edits with. */
export function baselineOf({ draft, text, path }: PlacedDraft): Baseline {
  return { ...contentOf(draft), text, path: [...path] };
}

/** What a person said: the draft that begins on this line continues this ticket or, with null, none that is there. */
export type MatchDecision = { line: number; ticketId: Id | null };

export type Unsure = { next: PlacedDraft; candidates: Ticket[] };

export type Matches = {
  matched: Map<PlacedDraft, Ticket>;
  /** Drafts that may continue any of these tickets, likeliest first; nothing is decided about either. */
  unsure: Unsure[];
};

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

/** Scores closer than this do not tell which of two tickets a requirement continues. */
const margin = 0.08;

type Pair = { one: PlacedDraft; ticket: Ticket; score: number; certain: boolean };

export type MatchOptions = {
  decisions?: readonly MatchDecision[];
  /** Takes the better one of two that fit about equally. */
  guess?: boolean;
  /** All that the version says, so that a word weighs the same however much of it was matched before. */
  corpus?: readonly PlacedDraft[];
};

/**
 * Greedy, best pair first, each ticket and each draft at most once. Where two fit about equally and a person worked on
 * one of them, it is unsure until `decisions` say which it is.
 */
export function matchDrafts(
  tickets: readonly Ticket[],
  placed: readonly PlacedDraft[],
  { decisions = [], guess = false, corpus = placed }: MatchOptions = {},
): Matches {
  const said = new Map<PlacedDraft, Ticket | undefined>();
  for (const { line, ticketId } of decisions) {
    const one = placed.find(({ draft }) => draft.sourceLines[0] === line);
    if (one)
      said.set(
        one,
        tickets.find(({ id }) => id === ticketId),
      );
  }
  const pairs = scorePairs(tickets, placed, corpus);
  let matching = pairUp(pairs, said, guess);
  // A match takes a candidate away from others that were unsure, so those are looked at again.
  for (let before = -1; before < matching.matched.size; ) {
    before = matching.matched.size;
    matching = pairUp(pairs, new Map([...said, ...matching.matched]), guess);
  }
  return matching;
}

/** One round, best pair first; `settled` drafts are their tickets', or nobody's. */
function pairUp(
  pairs: readonly Pair[],
  settled: ReadonlyMap<PlacedDraft, Ticket | undefined>,
  guess: boolean,
): Matching {
  const matching: Matching = { matched: new Map(), unsure: [], closed: new Set(), held: new Map() };
  for (const [one, ticket] of settled) close(matching, one, ticket);
  for (const pair of pairs) {
    const asked = matching.held.get(pair.ticket);
    if (!isOpen(matching, pair) || (asked !== undefined && pair.score < asked - margin)) continue;
    const candidates = candidatesOf(matching, pair, pairs);
    if (guess || candidates.every(isUntouched)) close(matching, pair.one, pair.ticket);
    else ask(matching, pair, candidates);
  }
  return matching;
}

type Matching = Matches & {
  closed: Set<PlacedDraft | Ticket>;
  /** Tickets somebody is asked about, with the score they were best at. */
  held: Map<Ticket, number>;
};

function close({ matched, closed }: Matching, one: PlacedDraft, ticket: Ticket | undefined): void {
  closed.add(one);
  if (!ticket) return;
  closed.add(ticket);
  matched.set(one, ticket);
}

function ask({ unsure, closed, held }: Matching, { one, score }: Pair, candidates: Ticket[]): void {
  unsure.push({ next: one, candidates });
  closed.add(one);
  for (const candidate of candidates) held.set(candidate, held.get(candidate) ?? score);
}

function isOpen({ closed }: Matching, { one, ticket }: Pair): boolean {
  return !closed.has(one) && !closed.has(ticket);
}

/** The tickets this draft may be as well as the pair's; none where there is no doubt. */
function candidatesOf(matching: Matching, pair: Pair, pairs: readonly Pair[]): Ticket[] {
  const rivals = pairs.filter((other) => isRival(other, pair) && isOpen(matching, other));
  const doubted = matching.held.has(pair.ticket) || (rivals.length > 0 && !pair.certain);
  if (!doubted) return [];
  return [pair.ticket, ...rivals.flatMap(({ one, ticket }) => (one === pair.one ? [ticket] : []))];
}

function isRival(other: Pair, pair: Pair): boolean {
  const shares = other.one === pair.one || other.ticket === pair.ticket;
  return other !== pair && shares && other.score >= pair.score - margin;
}

/** Pairs that may belong together, best first. */
function scorePairs(
  tickets: readonly Ticket[],
  placed: readonly PlacedDraft[],
  corpus: readonly PlacedDraft[],
): Pair[] {
  const vectorOf = createVectors(corpus.map(({ text }) => stripId(text)));
  const olds = tickets.map((ticket) => ({ ticket, side: oldSide(ticket, vectorOf) }));
  const news = placed.map((one) => ({ one, side: newSide(one, vectorOf) }));
  return news
    .flatMap(({ one, side }) => olds.map((old) => ({ one, ticket: old.ticket, ...scoreOf(old.side, side) })))
    .filter(({ score }) => score >= enough)
    .sort((one, other) => other.score - one.score);
}

/** `certain`: the same words, or the same number on words that are not wholly different. */
function scoreOf(old: Side, next: Side): { score: number; certain: boolean } {
  if (old.group !== next.group) return { score: 0, certain: false };
  const same = old.text === next.text;
  const alike = same ? 1 : cosine(old.vector, next.vector);
  const numbered = old.key !== null && old.key === next.key && alike >= sameKeyFrom;
  const place = samePath(old.path, next.path) ? samePlace : 0;
  return { score: alike + (numbered ? sameKey : 0) + place, certain: same || numbered };
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

/** Reads lists of tickets and what is to become of each: "1 2 5 pass, 6 and 11 fail", "bugs to tom, nfrs to lena", "4 done, 8 back to draft". */
import { selectIn } from './frames/select.ts';
import type { Intent, Select } from './intent.ts';
import type { Situation } from './situation.ts';
import type { Reading } from './slots/read-slots.ts';
import type { Slot } from './slots/slot.ts';

type Fate = { tool: string; set?: Record<string, unknown>; tracker?: string };

/** Tickets, or what is to become of them; `either` could be both: "P0" is a filter and a value. `begins` is true behind a comma. */
type Piece = {
  kind: 'tickets' | 'fate' | 'either';
  slots: Slot[];
  fate: Fate | null;
  at?: number;
  begins?: boolean;
};

/**
 * The deeds of a message that says of groups of tickets what is to become of each, or several things of one, and nothing else.
 * Null for every other message.
 */
export function readRulings(reading: Reading, situation: Situation): Intent[] | null {
  const pieces = piecesOf(reading);
  if (!pieces || pieces.length < 3) return null;
  const order = groupsOf(pieces) ?? ledBy(pieces, reading);
  const isList = order && (order.length > 1 || order[0]!.fates.length > 1);
  if (!isList) return null;
  const fates = order.map(({ fates: some }) => unite(some));
  if (!fates.every((fate) => fate !== null) || !agree(fates)) return null;
  const before = (at: number) => order.slice(0, at).flatMap(({ tickets }) => idsOf(tickets));
  return order.map(({ tickets }, at) =>
    toIntent(selectOf(tickets, before(at), { reading, situation }), fates[at]!),
  );
}

type Group = { tickets: Piece; fates: Fate[] };

/** Tickets, each with what is said behind them: "3 to lena, p1, by friday; 10 to tom". */
function groupsOf(pieces: readonly Piece[]): Group[] | null {
  const groups: Group[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    // A filter begins a group where all of them are filters: in "5: lena, p0, friday" the priority is one to set.
    const filters =
      piece.kind === 'either' &&
      piece.begins &&
      (!last || (groups[0]!.tickets.kind === 'either' && last.fates.length > 0));
    const opens = piece.kind === 'tickets' || filters;
    if (piece.kind === 'tickets' && last?.fates.length === 0)
      last.tickets = { ...last.tickets, slots: [...last.tickets.slots, ...piece.slots] };
    else if (opens) groups.push({ tickets: piece, fates: [] });
    else if (last && piece.fate) last.fates.push(piece.fate);
    else return null;
  }
  return groups.every(({ fates }) => fates.length > 0) ? groups : null;
}

/** What becomes of them is said first: "p0: 1 and 4; p1: 2". */
function ledBy(pieces: readonly Piece[], reading: Reading): Group[] | null {
  if (pieces.length % 2 !== 0) return null;
  const pairs = Array.from({ length: pieces.length / 2 }, (_, at) => pieces.slice(at * 2, at * 2 + 2));
  return pairs.every(([fate, tickets]) => fate!.fate && isLed(reading, fate!, tickets!))
    ? pairs.map(([fate, tickets]) => ({ tickets: tickets!, fates: [fate!.fate!] }))
    : null;
}

/** Several changes to the same tickets are one; null where one contradicts another. */
function unite(fates: readonly Fate[]): Fate | null {
  const [first, ...others] = fates;
  if (!first || others.length === 0) return first ?? null;
  const sets = fates.map(({ set }) => set ?? {});
  const fields = sets.flatMap((set) => Object.keys(set));
  const fits = fates.every(({ set }) => set) && new Set(fields).size === fields.length;
  // "Is to be done by Priya" tells who, and not that it is done.
  return fits && !fields.includes('status') ? { tool: first.tool, set: Object.assign({}, ...sets) } : null;
}

/** "Tom: 1 and 2", "P0 for 3": a word between them says that one is the other's. "P0 bugs" are just bugs. */
function isLed({ line }: Reading, fate: Piece, tickets: Piece): boolean {
  const [from = 0, to = 0] = [fate.at, tickets.at];
  return (
    tickets.kind === 'tickets' &&
    (!fate.slots.length ||
      line.tokens.slice(from, to).some(({ word }) => /^(?::|=|->|→|for|to|on|gets?|has|takes?)$/.test(word)))
  );
}

/** Verdicts and states, or changes, or trackers: a list is of one sort. */
function agree(fates: readonly Fate[]): boolean {
  const sorts = fates.map(({ tool, set }) =>
    set ? ('status' in set ? 'state' : 'change') : tool === 'push_tickets' ? 'tracker' : 'verdict',
  );
  const mixed = new Set(sorts);
  return mixed.size === 1 || (mixed.size === 2 && mixed.has('state') && !mixed.has('tracker'));
}

function toIntent(select: Select, { tool, set, tracker }: Fate): Intent {
  return { tool, args: { select, ...(set ? { set } : {}), ...(tracker ? { tracker } : {}) } };
}

function idsOf({ slots }: Piece): number[] {
  return slots.flatMap((slot) => ('ids' in slot ? slot.ids : []));
}

/** `before` are the tickets named earlier in the list: "the rest" are the others. */
function selectOf(
  { slots }: Piece,
  before: number[],
  { reading, situation }: { reading: Reading; situation: Situation },
): Select {
  const [slot] = slots;
  if (slot?.kind === 'block') return { type: slot.values };
  if (slot?.kind === 'rest')
    return situation.focus.length > 0 ? { focus_rest: true } : { all: true, except: { ids: before } };
  return selectIn({ ...reading, slots }) ?? {};
}

/** Null as soon as a word is neither tickets nor a fate nor small. */
function piecesOf(reading: Reading): Piece[] | null {
  const { tokens } = reading.line;
  const pieces: Piece[] = [];
  for (let at = opening(tokens); at < tokens.length; at++) {
    if (pieces.length >= 4 && closing.test(wordsFrom(tokens, at))) return pieces;
    const found = pieceAt(reading, at);
    if (!found) return null;
    const begins = at === 0 || /^(?:[,;.:\n]|and)$/.test(tokens[at - 1]!.word);
    if (found.piece) pieces.push({ ...found.piece, at, begins });
    at = found.to - 1;
  }
  return pieces;
}

/** What stands at a token, null within for a small word; null altogether for a word that says something else. */
function pieceAt(reading: Reading, at: number): { piece: Piece | null; to: number } | null {
  const slot = reading.slots.find((one) => one.from === at);
  const word = reading.line.tokens[at]!.word;
  if (!slot) {
    const piece = ofWord(word);
    return piece || small.test(word) ? { piece, to: at + 1 } : null;
  }
  if (slot.kind !== 'all') {
    const piece = ofSlot(slot);
    return piece && { piece, to: slot.to };
  }
  const owner = ownerAfter(reading, slot.to);
  return { piece: owner && { kind: 'tickets', slots: [owner], fate: null }, to: (owner ?? slot).to };
}

const verbs =
  /^(?:assign|reassign|set|mark|make|put|move|give|hand|bump|change|push|send|ship|update|let|ok|okay|so|right|please|hi|hey|morning|team|verdicts?|results?|decisions?|statuses|status|priorities|from|triage|review|the|call|meeting|for|today|:|,|-)$/;

/** The first token behind the verb or the heading of the list. */
function opening(tokens: Reading['line']['tokens']): number {
  const at = tokens.findIndex(({ word }) => !verbs.test(word));
  return Math.max(0, at);
}

const small =
  /^(?:is|are|was|were|goes|go|to|as|->|→|=>|=|:|the|a|an|be|should|with|now|back|tickets?|number|ones?|please|for|gets?|on|just|it|its|priority|prio|and|but|then|while|whereas|[,;.!&()|/+-]|\n|—|–|both|all|of|them|has|have|been|from|me|at|by|due|in|into|moves?|marked|both|belongs?|takes?|also|already|points?|a|can|still|only)$/;
const closing =
  /^(?:as )?(?:per|please|thanks|thank|cheers|accordingly|according|approve [/&,] ?reject|approve (?:and|or) reject|for now|in that order|today)\b/;

/** "Everything of lena's", "all with tom". */
function ownerAfter({ line: { tokens }, slots }: Reading, at: number): Slot | null {
  if (!/^(?:of|from|on|with|by)$/.test(tokens[at]?.word ?? '')) return null;
  return slots.find(({ kind, from }) => kind === 'person' && from === at + 1) ?? null;
}

const verdicts: [RegExp, string][] = [
  [
    /^(?:approved?|approves?|yes|yep|ok|okay|okayed|pass|passes|passed|good|fine|lgtm|✅|👍|accepted?|green)$/,
    'approve_tickets',
  ],
  [
    /^(?:rejected?|rejects?|no|nope|nah|fail|fails|failed|declined?|❌|👎|denied|refused?|red)$/,
    'reject_tickets',
  ],
];

function ofWord(word: string): Piece | null {
  const tool = verdicts.find(([words]) => words.test(word))?.[1];
  return tool ? { kind: 'fate', slots: [], fate: { tool } } : null;
}

const states = /^(?:done|in_progress|blocked|draft|review|open)$/;

function ofSlot(slot: Slot): Piece | null {
  const fate = fateOf(slot);
  const names = /^(?:ids|ordinal|query|rest)$/.test(slot.kind);
  if (names) return { kind: 'tickets', slots: [slot], fate: null };
  if (/^(?:type|block)$/.test(slot.kind)) return { kind: 'tickets', slots: [slot], fate: null };
  if (!fate) return null;
  const filters = /^(?:priority|status)$/.test(slot.kind);
  return { kind: filters ? 'either' : 'fate', slots: filters ? [slot] : [], fate };
}

function fateOf(slot: Slot): Fate | null {
  switch (slot.kind) {
    case 'person':
      return slot.names.length === 1 && !slot.names[0]!.startsWith('?')
        ? edit({ assignee: slot.names[0] })
        : null;
    case 'priority':
      return slot.values.length === 1 ? edit({ priority: slot.values[0] }) : null;
    case 'effort':
      return edit({ effort: slot.value });
    case 'date':
      return edit({ due: slot.value });
    case 'tracker':
      return { tool: 'push_tickets', tracker: slot.name };
    case 'status':
      return ofStatus(slot.values);
    default:
      return null;
  }
}

function ofStatus([value = '', ...others]: string[]): Fate | null {
  if (others.length > 0) return null;
  if (value === 'approved') return { tool: 'approve_tickets' };
  if (value === 'rejected') return { tool: 'reject_tickets' };
  return states.test(value) ? edit({ status: value }) : null;
}

function edit(set: Record<string, unknown>): Fate {
  return { tool: 'edit_ticket', set };
}

function wordsFrom(tokens: Reading['line']['tokens'], from: number): string {
  return tokens
    .slice(from)
    .map(({ word }) => word)
    .join(' ');
}

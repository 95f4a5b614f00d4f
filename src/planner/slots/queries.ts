/** Recognises a ticket that is meant by words of its title or label: "the login bug", "apple pay". */
import type { KnownTicket, Situation } from '../situation.ts';
import { conceptsOf } from '../words/concepts.ts';
import type { Line } from './recogniser.ts';
import type { Slot, SlotOf } from './slot.ts';

const head =
  /^(?:tickets?|ones?|stor(?:y|ies)|bugs?|issues?|tasks?|things?|items?|features?|stuff|epics?|audit|migration|fix|integration|spike|work|engine|tkts?|piece|card|problem|problems|topic|matter|ticket's)$/;
const small = new Set(
  (
    'add fix show save do we the a an of on to for in after across between and or with from decide support integrate order summarize summarise ' +
    'make set update create stored summary metrics user users new is are be it by into loop instrument email'
  ).split(' '),
);

export function stem(word: string): string {
  const bare = word
    .replace(/(?:'s|s')$/, '')
    .replace(/ies$/, 'y')
    .replace(/(?<=[^s])s$/, '');
  return bare.slice(0, 6);
}

function stemsOf({ title, labels }: KnownTicket): Set<string> {
  return stemsIn([title, ...labels].join(' '));
}

function titleOf({ title }: KnownTicket): Set<string> {
  return stemsIn(title);
}

function stemsIn(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.filter((word) => !small.has(word)).map(stem));
}

/** Numbers of the tickets that have every telling word of the query in their title or labels; those on the last list first,
 * unless only a label of theirs fits and the title of another does. */
export function ticketsMatching(query: string, { tickets, others }: Situation): number[] {
  const asked = (query.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter(
    (word) => !small.has(word) && !head.test(word),
  );
  if (asked.length === 0) return [];
  const fitting = (some: readonly KnownTicket[], own: (ticket: KnownTicket) => Set<string>) =>
    some.filter((ticket) => asked.every((word) => own(ticket).has(stem(word))));
  const listed = fitting(tickets, stemsOf);
  if (listed.length > 0 && fitting(listed, titleOf).length > 0) return listed.map(({ n }) => n);
  const named = fitting(others, titleOf);
  const found = named.length > 0 ? named : listed.length > 0 ? listed : fitting(others, stemsOf);
  return found.map(({ n }) => n);
}

/** Queries over the tokens no other slot has claimed. */
export function findQueries(line: Line, slots: Slot[], situation: Situation): SlotOf<'query'>[] {
  const free = line.tokens.map((_, at) => {
    const slot = slots.find((one) => one.from <= at && at < one.to);
    return !slot || (slot.kind === 'doc' && slot.strength === 'bare');
  });
  const known = new Set(
    [...situation.tickets, ...situation.others].flatMap((ticket) => [...stemsOf(ticket)]),
  );
  const found: SlotOf<'query'>[] = [];
  for (let from = 0; from < line.tokens.length; from++) {
    const query = free[from] ? queryAt(line, free, from, { situation, known }) : null;
    if (!query) continue;
    found.push(query);
    from = query.to - 1;
  }
  return found;
}

type Ground = { situation: Situation; known: Set<string> };

function queryAt(line: Line, free: boolean[], from: number, ground: Ground): SlotOf<'query'> | null {
  const words = line.tokens.map((token) => token.word.replace(/[-_]related$/, ''));
  if (small.has(words[from]!) || head.test(words[from]!)) return null;
  let to = from;
  while (
    to < words.length &&
    free[to] &&
    (ground.known.has(stem(words[to]!)) || /^(?:to|of|the|after)$/.test(words[to]!)) &&
    !head.test(words[to]!)
  )
    to++;
  while (to > from && small.has(words[to - 1]!)) to--;
  for (let end = to; end > from; end--) {
    const query = accepted(line, words, [from, end], ground);
    if (query) return query;
  }
  return (
    unknownTicket(words, free, from, ground.situation) ?? ticketAbout(words, free, from, ground.situation)
  );
}

/** A run of title words counts when it is long enough, is rare, or stands before a word like "ticket". */
function accepted(
  line: Line,
  words: string[],
  [from, to]: [number, number],
  { situation }: Ground,
): SlotOf<'query'> | null {
  const value = words.slice(from, to).join(' ');
  const ids = ticketsMatching(value, situation);
  if (ids.length === 0) return null;
  const next = words[to] ?? '';
  const related = line.tokens[to - 1]!.word.endsWith('related') || next === 'related';
  const telling = words.slice(from, to).filter((word) => !small.has(word));
  const rare =
    ids.length === 1 &&
    situation.tickets.some((ticket) => ticket.n === ids[0]) &&
    telling.some((word) => word.length >= 5) &&
    telling.length === 1 &&
    conceptsOf(telling[0]!).length === 0 &&
    !common.has(words[from]!);
  if (!(telling.length >= 2 || head.test(next) || related || rare)) return null;
  const plural =
    related || /^(?:tickets|ones|stories|bugs|issues|tasks|things|items|features|stuff)$/.test(next);
  return { kind: 'query', value, ids, plural, from, to: head.test(next) || next === 'related' ? to + 1 : to };
}

/** "The ticket of the checkout", "the one about payments": what it is about is said behind. */
function ticketAbout(
  words: string[],
  free: boolean[],
  from: number,
  situation: Situation,
): SlotOf<'query'> | null {
  const at = words[from - 1] === 'the' ? from - 2 : from - 1;
  const leads =
    /^(?:of|about|for|on|regarding)$/.test(words[at] ?? '') &&
    /^(?:ticket|one|story|bug)$/.test(words[at - 1] ?? '');
  const value = words[from] ?? '';
  const ids = leads && free[from] && value.length > 3 ? ticketsMatching(value, situation) : [];
  return ids.length > 0 ? { kind: 'query', value, ids, plural: false, from, to: from + 1 } : null;
}

/** "the banner ticket" when no title has the word. */
function unknownTicket(
  words: string[],
  free: boolean[],
  from: number,
  situation: Situation,
): SlotOf<'query'> | null {
  if (words[from - 1] !== 'the' && words[from - 1] !== 'that') return null;
  for (let to = from + 1; to <= from + 3 && to < words.length && free[to - 1]; to++) {
    const word = words[to]!;
    const ends = /^(?:ticket|one)$/.test(word)
      ? free[to]
      : /^(?:story|bug|epic|task|feature|spike)$/.test(word);
    if (!ends) continue;
    const value = words.slice(from, to).join(' ');
    if (vague.test(value) || /^(?:t-|#)?\d|^number$/.test(words[to + 1] ?? '')) return null;
    return { kind: 'query', value, ids: ticketsMatching(value, situation), plural: false, from, to: to + 1 };
  }
  return null;
}

const vague =
  /^(?:an?|as|to|for|is|was|are|in|on|of|by|into|into|looks?|needs?|should|new|same|other|old|wrong|right|whole|current|next|previous|big|biggest|this|that|first|last|only|above|latest|existing|right|entire|main|actual|blocked|single|approved|said)\b/;
const common = new Set(
  'mobile order support across device devices session users guest between after loop stored track tracks summary email address engine purchase'.split(
    ' ',
  ),
);

/** Reads from a part of a message which tickets it is about. */
import type { Select } from '../intent.ts';
import type { Reading } from '../slots/read-slots.ts';
import type { Slot, SlotKind } from '../slots/slot.ts';

const exception =
  /(?<!\w)(?:except(?:ing)?(?: for)?|but not|just not|excluding|exclude|minus|(?<!do )without|other than|apart from|aside from|bar|barring|save for|leave out|leaving out|besides|not counting|but leave|but skip|skip|skipping|bis auf|mais pas|pero no|other then|all but|everything but|with (?:the )?exception of|save|less|but keep|but hold|however not|and not|though not|, not|\. not|not)(?: the| for| number)*(?= )/g;

type SelectOptions = {
  /** Kinds that mean something else here: the priority to set, the person to assign to. */
  ignore?: readonly SlotKind[];
};

/** Null when nothing in the reading names a ticket. */
export function readSelect(reading: Reading, options: SelectOptions = {}): Select | null {
  const because = explanationAt(reading);
  const slots = reading.slots.filter(
    (slot) => !options.ignore?.includes(slot.kind) && !(slot.from >= because && soft.test(slot.kind)),
  );
  const cut = exceptionAt(reading, slots);
  const trailing = cut === null ? exceptedLast(reading, slots) : null;
  if (trailing) {
    const others = gather(
      reading,
      slots.filter((slot) => slot !== trailing),
    );
    if (others?.ids) return others;
    return { ...(others ?? { all: true }), except: gather(reading, [trailing]) ?? {} };
  }
  const union = cut === null ? unionOf(reading, slots) : null;
  if (union) return union;
  const wanted = gather(reading, cut === null ? slots : slots.filter((slot) => slot.to <= cut));
  if (cut === null) return wanted;
  if (/\bi mean(?:t)?\b/.test(reading.line.text)) return wanted;
  const spared = gather(
    reading,
    slots.filter((slot) => slot.from >= cut),
  );
  if (!spared) return wanted;
  delete spared.last;
  if (wanted?.ids && spared.ids && !wanted.ids.some((id) => spared.ids!.includes(id))) return wanted;
  if (!wanted) return Object.keys(spared).length > 0 ? { all: true, except: spared } : null;
  return Object.keys(spared).length > 0 ? { ...wanted, except: spared } : wanted;
}

/** What the slots name, exceptions and reasons taken like the rest; null when they name no ticket. */
export function selectIn(reading: Reading): Select | null {
  return gather(reading, reading.slots);
}

/** "P0 bugs and P1 stories": one filter or the other, and not every mixture of them. */
function unionOf(reading: Reading, slots: readonly Slot[]): Select | null {
  if (slots.length < 4 || !slots.every(({ kind }) => filtering.test(kind))) return null;
  const groups: Slot[][] = [];
  for (const slot of slots) {
    const last = groups.at(-1);
    if (last && last.at(-1)!.to === slot.from && !last.some(({ kind }) => kind === slot.kind))
      last.push(slot);
    else groups.push([slot]);
  }
  const kinds = (group: readonly Slot[]) =>
    group
      .map(({ kind }) => kind)
      .sort()
      .join();
  if (
    groups.length < 2 ||
    groups[0]!.length < 2 ||
    groups.some((group) => kinds(group) !== kinds(groups[0]!))
  )
    return null;
  return groups.map((group) => gather(reading, group) ?? {}).reduceRight((or, select) => ({ ...select, or }));
}

const filtering = /^(?:priority|type|status)$/;

const soft = /^(?:status|priority|type|date|person|block|label|doc|ordinal|query)$/;
const explaining =
  / (?:[,.;!–—-]|\() (?:because|since|as|cause|given|seeing|(?:the|our|my|their|his|her) (?:[\w'-]+ ){1,3}?(?:is|are|was|were|has|have|had|will|wants?|needs?|does|did|do|can|already|still)|(?:it|that|this|they|we|he|she|i|these|those|who|which)(?:'s|'re|'ve|'ll| is| are| was| were| has| have| had| will| got| do| does| did| want| need| can| just| already| still))(?!\w)| (?:because|given that|seeing that|now that) | [,–—-] (?:(?:it|she|he|they|we|this|that) (?!to|and|in|into|as|on|for|too|please|is p|should|must|need|needs|has|can|goes|go|becomes|or|then|with|from|at|over|but)(?=\p{L})|(?:no (?!and|wait|need|or)(?=\p{L}{3})\p{L}+ \p{L}+|too \p{L}+|nobody \p{L}+|not enough \p{L}+))/u;

/** The token from which the words only say why, once tickets were named; behind all tokens when none do. */
function explanationAt({ line, slots }: Reading): number {
  const match = explaining.exec(line.text);
  if (!match) return line.tokens.length;
  const at = line.text.slice(0, match.index).split(' ').length;
  const named = slots.some(
    (slot) => slot.to <= at && /^(?:ids|query|ordinal|pronoun|rest|all)$/.test(slot.kind),
  );
  return named ? at : line.tokens.length;
}

/** "All tickets, 3 and 9 excepted": the exception may be said after what it spares. */
function exceptedLast({ line }: Reading, slots: Slot[]): Slot | null {
  const last = slots.at(-1);
  if (
    !last ||
    (slots.length < 2 &&
      !/\b(?:but|though|however)(?: the| number)?$/.test(words(line.tokens, last.from - 2, last.from)))
  )
    return null;
  const after = words(line.tokens, last.to, line.tokens.length);
  return /^(?:(?:, )?(?:however|though)(?: ,)? )?(?:should |must |is to |are to |has to |have to |can |will |shall )?(?:be left|be kept|are |is )?(?:except|not|excluded|aside|exempt(?:ed)?|apart|not yet|not|has to wait|have to wait|can wait|later|as (?:it is|they are|is)|alone|stay|remain|wait|on hold|we will see|stays?(?: out)?|needs? (?:another|more|some|a|further|work|rework|discussion|changes|thought)(?: \w+){0,3})(?: for now| yet| later)?[ .!)]*$/.test(
    after,
  )
    ? last
    : null;
}

/** The token from which slots are exceptions; negated states ("not approved") are none. */
function exceptionAt({ line }: Reading, slots: Slot[]): number | null {
  for (const match of line.text.matchAll(exception)) {
    const after = line.text.slice(0, match.index + match[0].length).split(' ').length;
    const first = slots.find((slot) => slot.from >= after);
    if (!first || first.from - after > 2) continue;
    const plainNot = /not$/.test(match[0]) && !/but not|and not|just not|[,.] not/.test(match[0]);
    if (first.kind === 'status' && /not|without/.test(match[0])) continue;
    if (plainNot && (slots.every((slot) => slot.from >= after) || first.kind !== 'ids')) continue;
    if (/^(?:ids|query|priority|type|status|ordinal|label|block|person|pronoun)$/.test(first.kind))
      return after;
  }
  return null;
}

function gather(reading: Reading, slots: readonly Slot[]): Select | null {
  const select: Select = {};
  for (const slot of slots) add(select, slot, reading);
  addLabels(select, reading, slots);
  addMissing(select, reading);
  if (Object.keys(select).length === 0) return null;
  return tidy(select, /\b(?:anything|everything|whatever|all)\b/.test(reading.line.text));
}

function add(select: Select, slot: Slot, reading: Reading): void {
  switch (slot.kind) {
    case 'ids':
      select.ids = unique([...(select.ids ?? []), ...slot.ids]);
      if (slot.keys.length > 0) select.keys = unique([...(select.keys ?? []), ...slot.keys]);
      return;
    case 'ordinal':
      select.ids = unique([...(select.ids ?? []), ...slot.ids]);
      return;
    case 'priority':
      select.priority = unique([...(select.priority ?? []), ...widen(slot.values, reading, slot)]);
      return;
    case 'type':
      select.type = unique([...(select.type ?? []), ...slot.values]);
      return;
    case 'status':
      addStatus(select, slot.values, reading, slot);
      return;
    case 'person':
      select.assignee = unique([...(select.assignee ?? []), ...slot.names]);
      return;
    case 'query':
      addQuery(select, slot, reading);
      return;
    case 'all':
      select.all = true;
      return;
    case 'rest':
      select.focus_rest = true;
      return;
    case 'pronoun':
      select.last = true;
      return;
    case 'date':
      if (dueWords.test(reading.line.text)) select.due = dueIn(slot.value, reading, slot);
      return;
    default:
  }
}

/** Words for a second ticket stand beside the first only as the numbers they mean. */
function addQuery(select: Select, slot: Extract<Slot, { kind: 'query' }>, { slots }: Reading): void {
  if (select.query === undefined) {
    select.query = slot.value;
    return;
  }
  const first = slots.find((one) => one.kind === 'query' && one.value === select.query);
  if (first?.kind !== 'query' || first.ids.length !== 1 || slot.ids.length !== 1) return;
  select.ids = unique([...(select.ids ?? []), ...first.ids, ...slot.ids]);
  delete select.query;
}

const dueWords = /\b(?:due|deadlines?)\b/;

/** "Due by friday" reaches back further than "due friday". */
function dueIn(value: string, { line }: Reading, slot: Slot): string {
  const before = words(line.tokens, slot.from - 2, slot.from);
  return /(?:by|before|until|till)(?: the)?$/.test(before) ? `by ${value}` : value;
}

/** "below P2", "P1 and up": a priority named as a border. */
function widen(values: string[], { line }: Reading, slot: Slot): string[] {
  const order = ['P0', 'P1', 'P2', 'P3'];
  const at = order.indexOf(values[0]!);
  const before = words(line.tokens, slot.from - 3, slot.from);
  const after = words(line.tokens, slot.to, slot.to + 3);
  if (/(?:below|under|lower than|less than|worse than)$/.test(before)) return order.slice(at + 1);
  if (/(?:above|over|higher than)$/.test(before)) return order.slice(0, at);
  if (/^(?:and|or) (?:below|lower|under|down)/.test(after)) return order.slice(at);
  if (/^(?:and|or) (?:above|higher|up|over)/.test(after)) return order.slice(0, at + 1);
  return values;
}

function addStatus(select: Select, values: string[], { line }: Reading, slot: Slot): void {
  const before = `${words(line.tokens, slot.from - 5, slot.from)} `;
  const after = words(line.tokens, slot.to, slot.to + 1);
  const negated =
    /(?:\bnot|n't|\bnon|\bnever|yet to be|still to be|nobody|isnt|arent|havent|hasnt|haven't|hasn't|no one has|to be|awaiting|neither|nor) ?(?:yet |been |being |be |- |already |actually |fully )*$/.test(
      before,
    ) || /^-(?!>)/.test(after);
  const key = negated ? 'not_status' : 'status';
  select[key] = unique([...(select[key] ?? []), ...values]);
}

function addLabels(select: Select, { line }: Reading, slots: readonly Slot[]): void {
  const match =
    line.text.match(
      /(?<!\w)(?:labell?ed|tagged|with (?:the )?(?:label|tag)|label ?:|tag ?:|labels ?:|under (?:the )?label|carrying (?:the )?(?:label|tag))(?: as| with| :)? (?:the )?([\w-]+(?:(?: ?,| or| and) [\w-]+)*)/,
    ) ??
    line.text.match(
      /(?<!\w)(?:with|bearing|carrying|having|wearing|under|from|in|of) (?:the |a |an )?([\w-]+) (?:label|tag)(?!\w)/,
    );
  const before = line.text.match(/(?<!\w)([a-z][\w]*)[- ]labell?ed(?= ones?| tickets?|$| ?[?,.!])/);
  const named = (before ?? match)?.[1]?.split(/ ?, | or | and /).filter((word) => word.length > 1);
  if (!named || slots.length === 0) {
    if (named) select.label = named;
    return;
  }
  select.label = named;
  if (select.query && named.includes(select.query)) delete select.query;
  if (select.all && Object.keys(select).length > 1) delete select.all;
}

function addMissing(select: Select, { line }: Reading): void {
  const lacks =
    "(?<!\\w)(?:no|without|missing|lacks?|lacking|zero|don't have|doesn't have|dont have|hasn't got|haven't got|have no|has no|not having|not have|isn't having|aren't having|is null|0)(?: an?| any| the)*";
  if (
    new RegExp(`${lacks} (?:acceptance|criteria)`).test(line.text) ||
    /(?:acceptance|criteria).*\b(?:don't|doesn't|haven't|hasn't|(?:are|is) (?:missing|lacking|empty)|not (?:yet )?(?:been )?(?:filled|written|defined|given|set|added|there))\b/.test(
      line.text,
    )
  )
    select.missing = ['acceptance'];
  if (new RegExp(`${lacks} (?:estimates?|estimation|size|points|effort)`).test(line.text))
    select.missing = ['estimate'];
  if (new RegExp(`${lacks} (?:labels?|tags?)`).test(line.text)) select.missing = ['labels'];
  if (new RegExp(`${lacks} (?:description)`).test(line.text)) select.missing = ['description'];
  if (new RegExp(`${lacks} (?:priorit)`).test(line.text)) select.missing = ['priority'];
  if (new RegExp(`${lacks} (?:due|deadline)`).test(line.text)) select.missing = ['due'];
  if (
    new RegExp(
      `${lacks} (?:owners?|assignees?|assigned (?:person|to)|assigned|person|responsible|one on|body)`,
    ).test(line.text) ||
    /unassigned|unowned|ownerless|nobody(?:'s)? (?:has|is on|on|owns|owning|looks after|picked|took|is doing|does)|up for grabs|no one (?:owns|has|is on|on)|not (?:been )?(?:assigned|given to any\w+|taken)|assignee (?:is )?null|aren't assigned|without owner/.test(
      line.text,
    )
  )
    select.assignee = [null];
}

/** Narrow words win over wide ones: "all P0s" is P0, "those two, 3 and 5" is 3 and 5. */
function tidy(select: Select, wide: boolean): Select {
  const { all, last, ...narrow } = select;
  if (narrow.status || narrow.priority || narrow.type) delete narrow.focus_rest;
  if (narrow.ids && narrow.label && wide) {
    const { label, ...others } = narrow;
    return { ...others, or: { label } };
  }
  if (narrow.ids && narrow.query) {
    const { query, ...others } = narrow;
    return { ...others, or: { query } };
  }
  if (Object.keys(narrow).length > 0) return narrow;
  return last ? { last } : { all: all ?? true };
}

function words(tokens: readonly { word: string }[], from: number, to: number): string {
  return tokens
    .slice(Math.max(0, from), to)
    .map((token) => token.word)
    .join(' ');
}

function unique<Value>(values: Value[]): Value[] {
  return [...new Set(values)];
}

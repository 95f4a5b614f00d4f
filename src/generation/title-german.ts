/** German statements as titles in the infinitive, as German teams write them: "Zählerstand per Foto erfassen". */
import { ensure, forReader, lower, splitVerbFirst, withoutEachZu } from './german-clauses.ts';
import {
  accusative,
  isActor,
  isState,
  nounPhraseEnd,
  placeOf,
  preposition,
  tidy,
  withoutAgent,
  withoutSelf,
} from './german-phrases.ts';
import {
  infinitiveOfParticiple,
  infinitiveOfPresent,
  isInfinitive,
  isSeparablePrefix,
  withoutZu,
} from './german-verbs.ts';
import { shorten } from './shorten-german.ts';

const modal =
  /^(?:muss|müssen|müsste|soll|sollen|sollte|sollten|kann|können|könnte|könnten|darf|dürfen|wird|werden|möchte|möchten)$/i;
const passive = /^(?:wird|werden)$/i;
export const able = /^(?:kann|können|könnte|könnten|darf|dürfen|möchte|möchten)$/i;
export const conditional =
  /,\s+(?=(?:wenn|falls|sobald|sofern|solange|bevor|nachdem|bis|ohne|indem|wobei|auch wenn)\s)/i;
export const aside =
  /,\s+(?:(?:so ?)?dass|damit|um|weil|da|denn|sodass|wobei|was|wodurch|womit|so|auch|insbesondere|etwa)\s.*$|\s+\((?:z\. ?B\.|d\. ?h\.|bzw\.)[^)]*\)/i;

/** The order a statement holds, or null when it shows none. */
export function orderFromGerman(statement: string): string | null {
  const possible = fromPossibility(statement);
  if (possible) return possible;
  const sentence = statement.split(/;\s/)[0]!.replace(aside, '').replace(inBrackets, '');
  const remark = inBrackets.exec(statement)?.[0] ?? '';
  const fronted = splitCondition(sentence) ?? splitVerbFirst(sentence);
  const [main = '', ...rest] = (fronted?.main ?? sentence).split(conditional);
  const order = fromMainClause(main.replace(/^(?:so|dann)\s+/i, '').split(' '));
  if (!order) return null;
  return shorten([order, ...(fronted ? [fronted.condition] : []), ...rest], remark);
}

const inBrackets = /\s+\([^()]*\)$/;

/** "Es muss möglich sein, X zu tun", "bietet die Möglichkeit, X zu tun". */
export function fromPossibility(statement: string): string | null {
  const match =
    /\b(?:möglich|Möglichkeit(?:en)?|(?:in der )?Lage|ermöglich\p{L}*|erlaub\p{L}*|gestatte\p{L}*)\b[^,]{0,30},\s+(.+?)(?:,\s+(?:damit|sodass|um)\b.*)?$/u.exec(
      statement,
    );
  if (!match) return null;
  const words = match[1]!.split(' ').filter((word) => word !== 'zu');
  const verb = withoutZu(words.at(-1)!);
  return isInfinitive(verb) ? tidy([...words.slice(0, -1), verb]) : null;
}

/** "Wenn X gefunden wird, muss das System Y" → what must be, and the condition to put behind it. */
function splitCondition(sentence: string): { main: string; condition: string } | null {
  const match =
    /^((?:Wenn|Falls|Sobald|Sofern|Solange|Bevor|Nachdem|Während)\s.+?\p{Ll}),\s+((?:so |dann )?\p{Ll}+ .+)$/u.exec(
      sentence,
    );
  return match
    ? { condition: match[1]!.charAt(0).toLowerCase() + match[1]!.slice(1), main: match[2]! }
    : null;
}

function fromMainClause(words: readonly string[]): string | null {
  const at = words.findIndex((word) => modal.test(word));
  if (at >= 0 && at < 14) return fromModal(words, at);
  return fromDuty(words) ?? fromAllowing(words) ?? fromPresent(words);
}

/** "Daten sind nach 30 Tagen zu löschen" → "Daten nach 30 Tagen löschen". */
function fromDuty(words: readonly string[]): string | null {
  const at = words.findIndex((word) => /^(?:ist|sind)$/.test(word));
  if (at < 0 || at > 14) return null;
  const { subject, before, rest } = splitSubject(words, at);
  const deed = withoutEachZu(rest);
  return deed && subject.length > 0 ? doneTo(subject, before, deed) : null;
}

type Parts = { subject: string[]; before: string[]; rest: string[] };

/** Who or what the clause is about, what stands before the verb besides, and what follows. */
function splitSubject(words: readonly string[], verbAt: number): Parts {
  const front = words.slice(0, verbAt);
  const after = words.slice(verbAt + 1);
  if (front.length > 0 && !preposition.test(front[0]!)) return { subject: front, before: [], rest: after };
  const end = nounPhraseEnd(after);
  const keep = front.length > 1 ? front : [];
  return { subject: after.slice(0, end), before: keep, rest: after.slice(end) };
}

function fromModal(words: readonly string[], at: number): string | null {
  const { subject, before, rest } = splitSubject(words, at);
  const verb = words[at]!;
  if (nobody.test(subject[0] ?? '')) return forNobody(verb, { subject, before, rest });
  const tail = [...rest];
  const capable = /^(?:können|dürfen)$/.test(tail.at(-1) ?? '');
  if (capable || tail.at(-1) === 'müssen') tail.pop();
  const isPassive = tail.at(-1) === 'werden' || passive.test(verb);
  if (tail.at(-1) === 'werden') tail.pop();
  if (tail.at(-1) === 'sein') return fromBeing(verb, { subject, before, rest: tail.slice(0, -1) });
  const cluster = takeVerbs(
    tail,
    isPassive ? infinitiveOfParticiple : (word) => (isInfinitive(word) ? word : null),
  );
  if (!cluster) return passive.test(verb) ? fromFuture({ subject, before, rest: tail }) : null;
  const manner = withoutAgent(isPassive ? toInfinitives(cluster.left) : cluster.left);
  if (manner.some((word) => finite.test(word))) return null;
  if (isPassive) return doneTo(subject, before, [...manner, ...cluster.verbs]);
  if (cluster.verbs.some(isState)) return fromState(verb, { subject, before, rest: manner }, cluster.verbs);
  if (!capable && !isActor(subject, able.test(verb), manner))
    return isObliged(verb, manner) ? fromState(verb, { subject, before, rest: manner }, cluster.verbs) : null;
  return tidy([...before, ...placeOf(subject), ...withoutSelf(manner), ...cluster.verbs]);
}

const finite = /^(?:sein|werden|muss|soll|kann|ist|sind)$/;

const nobody = /^(?:keine?r?|niemand)$/i;

/** "Kein Gast darf …" forbids what it seems to allow. */
function forNobody(modal: string, { subject, before, rest }: Parts): string | null {
  const verb = rest.at(-1) ?? '';
  const manner = [...before.map(lower), ...rest.slice(0, -1)];
  return isInfinitive(verb) && verb !== 'werden' ? ensure(modal, subject, manner, verb) : null;
}

/** Not what may happen, but what must, or must not. */
function isObliged(modal: string, words: readonly string[]): boolean {
  if (/^(?:muss|müssen|soll|sollen)$/i.test(modal)) return true;
  return /^(?:darf|dürfen)$/i.test(modal) && words.some((word) => /^(?:nicht|nur|keine?n?|nie)$/.test(word));
}

/** What has to be done to a thing or how it has to be: "muss verschlüsselt sein", "müssen lesbar sein". */
function fromBeing(modal: string, { subject, before, rest }: Parts): string | null {
  const cluster = takeVerbs(rest, infinitiveOfParticiple);
  if (!cluster)
    return (
      makeSo(subject, [...before, ...rest]) ?? ensure(modal, subject, [...before.map(lower), ...rest], 'sein')
    );
  const manner = withoutAgent(toInfinitives(cluster.left));
  if (manner.some((word) => finite.test(word))) return null;
  return doneTo(subject, before, [...manner, ...cluster.verbs]);
}

/** "Die Karte lässt sich offline speichern" → "Karte offline speichern". */
function fromAllowing(words: readonly string[]): string | null {
  const at = words.findIndex((word, place) => /^(?:lässt|lassen)$/.test(word) && words[place + 1] === 'sich');
  if (at < 1 || !isInfinitive(words.at(-1)!)) return null;
  const { subject, before, rest } = splitSubject(words, at);
  return doneTo(subject, before, rest.slice(1));
}

/** What must stay or work as it is: "Fächer bedienbar halten", "Sicherstellen, dass das Portal offline funktioniert". */
function fromState(modal: string, parts: Parts, verbs: readonly string[]): string | null {
  const { subject, before, rest } = parts;
  const [verb = ''] = verbs;
  if (verbs.length > 1 || verb === '') return null;
  const told = forReader(verb, [...before, ...rest]);
  if (told) return told;
  if (verb === 'bleiben' && !subject.some((word) => /^(?:wer|es|sie)$/i.test(word)))
    return tidy([...before, ...accusative(subject), ...rest, 'halten']);
  return ensure(modal, subject, [...before.map(lower), ...rest], verb);
}

/** What is done to a thing; a pronoun is no thing to speak of in a title. */
function doneTo(
  subject: readonly string[],
  before: readonly string[],
  deed: readonly string[],
): string | null {
  if (/^(?:er|sie|diese[rs]?|dies|das)$/i.test(subject.join(' '))) return null;
  return tidy([...before, ...accusative(subject), ...deed]);
}

/** "erstellt, bearbeitet und …" before the last verb of a row. */
function toInfinitives(words: readonly string[]): string[] {
  return words.map((word, at) => {
    const joins = word.endsWith(',') || words[at + 1] === 'und';
    const verb = joins ? infinitiveOfParticiple(word.replace(/,$/, '')) : null;
    return verb ? verb + (word.endsWith(',') ? ',' : '') : word;
  });
}

/** "Das System wird eine Liste anzeigen": a plain future. */
function fromFuture({ subject, before, rest }: Parts): string | null {
  const cluster = takeVerbs(rest, (word) => (isInfinitive(word) ? word : null));
  if (!cluster || !isActor(subject, false, cluster.left)) return null;
  return tidy([...before, ...placeOf(subject), ...cluster.left, ...cluster.verbs]);
}

/** "angelegt, umbenannt und gelöscht" at the end → its infinitives with what joins them, and the words before. */
function takeVerbs(
  words: readonly string[],
  toInfinitive: (word: string) => string | null,
): { left: string[]; verbs: string[] } | null {
  const left = [...words];
  const verbs: string[] = [];
  while (left.length > 0) {
    const word = left.at(-1)!;
    const forms = word.replace(/,$/, '').split('/').map(toInfinitive);
    const infinitive = forms.every((form) => form !== null) ? forms.join('/') : null;
    const joins = verbs.length > 0 && /^(?:und|oder|sowie|bzw\.|beziehungsweise)$/.test(word);
    const joined =
      verbs.length === 0 ||
      /^(?:und|oder|sowie|bzw\.|beziehungsweise)$/.test(verbs[0]!) ||
      word.endsWith(',');
    if (!joins && !(infinitive && joined)) break;
    verbs.unshift(joins ? word : infinitive! + (word.endsWith(',') ? ',' : ''));
    left.pop();
  }
  while (/^(?:und|oder|sowie)$/.test(verbs[0] ?? '')) left.push(verbs.shift()!);
  return verbs.length === 0 ? null : { left, verbs };
}

/** "Die Liste muss durchsuchbar sein" → "Liste durchsuchbar machen". */
function makeSo(subject: readonly string[], rest: readonly string[]): string | null {
  const quality = rest.at(-1) ?? '';
  if (/(?:bar|fähig|zugänglich|auffindbar)$/.test(quality))
    return tidy([...accusative(subject), ...rest, 'machen']);
  if (
    /^(?:responsive?|intuitiv|barrierefrei|barrierearm|übersichtlich|modular|einheitlich|einfach|modern|mehrsprachig|verständlich|benutzerfreundlich|nutzerfreundlich|ansprechend|sicher|performant|robust|konsistent|transparent)$/.test(
      quality,
    )
  )
    return tidy([...accusative(subject), ...rest, 'gestalten']);
  return null;
}

/** "Das System sendet …", "sendet das System …": only what software or people do. */
function fromPresent(words: readonly string[]): string | null {
  for (const at of [0, nounPhraseEnd(words), frontEnd(words)]) {
    const verb = infinitiveOfPresent(words[at] ?? '');
    if (!verb || (isInfinitive(words[at]!) && /^(?:der|das|ein)$/i.test(words[0]!))) continue;
    const parts = splitSubject(words, at);
    if (!isActor(parts.subject, true, parts.rest) || parts.rest.length === 0) continue;
    const order = isState(verb) ? forReader(verb, [...parts.before, ...parts.rest]) : fromDeed(verb, parts);
    if (order) return order;
  }
  return null;
}

function fromDeed(verb: string, parts: Parts): string {
  if (/^(?:brauchen|benötigen|wünschen|wollen)$/.test(verb)) return tidy([...parts.before, ...parts.rest]);
  const rest = untilNextVerb(untilNextClause(parts.rest));
  const particle = isSeparablePrefix(rest.at(-1)!) ? rest.pop()! : '';
  return tidy([...parts.before, ...placeOf(parts.subject), ...withoutSelf(rest), particle + verb]);
}

/** "den Zähler, die App liest …": another statement begins behind the comma. */
function untilNextClause(words: readonly string[]): string[] {
  const end = words.findIndex(
    (word, at) => word.endsWith(',') && /^(?:der|die|das|ein|eine|es|er|sie)$/.test(words[at + 1] ?? ''),
  );
  return end < 0 ? [...words] : [...words.slice(0, end), words[end]!.slice(0, -1)];
}

/** "zählt Fahrzeuge und meldet die Zahl": the first deed is what the title is about. */
function untilNextVerb(words: readonly string[]): string[] {
  const end = words.findIndex((word, at) => {
    const next = words[at + 1] ?? '';
    if (word !== 'und') return false;
    return (
      (/t$/.test(next) && infinitiveOfPresent(next) !== null) || (isInfinitive(next) && at + 2 < words.length)
    );
  });
  return end < 1 ? [...words] : words.slice(0, end);
}

/** Where the verb stands after "Bei jedem Login …". */
function frontEnd(words: readonly string[]): number {
  if (!preposition.test(words[0] ?? '')) return 0;
  return 1 + nounPhraseEnd(words.slice(1));
}

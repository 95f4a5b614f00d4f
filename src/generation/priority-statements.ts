/** Sentences that rank requirements from afar: "FR-2 and FR-5 are must-haves, the rest can wait", "P2 unless marked otherwise". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import type { Candidate } from './candidate.ts';
import { readField } from './fields.ts';
import { type Counted, readCounts } from './priority-counts.ts';
import { rankByOrder, saysOrder } from './priority-order.ts';
import { foldPriority, readPriorityWord } from './priority-words.ts';
import { bandOf, scoreOf } from './scale-score.ts';

export type PriorityStatements = {
  /** The text with these sentences blanked, line for line. */
  lines: string[];
  /** `numbers` are places in the document's numbered list. */
  named: Counted[];
  /** Numbers of the lines that say of the list below them that its order ranks. */
  ordered: readonly number[];
  /** What holds for requirements that nothing else ranks; 0 when nothing is said. */
  others: Priority;
};

const unless =
  /\b(?:unless|if not|except where|where not|sofern nicht|soweit nicht|wenn nicht|falls nicht|sauf|salvo|a menos que|excepto|salvo que|exceto|se nao)\b.{0,40}\b(?:otherwise|noted|marked|stated|said|flagged|tagged|anders|angegeben|vermerkt|markiert|gekennzeichnet|indication|mention|precision|contraire|indi\w+|especifi\w+|marca\w+|contrari\w+)\b/;
const rest =
  /\b(?:(?:the|all the) (?:rest|others?)|everything else|all others?|alles andere|alle anderen|der rest|(?:tout )?le reste|les autres|(?:todo )?lo demas|el resto|los demas|(?:todo )?o resto|tudo o mais|os demais|as demais)\b(?: (?:is|are|ist|sind|est|sont|es|son|e|sao))?\s*:?\s*/;
const copula =
  /\b(?:is|are|being|ist|sind|gelten als|est|sont|es|son|sao|e|counts? as|have|has|hat|haben|all|both|alle|beide|tous|toutes|todos|todas|ambos|ambas|priority|prio|prioritat|priorite|prioridad|prioridade|at|with|an?|als|comme|como)\b/g;
const joins = /\b(?:and|und|et|y|e|or|to|bis|a|through)\b|[,&–-]/g;
const idPattern = /(?<![\p{L}\d])[A-Z]{1,5}[-_.]\d{1,4}(?:[.-]\d+)*(?![\p{L}\d])/gu;
const numbered =
  /\b(?:items?|points?|numbers?|nos?\.?|requirements?|features?|punkte?|nummern?|anforderungen|exigences|puntos?|requisitos|pontos?)\s+((?:#?\d{1,2}(?:\s*(?:,|and|und|et|y|e|&)\s*)?)+)/i;

export function readPriorityStatements(original: readonly string[]): PriorityStatements {
  const { lines, counted } = readCounts(original);
  const ordered = original.flatMap((text, at) => (saysOrder(text) ? [at + 1] : []));
  const found: PriorityStatements = {
    lines: [...lines],
    named: counted,
    ordered,
    others: frontMatter(lines),
  };
  let fenced = false;
  lines.forEach((text, at) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || text.length > 400 || /^\s*(?:#|\|)/.test(text)) return;
    for (const sentence of text.split(/(?<=[.!;])\s+/)) {
      const said = sentence.replace(/^\s*(?:[-*+>]\s+)?/, '');
      if (!saysOrder(sentence) && !readSentence(said, found)) continue;
      found.lines[at] = found.lines[at]!.replace(sentence, ' ');
      if (!/[\p{L}\d]/u.test(found.lines[at]!)) found.lines[at] = '';
    }
  });
  return found;
}

/** Clause by clause, as in "FR-1 is critical, the rest is nice to have"; false where one of them says anything else. */
function readSentence(sentence: string, found: PriorityStatements): boolean {
  const plain = fold(sentence);
  if (unless.test(plain)) return readDefault(plain.replace(unless, ' '), found);
  const clauses = sentence.split(
    /[;,]\s+(?=(?:and |und |et |y |e )?(?:[A-Z]{1,5}[-_.]\d|the |all |everything|alle|der |tout|le |les |el |los |lo |todo|o |os |tudo))/,
  );
  const apart = clauses.map(readClause);
  const read = apart.includes(null) ? [readClause(sentence)] : apart;
  if (read.includes(null)) return false;
  for (const one of read) {
    if (one!.ids.length + one!.numbers.length > 0) found.named.push(one!);
    else found.others ||= one!.priority;
  }
  return true;
}

function readDefault(plain: string, found: PriorityStatements): boolean {
  const words = foldPriority(plain).replace(/[,;:]/g, ' ').split(/\s+/);
  for (let size = 3; size > 0; size--)
    for (let from = 0; from + size <= words.length; from++) {
      const said = words.slice(from, from + size).join(' ');
      const priority = /^p[0-4]$/.test(said)
        ? readPriorityWord(said, new Map())
        : bandOf(scoreOf(said, 'sure'));
      if (priority === 0 || words.length - size > 9) continue;
      found.others ||= priority;
      return true;
    }
  return false;
}

function readClause(clause: string): Counted | null {
  const ids = clause.match(idPattern) ?? [];
  const counted = ids.length > 0 ? null : numbered.exec(clause);
  const others = ids.length > 0 || counted ? null : rest.exec(fold(clause));
  if (ids.length === 0 && !counted && (!others || others.index > 4)) return null;
  const said = foldPriority(
    others
      ? fold(clause).replace(rest, ' ')
      : clause.replace(idPattern, ' ').replace(counted?.[0] ?? '', ' '),
  )
    .replace(copula, ' ')
    .replace(joins, ' ')
    .replace(/\(\s*\)|:/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const priority = /^p[0-4]$/.test(said) ? readPriorityWord(said, new Map()) : bandOf(scoreOf(said, 'sure'));
  if (priority === 0) return null;
  return { ids, numbers: (counted?.[1]?.match(/\d+/g) ?? []).map(Number), priority };
}

/** Ranks what the sentences name, and all that nothing ranks by what holds for the others. */
export function applyPriorityStatements(
  { named, ordered, others }: PriorityStatements,
  candidates: readonly Candidate[],
): void {
  const list = countedList(
    named.flatMap(({ numbers }) => numbers),
    candidates,
  );
  for (const { ids, numbers, priority } of named)
    for (const candidate of candidates) {
      const isNamed = candidate.id !== null && ids.includes(candidate.id);
      const isCounted = candidate.ordinal?.list === list && numbers.includes(candidate.ordinal?.number ?? -1);
      if (isNamed || isCounted) candidate.priority ||= priority;
    }
  rankByOrder(ordered, candidates);
  if (others !== 0) for (const candidate of candidates) candidate.priority ||= others;
}

/** The one numbered list that holds all of these numbers, where no other does; else null. */
function countedList(numbers: readonly number[], candidates: readonly Candidate[]): number | null {
  const lists = Map.groupBy(
    candidates.flatMap(({ ordinal }) => ordinal ?? []),
    ({ list }) => list,
  );
  if (numbers.length === 0) return null;
  const most = Math.max(...numbers);
  const whole = [...lists].filter(([, places]) => places.some(({ number }) => number >= most));
  if (lists.size === 1) return [...lists.keys()][0]!;
  return whole.length === 1 ? whole[0]![0] : null;
}

/** "priority: high" above the text holds for all that nothing else ranks. */
function frontMatter(lines: readonly string[]): Priority {
  if (lines[0]?.trim() !== '---') return 0;
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const value = lines
    .slice(1, Math.max(1, Math.min(end, 60)))
    .map((line) => /^\s*["']?([\p{L} -]{2,30})["']?\s*:\s*["']?([^"'#]{1,30})/u.exec(line))
    .find((match) => match && readField(`${match[1]}: x`)?.field === 'priority')?.[2];
  return value === undefined ? 0 : readPriorityWord(value.trim(), new Map());
}

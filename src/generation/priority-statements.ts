/** Sentences that rank requirements from afar: "FR-2 and FR-5 are must-haves, the rest can wait", "P2 unless marked otherwise". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import type { Candidate } from './candidate.ts';
import { foldPriority, readPriorityWord } from './priority-words.ts';
import { bandOf, scoreOf } from './scale-score.ts';

export type PriorityStatements = {
  /** The text with these sentences blanked, line for line. */
  lines: string[];
  /** `numbers` are places in the document's only numbered list. */
  named: { ids: readonly string[]; numbers: readonly number[]; priority: Priority }[];
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
  const found: PriorityStatements = { lines: [...original], named: [], others: 0 };
  let fenced = false;
  original.forEach((text, at) => {
    if (/^\s*(?:```|~~~)/.test(text)) fenced = !fenced;
    if (fenced || text.length > 400 || /^\s*(?:#|\|)/.test(text)) return;
    for (const sentence of text.split(/(?<=[.!;])\s+/)) {
      if (!readSentence(sentence.replace(/^\s*(?:[-*+>]\s+)?/, ''), found)) continue;
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

function readClause(clause: string): PriorityStatements['named'][number] | null {
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
  { named, others }: PriorityStatements,
  candidates: readonly Candidate[],
): void {
  const lists = new Set(candidates.flatMap(({ ordinal }) => (ordinal ? [ordinal.list] : [])));
  for (const { ids, numbers, priority } of named)
    for (const candidate of candidates) {
      const isNamed = candidate.id !== null && ids.includes(candidate.id);
      const isCounted =
        lists.size === 1 && candidate.ordinal !== null && numbers.includes(candidate.ordinal.number);
      if (isNamed || isCounted) candidate.priority ||= priority;
    }
  if (others !== 0) for (const candidate of candidates) candidate.priority ||= others;
}

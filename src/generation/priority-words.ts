/** The words and signs that state a priority, in five languages, and what a document says they mean. */
import { fold } from '../documents/language.ts';
import { type Priority, parsePriority } from '../domain/priority.ts';

export type Legend = ReadonlyMap<string, Priority>;

/** Folded, with spaces for hyphens. */
const scale: readonly [Priority, string][] = [
  [
    1,
    'must(?: haves?)?|needed|necessary|notwendig|erforderlich|necessaires?|must win|critical|blockers?|blocking|show ?stopper|urgent[e]?|highest|maximum|maxim[oa]|maximale?|mandatory|essential|required|imperative|vital|very high|muss|pflicht|zwingend|kritisch|dringend|unverzichtbar|hochste|sehr hoch|doit|obligatoires?|indispensables?|imperati(?:f|ve)|essentiel(?:le)?s?|critiques?|bloquante?s?|bloqueantes?|tres (?:haute|elevee?)|debe|obligatori[oa]s?|imprescindibles?|esencial(?:es)?|critic[oa]s?|muy alta|deve|obrigatori[oa]s?|imprescindive(?:l|is)|indispensave(?:l|is)|essencia(?:l|is)|muito alta|vitale?s?|紧急|最高|必须|必須|필수|критическ[а-я]+|obbligatori[oa]|🔴|🔥|🚨',
  ],
  [
    2,
    'high(?:er)?|高い?|높음|높다|высок[а-я]+|hoog|should(?: haves?)?|important|major|recommended|hoch|soll(?:te)?|wichtig|haute|elevee?s?|devrait|alt[oa]s?|importantes?|deberia|recomendad[oa]|deveria|🟠',
  ],
  [
    3,
    'medium|good to haves?|normal|中|普通|중간|보통|средн[а-я]+|midden|gemiddeld|moderate|could(?: haves?)?|mittel|mittlere|kann|konnte|moyen(?:ne)?s?|desirable|pourrait|souhaitables?|medi[oa]s?|podria|deseables?|poderia|desejave(?:l|is)|wunschenswert|🟡',
  ],
  [
    4,
    'low(?:er|est)?|minor|secondaires?|secundari[oa]s?|低い?|낮음|низк[а-я]+|bass[ao]|laag|trivial|may|nice(?: to haves?)?|(?:if|when) time (?:permits|allows)|wenn (?:noch )?zeit bleibt|si (?:on a )?le temps(?: le permet)?|si (?:da|queda|hay) (?:el )?tiempo|se (?:der|sobrar|houver) tempo|optional|stretch(?: goals?)?|niedrig|gering|wunsch|faible|basse|optionnel(?:le)?s?|confort|komfort|facultati(?:f|ve)s?|baj[ao]s?|opciona(?:l|les|is)|facultativ[oa]s?|baix[ao]s?|🟢|⚪|🔵',
  ],
];

/** Any of them, as the source of a pattern over folded text. */
export const priorityWord = scale.map(([, words]) => words).join('|');

const exact = scale.map(([priority, words]) => [priority, new RegExp(`^(?:${words})$`)] as const);

/** "Priority", "Priorität", "MoSCoW": the noun itself. */
export const priorityNoun =
  '(?:prio(?:rity|ritat|ritaet|rite|ridade?|rita|riteit)?|moscow|приоритет|优先级|優先度|우선 ?순위)(?!\\p{L})';
const nounAround = new RegExp(`^${priorityNoun}\\s*[:=]?\\s*|\\s+${priorityNoun}$`, 'gu');

/**
 * Reads a cell or a label that states a priority and little else, the document's own legend first: "P1", "High 🔥",
 * "1 - Critical", "Muss (P0)", "priorité haute". 0 when it says nothing.
 */
export function readPriorityWord(text: string, legend: Legend): Priority {
  const plain = foldPriority(text);
  const whole = readOne(plain, legend);
  if (whole !== 0) return whole;
  const code = /\bp([0-4])\b/.exec(plain)?.[1];
  if (code) return parsePriority(`p${code}`)!;
  const pieces = plain.split(
    /\s*[()/|,;:=–—]\s*|\s-\s|\s+(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})\s*/u,
  );
  if (pieces.length > 4) return 0;
  return pieces.map((piece) => readOne(piece, legend)).find((one) => one !== 0) ?? 0;
}

/** Reads a word that states a priority and nothing else: "Must-have", "high priority", "prio 1". */
export function readExactly(word: string, legend: Legend): Priority {
  return readOne(foldPriority(word), legend);
}

function readOne(word: string, legend: Legend): Priority {
  const bare = word.replace(nounAround, '').trim();
  if (bare === '') return 0;
  const own = legend.get(word) ?? legend.get(bare);
  if (own !== undefined) return own;
  const named = /^(?:p|prio ?)?([0-4])$/.exec(bare)?.[1];
  if (named && (bare.length > 1 || bare !== word)) return parsePriority(`p${named}`)!;
  return exact.find(([, pattern]) => pattern.test(bare))?.[0] ?? 0;
}

/** As the words above are written: folded, hyphens as spaces, without brackets and emphasis. */
export function foldPriority(text: string): string {
  return fold(text)
    .replace(/[[\]*_`.!]|\uFE0F/g, '')
    .replace(/(?<=\p{L})-(?=\p{L})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const letters: readonly (readonly [RegExp, Record<string, Priority>])[] = [
  [/^[hml]$/, { h: 2, m: 3, l: 4 }],
  [/^[mscw]$/, { m: 1, s: 2, c: 3, w: 4 }],
];

/** What the cells of one priority column mean together: letters of one scale, bare figures from 0 or 1. */
export function readColumnLegend(cells: readonly string[], legend: Legend): Legend {
  const plain = cells.map(foldPriority).filter((cell) => /[\p{L}\d]/u.test(cell));
  if (plain.length > 0 && plain.every((cell) => /^[0-4]$/.test(cell))) {
    return new Map([...legend, ...plain.map((cell) => [cell, parsePriority(`p${cell}`)!] as const)]);
  }
  const scaleOf = letters.find(([pattern]) => plain.length > 1 && plain.every((cell) => pattern.test(cell)));
  return scaleOf ? new Map([...Object.entries(scaleOf[1]), ...legend]) : legend;
}

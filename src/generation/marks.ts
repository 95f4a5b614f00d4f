/** Priority, effort, owner and state as documents mark them, and the text without the marks. */
import { fold } from '../documents/language.ts';
import { type Priority, parsePriority } from '../domain/priority.ts';

const scale: [RegExp, Priority][] = [
  [
    /^(?:p0|prio(?:rity)? ?0|critical|kritisch|critique|critic[oa]|blocker|urgent[e]?|dringend|highest|must(?: have)?|mandatory|essential|required|muss|pflicht|zwingend|doit|obligatoire|indispensable|imperatif|essentiel(?:le)?|debe|obligatori[oa]|imprescindible|esencial|deve|essencial|very high|sehr hoch|tres haute|muy alta|muito alta|🔴|🔥|🚨|must-win)$/,
    1,
  ],
  [
    /^(?:p1|prio(?:rity)? ?1|high|hoch|haute|elevee?|alt[oa]|should(?: have)?|important|soll|sollte|wichtig|devrait|importante?|deberia|recomendado|deveria|recommended|🟠)$/,
    2,
  ],
  [
    /^(?:p2|prio(?:rity)? ?2|medium|normal|mittel|moyen(?:ne)?|medi[oa]|could(?: have)?|kann|konnte|pourrait|podria|poderia|souhaitable|deseable|desejavel|optional|opcional|optionnel(?:le)?|wunschenswert|nice|nice to have|moderate|stretch|🟡)$/,
    3,
  ],
  [
    /^(?:p3|p4|prio(?:rity)? ?[34]|low|lowest|niedrig|gering|faible|basse|baj[ao]|baix[ao]|minor|trivial|may|🟢|⚪|🔵)$/,
    4,
  ],
];

/** Reads one word or sign; the document's own legend comes first. 0 when it says nothing. */
export function readPriorityWord(word: string, legend: ReadonlyMap<string, Priority>): Priority {
  const plain = fold(word)
    .replace(/[[\]().*:]/g, '')
    .replace(/\uFE0F/g, '')
    .trim();
  if (plain === '') return 0;
  const own = legend.get(plain);
  if (own !== undefined) return own;
  const exact = parsePriority(plain) ?? scale.find(([pattern]) => pattern.test(plain))?.[1];
  if (exact) return exact;
  const code = /\bp([0-4])\b/.exec(plain)?.[1];
  return code ? parsePriority(`p${code}`)! : 0;
}

const sign = '🔴|🟠|🟡|🟢|⚪|🔵|🔥|🚨';
const wordMark = '[Pp]rio(?:rity|rität|ritaet|rité|ridad|ridade)?';
const patterns: RegExp[] = [
  /[([](?:prio(?:rity|rität|rité|ridad|ridade)?\s*:?\s*)?(p[0-4])\b[^)\]]*[)\]]/i,
  new RegExp(`${wordMark}\\s*[:=–-]\\s*\\**\\s*((?:very |sehr )?[\\p{L}-]+(?: have)?|P?[0-4])`, 'u'),
  /\[(M|S|C|W|Must|Should|Could|Muss|Soll|Kann|Doit|Devrait|Pourrait|Debe|Debería|Podría|Deve|Deveria|Poderia|P[0-4]|High|Medium|Low|Hoch|Mittel|Niedrig|Haute|Moyenne|Basse|Alta|Media|Média|Baja|Baixa|Indispensable|Souhaitable|Obligatorio|Deseable|Essencial|Desejável)\]/i,
  /\((Must(?: have)?|Should(?: have)?|Could(?: have)?|Muss|Soll|Kann|Doit|Devrait|Pourrait|Debe|Debería|Podría|Deve|Deveria|Poderia|High|Medium|Low|Critical|Hoch|Mittel|Niedrig|Haute|Moyenne|Basse|Alta|Media|Média|Baja|Baixa|Indispensable|Important|Souhaitable|Obligatoire|Obligatorio|Obrigatório|Deseable|Desejável|Essencial|Essentiel|Optional|Optionnel|Opcional|Urgent|Importante)(?:\s+priority)?(?=[,;)])/i,
  new RegExp(`^\\s*(?:${wordMark}\\s*)?(${sign}|[Pp][0-4]\\b)`, 'u'),
  /(?:[,;–-]|\s)\s*(P[0-4])(?=[\s,.;:)]|$)/,
];

/** The priority a text names outright, with the document's legend for its signs; 0 when it names none. */
export function readPriority(text: string, legend: ReadonlyMap<string, Priority>): Priority {
  for (const pattern of patterns) {
    const word = pattern.exec(text)?.[1];
    const found = word ? readPriorityWord(word, legend) : 0;
    if (found !== 0) return found;
  }
  return readPlainUrgency(text);
}

function readPlainUrgency(text: string): Priority {
  const plain = fold(text);
  if (
    /\b(?:release |launch )?blocker\b(?!s)|\bthis is the urgent one\b|\b(?:most|is|are|very) urgent\b|\bhighest priority\b|\btop priority\b|\bhochste prioritat\b|\bpriorite absolue\b|\bmaxima prioridad\b|\bprioridade maxima\b|\bcomes? first\b.{0,20}\bwithout\b|\bthey come first\b/.test(
      plain,
    )
  )
    return 1;
  if (
    /\bhigh priority\b|\bhohe prioritat\b|\bhaute priorite\b|\balta prioridad\b|\bprioridade alta\b|\bprioridad alta\b/.test(
      plain,
    )
  )
    return 2;
  if (
    /\blow priority\b|\bniedrige prioritat\b|\bfaible priorite\b|\bbaja prioridad\b|\bprioridad baja\b|\bprioridade baixa\b|\bbaixa prioridade\b/.test(
      plain,
    )
  )
    return 4;
  return 0;
}

const headingWords: [RegExp, Priority][] = [
  [
    /^(?:p0\b|must(?:[- ]haves?)?$|muss(?:[- ](?:anforderungen|kriterien))?$|indispensables?$|obligatoires?$|imprescindibles?$|obligatori[oa]s$|essenciais$|esenciales$|critical$|kritisch$|critiques?$)/,
    1,
  ],
  [
    /^(?:p1\b|should(?:[- ]haves?)?$|soll(?:[- ](?:anforderungen|kriterien))?$|importante?s?$|high priority$|hohe prioritat$|priorite haute$|prioridad alta$|prioridade alta$)/,
    2,
  ],
  [
    /^(?:p2\b|could(?:[- ]haves?)?$|kann(?:[- ](?:anforderungen|kriterien))?$|souhaitables?$|deseables?$|desejaveis$|medium priority$|mittlere prioritat$|priorite moyenne$|prioridad media$|prioridade media$)/,
    3,
  ],
  [
    /^(?:p3\b|(?:.*\b)?nice[- ]to[- ]haves?$|wunschenswert$|low priority$|niedrige prioritat$|priorite basse$|prioridad baja$|prioridade baixa$|optional$|optionnel$|opcional$)/,
    4,
  ],
];

/** The priority the headings above a text give it: "Must have", "P1 features"; the nearest one that says so. */
export function priorityOfPath(path: readonly string[], legend: ReadonlyMap<string, Priority>): Priority {
  for (const title of path.toReversed()) {
    const plain = fold(title).trim();
    const found = headingWords.find(([pattern]) => pattern.test(plain))?.[1] ?? readPriority(title, legend);
    if (found !== 0) return found;
  }
  return 0;
}

/** "P0 = blocks the launch", "[M] must, equal to P0", "🔴 must-win (P0)", "Muss = kein Start ohne": what marks mean here. */
export function readLegend(lines: readonly string[]): Map<string, Priority> {
  const legend = new Map<string, Priority>();
  const found =
    /(🔴|🟠|🟡|🟢|⚪|🔵|\[[A-Z]\]|\b(?:Must|Should|Could|Muss|Soll|Kann|High|Medium|Low|Hoch|Mittel|Niedrig|Haute|Moyenne|Basse|Alta|Media|Média|Baja|Baixa)\b)[^🔴🟠🟡🟢⚪🔵[\n;·|]{0,60}?\b(P[0-4])\b/gu;
  for (const line of lines) {
    if (/^\s*\|/.test(line) && line.length > 400) continue;
    const marks = [...line.matchAll(found)];
    if (marks.length < 2) continue;
    for (const mark of marks) legend.set(fold(mark[1]!).replace(/[[\]]/g, ''), parsePriority(mark[2]!)!);
  }
  addLetters(legend, lines);
  return legend;
}

/** `[M]`, `[S]`, `[C]` mean must, should and could unless the document says otherwise. */
function addLetters(legend: Map<string, Priority>, lines: readonly string[]): void {
  const text = lines.join('\n');
  if (!/\[M\]/.test(text)) return;
  for (const [letter, priority] of [
    ['m', 1],
    ['s', 2],
    ['c', 3],
    ['w', 4],
  ] as const) {
    if (!legend.has(letter)) legend.set(letter, priority);
  }
}

const sizes: [RegExp, string, [number, number]][] = [
  [/^(?:xs|trivial|tiny|winzig)$/, 'trivial', [1, 1]],
  [/^(?:s|small|klein|petit|pequen[oa]|pequeno|quick win)$/, 'small', [1, 2]],
  [/^(?:m|medium|mittel|moyen|medi[oa]|moderate)$/, 'medium', [3, 5]],
  [/^(?:l|large|gross|grand|grande|big)$/, 'large', [5, 8]],
  [
    /^(?:xl|xxl|xlarge|x-large|very large|huge|sehr gross|tres grand|muy grande|muito grande)$/,
    'xlarge',
    [8, 13],
  ],
];

export type Size = { word: string | null; range: [number, number] | null };

/** `M`, `5 points`, `3 wk`, `2 days`; nulls when it is none. */
export function readSize(text: string): Size {
  const plain = fold(text).trim();
  const named = sizes.find(([pattern]) => pattern.test(plain));
  if (named) return { word: named[1], range: named[2] };
  const points = /\b(\d{1,2})\s*(?:pts?|points?|sp|story points?|punkte|puntos|pontos)\b/.exec(plain);
  if (points) return sizeOfPoints(Number(points[1]));
  const time =
    /\b(\d{1,2}(?:[.,]\d)?)(?:\s*-\s*(\d{1,2}))?\s*(h|hours?|stunden|d|days?|tage?|jours?|dias?|wk|weeks?|wochen?|semaines?|semanas?)\b/.exec(
      plain,
    );
  if (!time) return { word: null, range: null };
  return sizeOfDays(Number((time[2] ?? time[1]!).replace(',', '.')) * daysPer(time[3]!));
}

function daysPer(unit: string): number {
  if (/^h|^stunden/.test(unit)) return 1 / 8;
  return /^(?:wk|week|woche|semai|semana)/.test(unit) ? 5 : 1;
}

function sizeOfDays(days: number): Size {
  const steps: [number, number][] = [
    [1, 1],
    [2, 2],
    [5, 3],
    [10, 5],
    [15, 8],
  ];
  return sizeOfPoints(steps.find(([limit]) => days <= limit)?.[1] ?? 13);
}

function sizeOfPoints(points: number): Size {
  const at = points <= 1 ? 0 : points <= 2 ? 1 : points <= 5 ? 2 : points <= 8 ? 3 : 4;
  return { word: sizes[at]![1], range: [points, points] };
}

const doneSign = /^(?:✅|☑️?|✔️?|\[[xX✓✔]\])|(?:✅|✔️?)\s*$/u;
const droppedSign = /^(?:❌|🚫|⛔)/u;
const parkedSign = /^(?:💤|⏸️?|🧊|🅿️?)/u;
const doneWords =
  /\((?:[^()]*[,;]\s*)?(?:done|shipped|delivered|completed?|live|finished|implemented|erledigt|fertig|umgesetzt|abgeschlossen|livre|termine|fait|hecho|entregado|terminado|completado|feito|entregue|concluido)\b[^()]*\)/;

/** What signs, check boxes and brackets say about a text; words in running text are read elsewhere. */
export function readState(text: string): 'done' | 'future' | 'out_of_scope' | null {
  const start = text.trim();
  if (droppedSign.test(start)) return 'out_of_scope';
  if (parkedSign.test(start)) return 'future';
  return doneSign.test(start) || doneWords.test(fold(start)) ? 'done' : null;
}

/** What a status cell says: done, dropped, for later, or null for work still to do. */
export function readStatus(cell: string): 'done' | 'future' | 'out_of_scope' | null {
  const plain = fold(cell).trim();
  const bySign = readState(cell);
  if (bySign) return bySign;
  if (/^(?:not |nicht |pas |non |no |nao |to be |in progress|en cours|in arbeit|partial)/.test(plain))
    return null;
  if (
    /^(?:done|shipped|delivered|complete[d]?|live|released|finished|closed|implemented|yes|erledigt|fertig|umgesetzt|abgeschlossen|ausgeliefert|fait|livree?|terminee?|realisee?|en production|hech[oa]|entregad[oa]|terminad[oa]|completad[oa]|en produccion|feit[oa]|entregue|concluid[oa]|pronto|em producao)\b/.test(
      plain,
    )
  )
    return 'done';
  if (
    /^(?:dropped|rejected|cancel|won'?t|descoped|out of scope|abgelehnt|verworfen|gestrichen|entfallt|abandonne|rejete|annule|hors|descartad|rechazad|cancelad|fuera|rejeitad|fora)/.test(
      plain,
    )
  )
    return 'out_of_scope';
  if (
    /^(?:parked|later|future|deferred|backlog|postponed|on hold|v[2-9]|phase [2-9]|spater|zuruckgestellt|geparkt|vertagt|reporte|plus tard|ulterieur|aplazad|pospuest|mas adelante|futuro|adiad|mais tarde|en pause|pausiert|won't \(v1\))/.test(
      plain,
    )
  )
    return 'future';
  return null;
}

/** The text without priority marks, signs, sizes and check boxes. */
export function stripMarks(text: string): string {
  return text
    .replace(/^\s*\[[ xX✓✔]?\]\s*/, '')
    .replace(/^(?:(?:\p{Extended_Pictographic}|\uFE0F|\u200D)+\s*)+/u, '')
    .replace(
      /\s*[([](?:(?:[Pp]rio(?:rity|rität|rité|ridad|ridade)?)\s*:?\s*)?(?:P[0-4]|High|Medium|Low|Critical|Must(?: have)?|Should(?: have)?|Could(?: have)?|Muss|Soll|Kann|Doit|Devrait|Pourrait|Debe|Debería|Podría|Deve|Deveria|Poderia|Hoch|Mittel|Niedrig|Haute|Moyenne|Basse|Alta|Media|Média|Baja|Baixa|M|S|C|W|Indispensable|Souhaitable|Obligatoire|Obligatorio|Obrigatório|Deseable|Desejável|Essencial|Essentiel|Optionnel|Opcional|Urgent|Important|Importante)(?:\s+priority)?(?:[,;][^)\]]*)?[)\]]/giu,
      '',
    )
    .replace(
      /\s*\((?:~|≈|ca\.? )?\d{1,2}(?:\s*-\s*\d{1,2})?\s*(?:wk|weeks?|days?|d|h|pts?|points?|Wochen?|Tage?|semaines?|jours?|semanas?|d[ií]as?)\)/gi,
      '',
    )
    .replace(/\s*\((?:mandatory|required|optional|new|mvp)\)/gi, '')
    .replace(/^\s*P[0-4]\s*[:–—-]?\s+/, '')
    .replace(/\s+[–—-]?\s*(?:\[?P[0-4]\]?)\s*$/, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
}

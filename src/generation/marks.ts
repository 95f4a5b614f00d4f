/** Effort and state as documents mark them, and a text without its marks. */
import { fold } from '../documents/language.ts';
import { type State, stateInBrackets } from '../documents/state-words.ts';
import { stripPriority } from './priority-cues.ts';

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

const doneSign = /^(?:\[(?:done|shipped|live)\]|✅|☑️?|✔️?|\[[xX✓✔]\])|(?:✅|✔️?)\s*$/u;
const droppedSign = /^(?:\[-\]|❌|🚫|⛔)/u;
const parkedSign = /^(?:💤|⏸️?|🧊|🅿️?)/u;
/** "MK-05 DONE As a seller …": a word in capitals behind the id, or in front of the text, that goes on in another way. */
const ownId = '^(?:\\**\\[?[A-Z]{1,6}[-_.]?\\d{1,4}(?:[.-]\\d+)*\\]?\\**[:.]?\\s+)?';
const capitals: readonly [State, RegExp][] = [
  [
    'done',
    'DONE|SHIPPED|DELIVERED|ERLEDIGT|FERTIG|FAIT|LIVRÉE?|TERMINÉE?|HECH[OA]|LIST[OA]|FEIT[OA]|PRONT[OA]',
  ],
  [
    'out_of_scope',
    'DROPPED|CANCELLED|CANCELED|REJECTED|GESTRICHEN|VERWORFEN|ABANDONNÉE?|DESCARTAD[OA]|CANCELAD[OA]',
  ],
  ['future', 'LATER|PARKED|DEFERRED|POSTPONED|SPÄTER|GEPARKT|VERTAGT|REPORTÉE?|APLAZAD[OA]|ADIAD[OA]'],
].map(([state, words]) => [
  state as State,
  new RegExp(`${ownId}\\**(?:${words})\\**(?:\\s*[:.–—-])?\\s+(?=\\p{Lu}\\p{Ll}|\\p{Lu}\\s)`, 'u'),
]);
/** "[Release 2]" behind a requirement puts it off. */
const laterRelease = /[([](?:release|phase|version|stage|increment|v|r)\s?[2-9](?:\.\d)?[)\]]\.?$/i;

/** What signs, check boxes and brackets say about a text; words in running text are read elsewhere. */
export function readState(text: string): State | null {
  const start = text.trim();
  if (droppedSign.test(start)) return 'out_of_scope';
  if (parkedSign.test(start) || laterRelease.test(start)) return 'future';
  const inCapitals = capitals.find(([, opens]) => opens.test(start))?.[0];
  if (inCapitals) return inCapitals;
  return doneSign.test(start) ? 'done' : stateInBrackets(start);
}

/** What a status cell says: done, dropped, for later, or null for work still to do. */
export function readStatus(cell: string): State | null {
  const plain = fold(cell)
    .replace(/^[^\p{L}\d]+/u, '')
    .trim();
  const bySign = readState(cell);
  if (bySign) return bySign;
  if (/^(?:not applicable|n\/a|not (?:doing|building|planned|needed|in scope))\b/.test(plain))
    return 'out_of_scope';
  if (/^(?:(?:not (?:now|yet planned|this (?:year|release))|release [2-9]))\b/.test(plain)) return 'future';
  if (/^(?:not |nicht |pas |non |no |nao |to be |in progress|en cours|in arbeit|partial)/.test(plain))
    return null;
  if (
    /^(?:done|shipped|delivered|complete[d]?|live|released|finished|closed|implemented|compliant|met|fulfilled|pass(?:ed|es)?|yes|ja|oui|si|sim|erledigt|fertig|umgesetzt|abgeschlossen|ausgeliefert|fait|livree?|terminee?|realisee?|en production|hech[oa]|entregad[oa]|terminad[oa]|completad[oa]|en produccion|feit[oa]|entregue|concluid[oa]|pronto|em producao)\b/.test(
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
    /^(?:parked|later|future|deferred|postponed|on hold|v[2-9]|phase [2-9]|spater|zuruckgestellt|geparkt|vertagt|reporte|plus tard|ulterieur|aplazad|pospuest|mas adelante|futuro|adiad|mais tarde|en pause|pausiert|won't \(v1\))/.test(
      plain,
    )
  )
    return 'future';
  return null;
}

/** The text without priority marks, signs, sizes and check boxes. */
export function stripMarks(text: string): string {
  return stripPriority(text.replace(/^\s*(?:\[[ xX✓✔~?/-]?\]|~(?=\s))\s*/, ''))
    .replace(/^\(\d{1,2}\)\s+(?=\p{Lu})/u, '')
    .replace(/^(?:(?:\p{Extended_Pictographic}|\uFE0F|\u200D)+\s*)+/u, '')
    .replace(
      /\s*\((?:~|≈|ca\.? )?\d{1,2}(?:\s*-\s*\d{1,2})?\s*(?:wk|weeks?|days?|d|h|pts?|points?|Wochen?|Tage?|semaines?|jours?|semanas?|d[ií]as?)\)/gi,
      '',
    )
    .replace(/\s*\((?:mandatory|required|optional|new|mvp)\)/gi, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/\s+([.,;:])/g, '$1')
    .trim();
}

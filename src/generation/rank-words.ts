/** What places of rank are called, and the words that rank where others beside them are known to. */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';

/** What a column or a field is called whose first value counts most; "1" stands before "2". */
const firstCounts =
  /^(?:prio\w*|rank\w*|rang\w*|severity|(?:risk )?rating|risk level|schwere\w*|gravite|gravidad|gravidade|tier|urgen\w*|dringlich\w*|necessi\w*|notwendig\w*|nivel|niveau|stufe|klasse|class|moscow|must|criticality|kritikalitat|criticite|criticidad\w*|einstufung|verbindlichkeit|obligat\w*|caracter)$/;
/** Whose highest value counts most: "5/5" stands before "3/5". */
const mostCounts =
  /^(?:importan\w*|wichtig\w*|relevan\w*|weight\w*|gewicht\w*|peso|poids|business value|interet|stellenwert|bedeutung|nutzen)$/;

/** Ranks where another value of the same place is known to be one. */
const loosely: readonly [Priority, RegExp][] = [
  [
    1,
    /^(?:severe|key|core|basic|must|now|sine qua non|basis|kern|grundlage|base|clave|basico|chave|de base)$/,
  ],
  [
    2,
    /^(?:serious|wanted|needed|useful|good|expected|gewunscht|erwunscht|nutzlich|sinnvoll|utile?s?|voulue?s?|util|deseado|queria|desejad[oa]|next|soon)$/,
  ],
  [3, /^(?:moderate|modere|moderado)$/],
  [
    4,
    /^(?:cosmetic|luxury|luxus|kur|luxe|lujo|luxo|bonus|extras?|plus|wish|wunschliste|later|dream|traum|reve|capricho|prescindible|dispensavel|accessoire|accesorio|acessorio|gold plating|whenever|cherry|sahnehaube|zugabe)$/,
  ],
];

/** "Importance", "Prio (1-3)", "Dringlichkeit". */
export function namesRank(label: string): boolean {
  const bare = bareLabel(label);
  return firstCounts.test(bare) || mostCounts.test(bare);
}

function bareLabel(label: string): string {
  return fold(label)
    .replace(/\([^)]*\)/g, '')
    .replace(/[^\p{L} ]/gu, '')
    .trim();
}

/** Whether "1" stands before "2" under this name. */
export function countsFromFirst(label: string): boolean {
  return firstCounts.test(bareLabel(label));
}

/** 0 for a word that ranks nothing even so. */
export function looseRank(value: string): Priority {
  return loosely.find(([, pattern]) => pattern.test(fold(value)))?.[0] ?? 0;
}

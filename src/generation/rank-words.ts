/** What columns and fields of rank are called, and which end of their figures counts most. */
import { fold } from '../documents/language.ts';

/** What a column or a field is called whose first value counts most; "1" stands before "2". */
const firstCounts =
  /^(?:prio\w*|rank\w*|rang\w*|severity|(?:risk )?rating|risk level|schwere\w*|gravite|gravidad|gravidade|tier|urgen\w*|dringlich\w*|necessi\w*|notwendig\w*|nivel|niveau|stufe|klasse|class|clase|classe|category|kategorie|kano\w*|moscow|must|criticality|kritikalitat|criticite|criticidad\w*|einstufung|verbindlichkeit|obligat\w*|caracter|need|order|ordem|orden|ordre|reihenfolge)$/;
/** Whose highest value counts most: "5/5" stands before "3/5". */
const mostCounts =
  /^(?:importan\w*|wichtig\w*|relevan\w*|weight\w*|gewicht\w*|peso|poids|(?:business |user |customer )?value|wert|valeur|valor|interet|stellenwert|bedeutung|nutzen|impact score|score|punkte|desirability|kundennutzen)$/;
/** Names that many other columns and labels bear as well: told only by their values. */
const ambiguous =
  /^(?:category|kategorie|class|clase|classe|klasse|need|order|ordem|orden|ordre|reihenfolge|value|wert|valeur|valor|score|punkte|must|nutzen|level|nivel|niveau|stufe|rating)$/;

/** "Importance", "Prio (1-3)", "Dringlichkeit". */
export function namesRank(label: string): boolean {
  const bare = bareLabel(label);
  return firstCounts.test(bare) || mostCounts.test(bare);
}

/** The same without names that say something else as often. */
export function labelNamesRank(label: string): boolean {
  return namesRank(label) && !ambiguous.test(bareLabel(label));
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

const ofPriorities =
  /\b(?:prio(?:rity|rities|rita[et]*|ritaten|rite|rites|ridades?|rita)?|prioriti[sz]ation|priorisierung|priorisation|prioriza\w+|moscow)\b|^\W*(?:legend|legende|leyenda|legenda|key)\W*$/;

/** "Priority levels", "Priorisierung": a heading above what says which priority things have. */
export function namesPriorities(heading: string): boolean {
  return ofPriorities.test(fold(heading));
}

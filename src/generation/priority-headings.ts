/** Headings that say a priority for what stands below them: "Must have", "P1 – soon after", "Wunschkriterien". */
import { isIndispensable } from '../documents/heading-turns.ts';
import { cleanHeading } from '../documents/section-kind.ts';
import type { Priority } from '../domain/priority.ts';
import { readPriority } from './priority-cues.ts';
import {
  foldPriority,
  type Legend,
  priorityNoun,
  priorityWord,
  readExactly,
  readPriorityWord,
} from './priority-words.ts';

const things =
  /\b(?:features?|requirements?|items?|(?:user )?stories|scope|needs|goals?|tasks?|functionality|for (?:launch|release|v1|mvp)|anforderungen|kriterien|funktionen|ziele|exigences|fonctionnalites|criteres|besoins|requisitos|requerimientos|funcionalidades|criterios|historias|the|our)\b/g;
const compound = /^(muss|soll|kann|wunsch)(?:kriteri(?:en|um)|anforderung(?:en)?|ziele?)$/;
/** Names of months, of things and of nothing in particular before they are priorities. */
const otherwise = /^(?:may|normal|trivial|vital|major|minor|nice|moderate|blockers?|blocking)$/;

/** "Indispensable à la rentrée", "Must for launch", "Important, mais peut attendre": what follows says for when. */
const opening = new RegExp(
  `^(${priorityWord})(?=\\s*[,:–—]|\\s+(?:for|by|at|before|until|on|to|zum|zur|fur|bis|vor|im|pour|a|au|aux|avant|des|para|antes|en|al|ate|na|no)\\b)`,
  'u',
);
const scaleOnly =
  /^(?:high|low|medium|hoch|mittel|niedrig|haut|alt|medi|baj|baix|elev|required|optional|urgent)/;

/** "Tiene que estar", "Should be in", "Könnte dabei sein": the verb ranks what it announces. */
const modals: readonly [Priority, RegExp][] = [
  [
    1,
    /^(?:it )?(?:must|has to|have to) (?:be|go) (?:in|there|included|done)\b|^muss (?:rein|dabei sein)|^doit y (?:etre|figurer)|^tiene[n]? que (?:estar|entrar|ir)|^tem (?:de|que) (?:estar|entrar|ter)\b/,
  ],
  [
    2,
    /^(?:it )?should (?:be|go) (?:in|there|included|done)\b|^soll(?:te)? (?:rein|dabei sein|(?:bald |gleich |kurz )?danach (?:kommen|folgen))|^devrait y (?:etre|figurer)|^deberian? (?:estar|entrar|ir)|^deveria[m]? (?:estar|entrar)/,
  ],
  [
    3,
    /^(?:it )?could (?:be|go) (?:in|there|included|done)\b|^konnte (?:rein|dabei sein)|^pourrait y (?:etre|figurer)|^podrian? (?:estar|entrar|ir)|^poderia[m]? (?:estar|entrar)/,
  ],
  [4, /\b(?:can|could) (?:also )?live without$/],
];

/** The priority the headings above a text give it; the nearest one that says so. */
export function priorityOfPath(path: readonly string[], legend: Legend): Priority {
  for (const title of path.toReversed()) {
    const found = priorityOfHeading(title, legend) || readPriority(title, legend);
    if (found !== 0) return found;
  }
  return 0;
}

/** Of a heading that says nothing else; 0 for one with a name of its own. */
export function priorityOfHeading(title: string, legend: Legend): Priority {
  const plain = foldPriority((cleanHeading(title) || title).replace(/\([^)]*\)/g, ' '));
  const numbered = new RegExp(`^(?:p|${priorityNoun}\\s*)([0-4])\\b`, 'u').exec(plain)?.[1];
  if (numbered) return readPriorityWord(`p${numbered}`, legend);
  const word = (compound.exec(plain)?.[1] ?? plain.replace(things, ' '))
    .replace(/\s+/g, ' ')
    .replace(/[:–—-]\s*$/, '')
    .trim();
  if (otherwise.test(word)) return 0;
  if (isIndispensable(plain)) return 1;
  const modal = modals.find(([, says]) => says.test(plain))?.[0];
  if (modal) return modal;
  const opens = opening.exec(plain)?.[1];
  const opened = opens && !otherwise.test(opens) && !scaleOnly.test(opens) ? opens : '';
  const tier = /^\p{L}+ [1-4a-dxiv]{1,3}(?=\s*[:–—-])/u.exec(plain)?.[0] ?? '';
  return readExactly(word, legend) || readExactly(opened, legend) || (legend.get(tier) ?? 0);
}

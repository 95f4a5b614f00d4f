/** Reads the sentence by which a section ranks all it holds: "Everything in this stage is P1". */
import { fold } from '../documents/language.ts';
import type { Priority } from '../domain/priority.ts';
import { foldPriority, type Legend, readPriorityWord } from './priority-words.ts';

const all = '(?:everything|all|each|any|both|alles|alle|samtliche|tout|tous|toutes|todo|todos|todas|tudo)';
const here =
  '(?:here|below|above|this|these|following|section|list|stage|chapter|phase|hier|unten|folgende\\w*|diese[mnrs]?|ce|cet|cette|ces|ici|suivante?s?|est[aeo]s?|aqui|siguientes?|nest[ae]s?|dest[ae]s?|seguintes?)';
const copula =
  '(?:is|are|counts? as|ist|sind|gilt als|gelten als|est|sont|es|son|e|sao|has|have|hat|haben|a|ont|tiene[n]?|tem)';
const ranked = new RegExp(
  `^${all}\\b[^.;,:]{0,60}?\\b${here}\\b[^.;,:]{0,40}?\\s${copula}\\s([^.;,:(–—]{2,40})`,
  'u',
);

/** 0 for a sentence that says anything else. */
export function rankOfAll(sentence: string, legend: Legend): Priority {
  const said = ranked.exec(fold(sentence))?.[1];
  if (said === undefined) return 0;
  const words = foldPriority(said)
    .replace(/^(?:an?|all|of|eine?|un|une|uma?|de)\s/, '')
    .trim();
  return readPriorityWord(words, legend);
}

/** Places a word on the one scale all priorities are read on, however it is turned up or down. */
import type { Priority } from '../domain/priority.ts';
import { degrees, leanings, scaleWords } from './scale-lexicon.ts';

const whole = (source: string) => new RegExp(`^(?:${source})$`, 'u');
const compiled = scaleWords.map(({ score, sure, loose }) => ({
  score,
  sure: whole(sure),
  loose: whole(loose === '' ? '(?!)' : loose),
}));
const more = new RegExp(`^(?:${degrees.more}) `, 'u');
const less = new RegExp(`^(?:${degrees.less}) `, 'u');
const not = new RegExp(`^(?:${degrees.not}) `, 'u');

/** What a value of a scale says besides its rank: "must-have features", "Muss-Kriterium", "high for launch". */
const around =
  /(?: |^)(?:features?|requirements?|items?|stor(?:y|ies)|goals?|needs?|criteri(?:a|on)|kriteri(?:um|en)|anforderung(?:en)?|ziele?|exigences?|fonctionnalites?|besoins?|requisitos?|requerimientos?|funcionalidades?|wishes|importance|importancia|wichtigkeit)$|^(?:of|de|von|the|das|die|lo(?: que es)?|le|la|les|los|las|o(?: que e)?|os|as|what is|was|ce qui est) /;
const joined = /(?:kriteri(?:um|en)|anforderung(?:en)?|ziele?)$/;

/**
 * From 99 to 1 for a folded value, 0 for one that ranks nothing. `sure` knows only words that rank wherever they stand
 * apart; `loose` also those that do so beside others of their kind, and short clauses: "we launch without it".
 */
export function scoreOf(value: string, how: 'sure' | 'loose'): number {
  if (value.length === 0 || value.length > 60) return 0;
  const known = wordScore(value, how);
  if (known > 0) return known;
  const bare = value.replace(around, '').trim();
  if (bare !== value) return scoreOf(bare, how);
  const stem = value.replace(joined, '').trim();
  if (stem !== value && stem !== '') return wordScore(stem, how);
  return turned(value, how) || (how === 'loose' ? leaningOf(value) : 0);
}

function wordScore(value: string, how: 'sure' | 'loose'): number {
  const found = compiled.find(
    ({ sure, loose }) => sure.test(value) || (how === 'loose' && loose.test(value)),
  );
  return found?.score ?? 0;
}

function turned(value: string, how: 'sure' | 'loose'): number {
  const turn = (by: RegExp, score: (plain: number) => number) => {
    const plain = by.test(value) ? scoreOf(value.replace(by, ''), how) : 0;
    return plain === 0 ? 0 : Math.max(1, Math.min(99, score(plain)));
  };
  return (
    turn(less, (plain) => plain - 25) ||
    turn(more, (plain) => (plain < 34 ? plain - 10 : plain + 20)) ||
    turn(not, (plain) => (plain < 34 ? 0 : 18))
  );
}

function leaningOf(value: string): number {
  if (!value.includes(' ') || value.split(' ').length > 5) return 0;
  const [high, low] = [leanings.high.test(value), leanings.low.test(value)];
  return high === low ? 0 : high ? 88 : 15;
}

/** P0 to P3 as 1 to 4; 0 for no score. */
export function bandOf(score: number): Priority {
  if (score === 0) return 0;
  if (score >= 78) return 1;
  if (score >= 56) return 2;
  return score >= 34 ? 3 : 4;
}

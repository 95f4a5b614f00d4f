/** Reads digits that stand for words, as people type them on a phone: "give 3 2 tom", "way 2 big", "need it 4 a deck". */
import type { Token } from '../tokens.ts';

const given =
  /^(?:give|giv|gave|assign|reassign|hand|pass|move|set|change|bump|push|send|ship|raise|lower|rename|get|put)$/;
const degree =
  /^(?:much|many|expensive|late|long|far|big|small|hard|low|high|vague|risky|early|soon|costly|slow|fast|complex|complicated|detailed|technical|wordy|short|easy|difficult|old|bad|busy)$/;
const after4 =
  /^(?:a|an|the|me|us|now|it|that|this|them|those|these|him|her|my|our|your|real|sure|today|tomorrow|later|everyone|everybody|all|example|instance|each|every)$/;
/** A number behind one of these names a ticket. */
const before =
  /^(?:and|or|ticket|tickets|number|issue|story|bug|on|with|by|to|approve|approved|reject|show|open|close|delete|drop|kill|assign|split|merge|estimate|push|ship|send|set|make|mark|move|give|review|regenerate|redo|rewrite|update|change|edit|rename|reopen|label|tag|discard|remove|bump|raise|lower|block|blocks|needs?|is|are|[,+&/:;.]|\d.*|#.*)$/;

/** The same tokens, with "2" and "4" as the words they stand for where nothing else makes sense. */
export function spellOutDigits(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    const word = token.word === '2' || token.word === '4' ? meant(tokens, at) : null;
    if (token.word === 'est' && /^(?:it|them|those|these|all|both|#?\d.*)$/.test(tokens[at + 1]?.word ?? ''))
      return { ...token, word: 'estimate' };
    return word ? { ...token, word } : token;
  });
}

function meant(tokens: readonly Token[], at: number): string | null {
  const previous = tokens[at - 1]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (!/^\p{L}/u.test(next) || previous === '') return null;
  if (tokens[at]!.word === '4') return after4.test(next) && !before.test(previous) ? 'for' : null;
  if (degree.test(next) && !/^(?:and|or|,|\d.*)$/.test(previous)) return 'too';
  if (/^(?:go|goes|over|back|belongs?|up)$/.test(previous)) return 'to';
  if (/^(?:tell|ask|remind|get|want|need)$/.test(tokens[at - 2]?.word ?? '')) return 'to';
  const isGiven = tokens.slice(0, at - 1).some(({ word }) => given.test(word));
  const named = /^(?:#?\d+|it|them|that|this|those|these|all|everything)$/.test(previous);
  return isGiven &&
    named &&
    !/^(?:and|to|is|are|or|as|in|into|at|for|too|both|please|points?|weeks?|days?)$/.test(next)
    ? 'to'
    : null;
}

/** Tells points that ask the reader something from requirements, whatever list they stand in. */
import { fold, type Language } from '../documents/language.ts';
import { readSpeech, splitSentences } from '../documents/speech.ts';
import { readStatement } from './statements.ts';

/** "Lost your card?" may name a feature; in English a question to the reader begins with one of these. */
const opensQuestion =
  /^(?:are|is|do|does|did|can|could|should|shall|may|must|will|would|have|has|who|whom|whose|what|when|where|which|how|why|whether)\s/;
const settled =
  /\b(?:answered|settled|decided|closed|resolved|agreed|fine with|beantwortet|geklart|entschieden|tranche|repondu|respondid[oa]|decidid[oa]|resuelt[oa]|resolvid[oa])\b|^(?:\p{L}+: )?(?:yes|no|they do|it does|we do|ja|nein|oui|non|si|sim|nao)\b/u;
/** What people are to find out, and nothing to build. */
const findsOut =
  /^(?:to )?(?:ask|check|clarify|come back|find out|discuss|confirm|nachfragen|klaren|demander|preguntar|perguntar)\b/;

/** Whether the text opens with a question to the reader, and whether an answer follows it; null for all else. */
export function readAsked(text: string, language: Language): { answered: boolean } | null {
  const [first, ...rest] = splitSentences(text).map((one) => one.text);
  if (!first || !/\?["'”»)]*$/.test(first) || first.split(' ').length < 4) return null;
  const plain = fold(first).replace(/^[\W_]*(?:\p{L}{1,4}-?\d{1,4}[.:)]?\s+)?/u, '');
  if (language === 'en' && !opensQuestion.test(plain)) return null;
  if (rest.some((sentence) => answersByWork(sentence, language))) return null;
  return { answered: rest.some((sentence) => settled.test(fold(sentence))) };
}

/** "What happens on a tie? Both must be shown." */
function answersByWork(sentence: string, language: Language): boolean {
  if (findsOut.test(fold(sentence))) return false;
  const speech = readSpeech(sentence, language);
  if (speech.must || (speech.should && !speech.question)) return true;
  return readStatement(sentence, language) === 'asks';
}

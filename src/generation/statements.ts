/** Says what one statement of a document does, by its own words: asks, tells what the product does, reports, measures, rejects. */
import { fold, type Language } from '../documents/language.ts';
import { isDemand, readSpeech, type Speech, tellsRefusal } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { startsWithVerb } from './english-verbs.ts';
import { mainClause, statesInPresent } from './present-tense.ts';
import { isRanked } from './priority-cues.ts';
import { isOrderInLanguage, orderInLanguage } from './title-other.ts';

/** `names` is a phrase that says neither: "Offline maps", "Push messages in five languages". */
export type Statement = 'asks' | 'tells' | 'reports' | 'measures' | 'rejects' | 'questions' | 'names';

const complains =
  /\b(?:by hand|manual(?:ly)?|on paper|paper (?:forms?|lists?)|spreadsheets?|nobody knows|complain\w*|complaints?|forgets?|waste[sd]?|hard to|no way to|frustrat\w+|error-prone|(?:can|could|may|might) (?:happen|fail|occur|break|crash|be lost)|too (?:late|long|slow|often)|loses?|we (?:hear|understand|heard|know of|see|think|believe|found|spend|lose|have|are|want)|von hand|handisch|zettel|beschwer\w+|a la main|tableur|reclamations|a mano|planilla|hoja de calculo|quejas|esquece[mr]?|reclama\w+)\b/;
const volume =
  /\b(?:about|around|roughly|approx\.?|nearly|almost|some|rund|etwa|ca\.?|environ|cerca de|unos|unas|aproximadamente)\s+\d|\d[\d.,]*\s+(?:\p{L}+\s+){0,2}(?:a|an|per|every|each|pro|par|por|al|ao)\s+(?:day|week|month|year|tag|woche|monat|jahr|jour|semaine|mois|an|dia|semana|mes|ano)\b|^(?:\d+(?:[.,]\d+)?\s?%|one|two|half|most|many)\s+(?:of|de|der|des)\b/u;
const measures =
  /\b(?:from|von|de|del|du)\s+[\d.,]+\s?\S{0,3}\s+(?:(?:down|up) )?(?:to|auf|a|para|à)\b|\b(?:below|under|above|over|at least|less than|more than|unter|uber|sous|moins de|plus de|por debajo|menos de|mas de|abaixo|acima|menos|mais de)\s+(?:de |del |dos? )?[\d.,]+|\b\d+(?:[.,]\d+)?\s?%|\bby (?:the end of|q[1-4]|20\d\d)|\bhal(?:f|ve)\b|\bnps\b|\bcsat\b/;
const rejects =
  /\b(?:rejected|discarded|ruled out|decided against|too (?:expensive|risky|complex)|not chosen|verworfen|abgelehnt|zu teuer|rejetee?|ecartee?|trop cher|descartad[oa]|rechazad[oa]|demasiado car[oa]|caro demais|rejeitad[oa])\b/;
/** "Gwen posts in a group": a name alone, without an article, is a person's. */
const person =
  /^\p{Lu}\p{Ll}+ (?:is an? |was |has been |\p{Ll}+s (?:in|to|an?|the|her|his|for|out|from|up) )/u;
const roles =
  /^(?:\p{L}+(?:s|ed|ing|one|body|ment)|all|it|this|that|there|everything|nothing|each|every|no|any|staff|the|an?|range) /iu;
/** "Stars = how many of them want it" explains a mark. */
const explains = /^[\p{L} ]{2,20} (?:= how|means?|stands? for) /u;

/** A statement is one sentence, one item or one row. */
export function readStatement(text: string, language: Language): Statement {
  const plain = fold(text);
  const speech = readSpeech(text, language);
  if (speech.question) return 'questions';
  if (rejects.test(plain) && !tellsRefusal(plain)) return 'rejects';
  if ((text.match(/→|->/g) ?? []).length > 1) return 'names';
  if (asks(text, language, speech)) return 'asks';
  if (speech.past || reports(text, plain)) return 'reports';
  const tells = tellsBehaviour(text, language);
  if (speech.goal || (measures.test(plain) && !tells)) return 'measures';
  if (speech.now || speech.musing || speech.unknown) return 'reports';
  return tells || isDemand(speech) ? 'tells' : 'names';
}

function asks(text: string, language: Language, speech: Speech): boolean {
  if (opensStory(text) || ((speech.must || speech.should) && isDemand(speech))) return true;
  if (isRanked(text, new Map()) && !speech.past) return true;
  return language === 'en' ? orders(text) : isOrderInLanguage(text, language);
}

/** "When a slot frees up, offer it by text." orders behind its condition. */
export function orders(text: string): boolean {
  return startsWithVerb(text) || startsWithVerb(mainClause(text));
}

function reports(text: string, plain: string): boolean {
  return (
    complains.test(plain) ||
    volume.test(plain) ||
    explains.test(text) ||
    /^(?!wurde)[^,]*\bwurden?\b/.test(plain) ||
    (person.test(text) && !roles.test(text))
  );
}

/** "Colleagues see open offers": a plain statement of what there is or will be, in the present tense. */
export function tellsBehaviour(text: string, language: Language): boolean {
  if (language === 'en') return statesInPresent(text);
  const isSentence = /\.$/.test(text.trim()) && text.split(' ').length > 4;
  if (language === 'de' && isSentence && openCondition.test(text)) return true;
  return orderInLanguage(text, language) !== null || (isSentence && opensWithSubject(text));
}

/** "Fällt der Strom aus, bleibt die Tür zu.": in German a verb in front is a condition. */
const openCondition =
  /^\p{Lu}\p{Ll}+(?:t|en|st) (?:der|die|das|den|dem|ein\w*|kein\w*|sich|er|sie|es|jemand|niemand|man|mehr|\p{Lu}\p{L}+)[^,.]{0,90}, \p{Ll}+(?:t|en|st|d) /u;

/** "Cada medicamento desconta …", "Na véspera, o dono recebe …". */
export function opensWithSubject(text: string): boolean {
  return subjects.test(text.replace(/^\p{L}[^,.]{2,40}, /u, ''));
}

const subjects =
  /^(?:l['’]|(?:der|die|das|jede[rsn]?|alle|ein|eine|les?|la|chaque|une?|el|los|las|cada|una|o|os|as|um|uma|\p{Lu}\p{L}+(?:n|innen|s))\s+)\p{L}/iu;

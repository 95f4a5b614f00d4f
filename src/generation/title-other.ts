/** Titles in other languages than English, in the form teams who speak them use; nothing is translated. */
import type { Language } from '../documents/language.ts';
import { isInfinitive } from './german-verbs.ts';
import { french } from './romance-french.ts';
import type { RomanceGrammar } from './romance-grammar.ts';
import { italian } from './romance-italian.ts';
import { portuguese } from './romance-portuguese.ts';
import { spanish } from './romance-spanish.ts';
import { type FramedLanguage, orderFromFrame, orderFromFramedStory } from './title-frames.ts';
import { orderFromGerman } from './title-german.ts';
import { orderFromGermanStory } from './title-german-story.ts';
import { orderFromRomance, orderFromRomanceStory } from './title-romance.ts';

type Reader = {
  order: (text: string) => string | null;
  story: (text: string) => string | null;
  /** Whether a name is an order already. */
  isOrder: (name: string) => boolean;
};

const romance = (grammar: RomanceGrammar): Reader => ({
  order: (text) => orderFromRomance(text, grammar),
  story: (text) => orderFromRomanceStory(text, grammar),
  isOrder: (name) => grammar.infinitive.test(name.split(' ')[0]!.toLowerCase()),
});

const framed = (language: FramedLanguage): Reader => ({
  order: (text) => orderFromFrame(text, language),
  story: (text) => orderFromFramedStory(text, language),
  isOrder: () => false,
});

const readers: Partial<Record<Language, Reader>> = {
  de: {
    order: orderFromGerman,
    story: orderFromGermanStory,
    isOrder: (name) => isInfinitive(name.split(' ').at(-1)!),
  },
  fr: romance(french),
  es: romance(spanish),
  pt: romance(portuguese),
  it: romance(italian),
  nl: framed('nl'),
  ru: framed('ru'),
  zh: framed('zh'),
  ja: framed('ja'),
  ko: framed('ko'),
};

/** The statement as an order where its grammar shows one, else null. */
export function orderInLanguage(text: string, language: Language): string | null {
  return readers[language]?.order(flatten(text)) ?? null;
}

/** True for a name of several words that tells a team what to do: "Zählerstand erfassen", "Avisar al conductor". */
export function isOrderInLanguage(name: string, language: Language): boolean {
  return name.includes(' ') && (readers[language]?.isOrder(name) ?? false);
}

/** A user story's wish as an order, else null. */
export function wishInLanguage(text: string, language: Language): string | null {
  return readers[language]?.story(flatten(text)) ?? null;
}

const connective =
  /^(?:y|e|et|und|aber|pero|mas|mais|ed?|ah|oh|ok|vale|bom|bien|bon|también|também|aussi|además|além disso|ainda|de plus|en outre|inoltre|por favor|bitte|s'il vous plaît),?\s+(?=\S)/iu;

const shouted =
  /(?<!^)\b(?:MUSS|SOLL|SOLLTE|KANN|DARF|SOLLEN|NICHT|DEBE|DEBEN|DEBERÁ|PUEDE|DEVE|DEVEM|DEVERÁ|PODE|DOIT|DOIVENT|PEUT|PEUVENT)\b|(?<=\s)(?:MÜSSEN|KÖNNEN|DÜRFEN)(?=\s)/gu;

/** "Decidimos que el aviso salga antes", "Wir haben beschlossen, dass …": what was agreed is what is asked for. */
const agreed =
  /^(?:(?:também |también )?(?:decidimos|acordamos|ficou (?:decidido|combinado)|foi decidido|se (?:decidió|acordó)|hemos (?:decidido|acordado)) que|(?:on|nous) (?:a|avons) (?:décidé|convenu) qu(?:e\s|['’])|il (?:a été|est) (?:décidé|convenu) qu(?:e\s|['’]))\s*/iu;

const actors: Partial<Record<Language, string>> = {
  de: 'Das System',
  fr: 'Le système',
  es: 'El sistema',
  pt: 'O sistema',
  it: 'Il sistema',
};

/** "Dragana stellt die SMS um": what a person of the team does is what the team is to do. */
export function withoutOwner(text: string, owner: string | null, language: Language): string {
  const actor = actors[language];
  if (!owner || !actor) return text;
  if (language === 'de' && /^\p{Ll}+t\s/u.test(text)) {
    const whole = `${actor} ${text}`;
    return orderInLanguage(whole, language) === null ? text : whole;
  }
  if (!text.startsWith(`${owner} `)) return text;
  return `${actor}${text.slice(owner.length)}`;
}

/** Without the words that tie a sentence to the one before. */
export function withoutConnective(text: string): string {
  return text
    .trim()
    .replace(connective, '')
    .replace(agreed, '')
    .replace(shouted, (word) => word.toLowerCase());
}

function flatten(text: string): string {
  return withoutConnective(text)
    .replace(/\s+/g, ' ')
    .replace(/[.;:]\s*$/, '')
    .trim();
}

/** What a sentence does: demands, allows, reports, defers, excludes, asks. Read from its words, not understood. */
import { fold, type Language, unspaced } from './language.ts';
import { remember } from './remember.ts';
import { speechWords } from './speech-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';
import type { State } from './state-words.ts';

export type Speech = {
  [Cue in keyof SpeechWords]: boolean;
} & { question: boolean; figures: boolean };

const compiled = Object.fromEntries(
  Object.entries(speechWords).map(([language, words]) => [
    language,
    Object.entries(words).map(([cue, source]) => [
      cue,
      new RegExp(
        unspaced.has(language as Language) ? source : `(?<![\\p{L}\\d'])(?:${source})(?![\\p{L}\\d])`,
        'u',
      ),
    ]),
  ]),
) as Record<Language, [keyof SpeechWords, RegExp][]>;

/** What a sentence says of its own state, and not of what it makes conditional or lets people do. */
const states: ReadonlySet<keyof SpeechWords> = new Set(['done', 'future', 'dropped', 'unknown', 'past']);

const conjunctions: Partial<Record<Language, string>> = {
  en: 'if|when|whenever|once|unless|as soon as|as long as',
  de: 'wenn|falls|sofern|sobald|solange',
  fr: "si|s'il|s'ils|quand|lorsque?'?|des que|tant que",
  es: 'si|cuando|mientras|siempre que|en cuanto',
  pt: 'se|quando|caso|enquanto|sempre que|assim que',
  it: 'se|quando|qualora|finche',
};
const conditions = Object.fromEntries(
  Object.entries(conjunctions).map(([language, words]) => [
    language,
    new RegExp(`(?:^|(?<=[,;:]\\s?))\\W*(?:${words})\\s[^,;]{3,140},`, 'u'),
  ]),
) as Partial<Record<Language, RegExp>>;

/** "warns when the dose was already given"; what waits for something is put off all the same. */
const laterOn = Object.fromEntries(
  Object.entries({
    ...conjunctions,
    pt: 'quando|caso|enquanto|sempre que|assim que',
    it: 'quando|qualora',
  }).map(([language, words]) => [
    language,
    new RegExp(
      `(?<!\\b(?:only|even|not|erst|nur|auch|seulement|solo|so|apenas))\\s(?:${words})\\s[^,;.]{3,160}`,
      'u',
    ),
  ]),
) as Partial<Record<Language, RegExp>>;

/** "can be rejected", "kann bis eine Stunde vorher verschoben werden": people may do that with the product. */
const allowed =
  /\b(?:can|could|may|kann|konnen|darf|durfen|peut|peuvent|puede[ns]?|podra[ns]?|pode[mr]?)\b[^.;()–—~]{0,120}?\b(?:rejected|dropped|postponed|deferred|verschoben|abgelehnt|gestrichen|vertagt|reporte\w*|rejete\w*|annule\w*|aplaza\w*|pospo\w+|rechaza\w*|adia\w*|rejeita\w*)/u;

/** "Larger files are rejected with 413", "Gesperrte Karten werden abgelehnt": what the product does, and no verdict on the sentence. */
const refuses =
  /\b(?:is|are|gets?|be|being|wird|werden|est|sont|sera|seront|es|son|seran|e|sao|serao|se)\s(?:[\p{L}'-]+\s){0,6}?(?:rejected|declined|refused|dropped|discarded|cancell?ed|abgelehnt|abgewiesen|verworfen|rejet\p{L}+|refus\p{L}+|ecart\p{L}+|annul\p{L}+|rechaz\p{L}+|rejeit\p{L}+)(?!\p{L})(?! (?:for (?:now|this|v\d|the (?:first|moment|time))|from (?:the |our )?(?:scope|list|plan|road ?map|release|v\d|first)|this|in v\d|altogether|entirely|by (?:the )?(?:board|team|management|us)|del? (?:alcance|ambito|escopo)))/u;

export function tellsRefusal(plain: string): boolean {
  return refuses.test(plain);
}

/** "a kite that did not come back": what happened to the thing, not what the sentence reports. */
const relative = /\b(?:that|which|who) (?:was|were|did|had|has|have)\b[^,;.]*/u;

/** "partial indexes, so that a barcode can be used again after the tube was thrown away": what for, and no report. */
const purpose = /,?\sso that\s[^;.]*/u;

/** "a map that shows which rows are done" says so of rows. */
const embedded =
  /\b(?:which|whether|who|where) (?:[\w']+ ){0,4}?(?:is|are|was|were|has been|have been)\b[^,;.]*/u;

/** "20 May", "May 2027", "in May" is no permission. */
const month =
  /(?<=\d(?:st|nd|rd|th)?\.? )May\b|\bMay(?= \d)|(?<=\b(?:in|by|until|since|of|for|before|after|early|late|mid) )May\b/g;

/** "When nobody comes, the slot is released" tells what happens each time. */
const happened = /\b(?:already|has been|have been|was|were|bereits|schon|wurden?|deja|ete|ya|ja|foi|foram)\b/;

function withoutConditions(plain: string, language: Language): string {
  const main = plain
    .replace(conditions[language] ?? /(?!)/u, ' ')
    .replace(allowed, ' ')
    .replace(refuses, ' ');
  if (language !== 'en') return main;
  const bare = main.replace(relative, ' ').replace(purpose, ' ');
  return embedded.exec(bare)?.index === 0 ? bare : bare.replace(embedded, ' ');
}

export function readSpeech(text: string, language: Language): Speech {
  return speeches(language + text);
}

/** Every room of the generator asks what a sentence does before it decides what to make of it. */
const speeches = remember((key) => hear(key.slice(2), key.slice(0, 2) as Language), {
  most: 2000,
  longest: 400,
});

function hear(text: string, language: Language): Speech {
  const plain = fold(text.replace(month, ' ')).replace(/\s+/g, ' ');
  const own = withoutConditions(plain, language);
  const bare = own.replace(laterOn[language] ?? /(?!)/u, ' ');
  const cues = Object.fromEntries(
    compiled[language].map(([cue, pattern]) => [
      cue,
      pattern.test(states.has(cue) ? (cue === 'future' ? own : bare) : plain),
    ]),
  );
  if (cues.done && !happened.test(plain) && conditions[language]?.test(plain)) cues.done = false;
  return {
    ...(cues as { [Cue in keyof SpeechWords]: boolean }),
    question: /\?\s*["'”»)]*(?:\s*[([][^()[\]]{1,40}[)\]])?$/.test(plain) || /^[¿]/.test(plain),
    figures: /\d[\d.,]*\s?%|\d{1,3}[.,]\d{3}\b/.test(plain),
  };
}

/** True for a sentence that asks for something to be built or to hold. */
export function isDemand(speech: Speech): boolean {
  if (speech.question || speech.goal || speech.unknown) return false;
  if (speech.must) return !(speech.past && speech.musing);
  if (speech.past) return false;
  if (speech.musing) return false;
  if (speech.should) return true;
  if (speech.now) return false;
  return speech.can || speech.may || (speech.will && (speech.actor || speech.limit));
}

/** How a sentence takes itself out of this release, or null. */
export function stateOf(speech: Speech): State | null {
  if (speech.dropped) return 'out_of_scope';
  if (speech.future) return 'future';
  return speech.done ? 'done' : null;
}

const abbreviations =
  /\b(?:e\.g|i\.e|etc|vs|approx|incl|max|min|no|nr|bzw|z\.\s?b|d\.\s?h|ca|usw|inkl|p\.\s?ex|ex|env|sra?|srs|mr|mrs|ms|dr|st|art|abs|ggf|evtl|u\.\s?a|num|pag|p|fig)\.$/i;

/** Sentences with their offsets; line breaks count as spaces. */
export function splitSentences(text: string): { text: string; at: number }[] {
  const sentences: { text: string; at: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(
    /[.!?](?:["'”»)]*)(?=\s+(?:["'“„«(¿¡*]*[\p{Lu}\d@`]))|[。！？][」』”）]*(?=\s*\S)/gu,
  )) {
    const end = match.index + match[0].length;
    const before = text.slice(start, end);
    if (
      match[0].startsWith('.') &&
      (abbreviations.test(before) || /(?:^|[\s(])(?:\d{1,2}|\p{Ll})\.$/u.test(before))
    )
      continue;
    push(start, end);
    start = end;
  }
  push(start, text.length);
  return sentences;

  function push(from: number, to: number): void {
    const piece = text.slice(from, to);
    const trimmed = piece.trim();
    if (trimmed !== '')
      sentences.push({ text: trimmed.replace(/\s+/g, ' '), at: from + piece.indexOf(trimmed) });
  }
}

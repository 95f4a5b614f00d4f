/** Which of the languages Docket reads a text is written in. */

export const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ru', 'zh', 'ja', 'ko'] as const;
export type Language = (typeof languages)[number];

/** Languages that write words without spaces between them, or with endings grown onto them. */
export const unspaced: ReadonlySet<Language> = new Set(['zh', 'ja', 'ko']);

const frequent = {
  en: 'a in or the and of to is that for with are this be as it on by from must should when not',
  de: 'der die das und ist nicht mit ein eine fur den dem von zu auf wird werden sich muss im des bei',
  fr: 'le la les des et est une un pour dans du que qui sur avec pas au doit par sont aux ce',
  es: 'el la los las y es una un para en del que con por se no al debe como su cuando',
  pt: 'o a os as e uma um para em do da que com por se nao ao deve no na dos das quando',
  it: 'il la le gli di e una un per in del della che con non si deve alla dei nel come piu sono essere',
  nl: 'de het een en van is dat voor met zijn op te niet aan moet wordt kan bij door naar worden of',
} as const;

const scripts: [Language, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
];

/** Lower case, and Latin letters without accents: `Prüfen` and `prüfen` become `prufen`, so word lists stay short. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\x20-\x7e\s]*$/.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replace(/[’‘]/g, "'");
}

/** English when nothing speaks for another one. Reads at most the first 40,000 characters. */
export function detectLanguage(text: string): Language {
  const start = text.slice(0, 40_000);
  const words = fold(start).match(/[a-z]+/g) ?? [];
  const other = byScript(start, words.length);
  if (other) return other;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best: Language = 'en';
  let most = 0;
  for (const [language, list] of Object.entries(frequent) as [Language, string][]) {
    const score = list.split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
    if (score > most) [best, most] = [language, score];
  }
  return best;
}

/** A text in another script is in that language although names and code in it are Latin. */
function byScript(text: string, latinWords: number): Language | null {
  for (const [language, script] of scripts) {
    const signs = text.match(script)?.length ?? 0;
    if (signs > 20 ? signs > latinWords : signs > latinWords * 2) return language;
  }
  return null;
}

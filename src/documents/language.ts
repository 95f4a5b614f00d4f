/** Which of the languages Docket reads a text is written in. */

export const languages = ['en', 'de', 'fr', 'es', 'pt'] as const;
export type Language = (typeof languages)[number];

const frequent: Record<Language, string> = {
  en: 'the and of to is that for with are this be as it on by from must should when not',
  de: 'der die das und ist nicht mit ein eine fur den dem von zu auf wird werden sich muss im des bei',
  fr: 'le la les des et est une un pour dans du que qui sur avec pas au doit par sont aux ce',
  es: 'el la los las y es una un para en del que con por se no al debe como su cuando',
  pt: 'o a os as e uma um para em do da que com por se nao ao deve no na dos das quando',
};

/** Lower case, without accents: `Prüfen` and `prüfen` become `prufen`, so word lists stay short. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replace(/[’‘]/g, "'");
}

/** English when nothing speaks for another one. Reads at most the first 40,000 characters. */
export function detectLanguage(text: string): Language {
  const words = fold(text.slice(0, 40_000)).match(/[a-z]+/g) ?? [];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let best: Language = 'en';
  let most = 0;
  for (const language of languages) {
    const score = frequent[language].split(' ').reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
    if (score > most) [best, most] = [language, score];
  }
  return best;
}

/** Tells "Now" above how things are today from "Now" beside "Next" and "Later". */
import { fold } from './language.ts';
import type { Section } from './outline.ts';

const now = /^\W*(?:now|jetzt|maintenant|ahora|agora)\W*$/;
const next =
  /^\W*(?:next|later|als nachstes|spater|ensuite|plus tard|siguiente|despues|mas adelante|proximo|depois|mais tarde)(?![\p{L}])/u;

/** Changes the sections in place. */
export function dropLoneNow(sections: readonly Section[]): void {
  const titles = sections.map(({ title }) => fold(title ?? ''));
  if (titles.some((title) => next.test(title))) return;
  for (const [at, section] of sections.entries()) if (now.test(titles[at]!)) section.kind = 'problem';
}

/** Finds headings that put off what stands below them to a year behind the one the document plans. */
import type { Section } from './outline.ts';

/** Where a document says for which year it plans. */
const headerLines = 8;

/** The latest year above the text, without its headings; 0 where none is named. */
export function plannedYear(
  title: string | null,
  sections: readonly Section[],
  lines: readonly string[],
): number {
  const heads = new Set(sections.filter(({ depth }) => depth > 0).map(({ first }) => first - 1));
  const told = lines.filter((line, at) => line.trim() !== '' && !heads.has(at));
  return latestYear([title ?? '', ...told.slice(0, headerLines)]);
}

function latestYear(texts: readonly string[]): number {
  return Math.max(0, ...texts.flatMap((text) => (text.match(/\b20\d\d\b/g) ?? []).map(Number)));
}

/** "For the 2028 model" in a document about that of 2027. */
export function namesLaterYear({ kind, named, title }: Section, planned: number): boolean {
  const isFor = /^\W*(?:for|in|für|im|pour|en|para|em|nach|after)\s(?:\p{L}+\s){0,3}20\d\d\b/iu;
  return (
    kind === 'group' && !named && planned > 0 && isFor.test(title ?? '') && latestYear([title!]) > planned
  );
}

/** Which heading is the title of the document, and not one of its sections. */
import type { Language } from './language.ts';
import type { Section } from './outline.ts';
import { cleanHeading, kindOfHeading } from './section-kind.ts';

const generic =
  /^(?:product requirements?(?: document)?|prd|requirements?(?: document| specification)?|specification|spec|design doc(?:ument)?|pflichtenheft|lastenheft|anforderungen|cahier des charges|requisitos|requerimientos)$/i;
const calledDocument =
  /(?<!\p{L})(?:prd|brd|srs|rfc ?\d*|product requirements?|(?:requirements?|design|technical|functional|product) (?:document|specification|spec)|pflichtenheft|lastenheft|cahier des charges|documento de requisitos)(?!\p{L})/iu;

/** The first heading is the title when it governs the rest or says nothing that a section would say. */
export function takeTitle(sections: readonly Section[], language: Language): string | null {
  const headed = sections.filter((section) => section.depth > 0 && !section.pseudo);
  const first = skipNote(headed, language);
  if (!first) return null;
  const rest = headed.slice(headed.indexOf(first) + 1);
  const governs = rest.length > 0 && rest.every((section) => section.depth > first.depth);
  const alone = first.depth === 1 && rest.every((section) => section.depth !== 1);
  const isChapter = !alone && /^\s*(?:\d{1,2}|[IVX]{1,4})[.)]?\s/.test(first.title!);
  const saysNothing = !isChapter && kindOfHeading(first.title!, language, true) === null;
  if (!(alone || (governs && saysNothing) || (first.depth === 1 && saysNothing))) return null;
  first.kind = 'title';
  const title = cleanHeading(first.title!) || first.title!;
  const second = rest[0];
  const namesIt = second && first.nodes.length === 0 && kindOfHeading(second.title!, language) === null;
  return generic.test(title) && namesIt ? cleanHeading(second.title!) : title;
}

/** "# Read this first" with a word to the reader, put above a document that has a title of its own: that one is meant. */
function skipNote(headed: readonly Section[], language: Language): Section | undefined {
  const [first, ...rest] = headed;
  const next = rest[0];
  if (!first || next?.depth !== 1 || first.depth !== 1) return first;
  const isNote = first.nodes.length <= 2 && first.nodes.every((node) => node.kind === 'paragraph');
  const holdsMore = rest.length > 2 || next.nodes.length > 2;
  if (!isNote || !holdsMore || !isTitle(next, rest.slice(1), language)) return first;
  first.kind = 'overview';
  return next;
}

/** It calls itself a document, or governs all that follows under a name of its own. */
function isTitle({ title }: Section, below: readonly Section[], language: Language): boolean {
  if (calledDocument.test(title!) || generic.test(cleanHeading(title!))) return true;
  const kind = kindOfHeading(title!, language, true);
  const saysMore = title!.split(' ').length > 2;
  return below.every(({ depth }) => depth > 1) && (kind === null || kind === 'instance' || saysMore);
}

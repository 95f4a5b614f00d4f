/** Tells how a section is laid out: one statement per paragraph with its points below, one per line, or text that leads in to a list. */
import type { Language } from '../documents/language.ts';
import { flatten, type OutlineNode, type Passage, type Section } from '../documents/outline.ts';
import { readStatement } from './statements.ts';
import { machine } from './title-actors.ts';

/** A whole sentence that asks or tells, not one that announces what comes below it. */
function states(node: OutlineNode, language: Language): boolean {
  if (node.kind !== 'paragraph') return false;
  const text = flatten(node.passage.text);
  if (!/[.!]["”»)]?$/.test(text) || text.split(' ').length < 5) return false;
  const said = readStatement(text, language);
  return said === 'asks' || said === 'tells';
}

/** Two paragraphs or more state something each; the list below one goes on about it. */
export function statesByParagraph(section: Section, language: Language): boolean {
  return section.nodes.filter((node) => states(node, language)).length > 1;
}

/** Each line a sentence of its own, as in a list whose dashes were left out. */
export function isLineByLine({ text }: Passage): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines.length > 1 &&
    lines.every((line) => /^["“„«¿¡]?\p{Lu}.*[.!?]["”»)]?$/u.test(line) && line.split(' ').length > 3)
  );
}

/**
 * Where each paragraph of a design tells one thing, its further lines tell how; "The portal shows the last 30 days." is
 * about a part of its own.
 */
export function goesOnBelow({ kind, depth, nodes }: Section, text: string): boolean {
  const paragraphs = nodes.filter((node) => node.kind === 'paragraph');
  const designs = kind === 'solution' || kind === 'technical' || kind === 'design';
  if (!designs || depth < 2 || paragraphs.length < 2) return false;
  return !machine.test(/^(?:the|our|each|every) [\p{L}-]+(?=\s)/iu.exec(text)?.[0] ?? '');
}

/** Tells which constraints bind the product, so that they are work, and which the project that builds it. */
import { fold } from '../documents/language.ts';
import { flatten, type Item, type OutlineNode, type Section } from '../documents/outline.ts';
import { isDemand, readSpeech } from '../documents/speech.ts';
import type { Reading } from './reading.ts';
import { readStatement } from './statements.ts';

/** Of the project and those who build it, not of what they build. */
const projectTalk =
  /\b(?:budget|deadline|launch|go-?live|release date|team|engineers?|developers?|hire|hiring|vendors?|suppliers?|costs?|stack|framework|written in|we|our|reuse|existing|sign-?off|projekt|termin|lieferant\w*|kosten|wir|unser\w*|bestehend\w*|vorhanden\w*|weiterhin|equipe|budget|delai|fournisseur|nous|notre|existant\w*|equipo|presupuesto|plazo|proveedor\w*|nosotros|nuestr\w+|existente\w*|equipe|orcamento|prazo|fornecedor\w*|nos|noss\w+)\b|[$€£]\s?\d|\d\s?[$€£]/;

/** "Patient data must be stored in the EU" among the constraints asks for as much as it does among the requirements. */
export function bindsProduct(reading: Reading, section: Section, node: OutlineNode): node is Item {
  if (section.kind !== 'constraint' || node.kind !== 'item') return false;
  const text = flatten(node.passage.text);
  const speech = readSpeech(text, reading.language);
  if (speech.past || isProjectTalk(text)) return false;
  if (/\brabbit/i.test(section.title ?? '')) return false;
  return speech.must ? isDemand(speech) : readStatement(text, reading.language) === 'tells';
}

/** "The budget is ten thousand", "Our team is two": nothing that anybody could build. */
export function isProjectTalk(text: string): boolean {
  return projectTalk.test(fold(text));
}

/** Tells whether a section is one feature told in short points or sentences, or lists several. */
import { nodeText } from '../documents/blocks.ts';
import { fold } from '../documents/language.ts';
import { flatten, type Item, type OutlineNode, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { isDemand, readSpeech, splitSentences } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { readState } from './marks.ts';
import { isLineByLine, statesByParagraph } from './paragraph-layout.ts';
import { readPriority } from './priority-cues.ts';
import { priorityOfHeading } from './priority-headings.ts';
import { childrenOf, type Reading } from './reading.ts';
import { rankOfAll } from './section-statement.ts';
import { signOf } from './state-legend.ts';

const specific: ReadonlySet<SectionKind> = new Set([
  'requirement',
  'group',
  'technical',
  'design',
  'solution',
  'nfr',
]);

/** "3.2 Login" with short points below it is one feature; points that can stand alone are tickets of their own. */
export function isOneFeature(reading: Reading, section: Section, parent: Section | null): boolean {
  if (section.named || section.title === null || section.pseudo || !specific.has(section.kind)) return false;
  if (reading.isMeeting || isClause(section.title)) return false;
  if (priorityOfHeading(section.title, reading.legend) !== 0) return false;
  if (section.nodes.some((node) => ranksAll(reading, node))) return false;
  if (parent?.kind === 'action' || section.kind === 'nfr') return false;
  if (
    /^(?:what|things|wishes|behaviou?r|rules?|limits?|handling|conditions|guarantees|logic)\b/i.test(
      section.title,
    )
  )
    return false;
  if (statesByParagraph(section, reading.language) || section.nodes.some(isToldByLines)) return false;
  const items = section.nodes.filter((node): node is Item => node.kind === 'item');
  if (items.some((item) => signOf(reading.signs, item.passage.text) !== null)) return false;
  if (
    items.length > 0 &&
    items.every((item) => item.state || readState(flatten(item.passage.text)) === 'done')
  )
    return false;
  if (section.nodes.some((node) => node.kind === 'table')) return false;
  if (items.length === 0) return isToldInShort(reading, section, parent);
  if (items.length > 12 || items.some((item) => item.checked !== null || opensStory(item.passage.text)))
    return false;
  const told = section.nodes[0]?.kind === 'paragraph' && isToldInShort(reading, section, parent);
  const ranks = (item: Item) => readPriority(flatten(item.passage.text), reading.legend) !== 0;
  const strong = items.filter(
    (item) => item.lead !== null || ranks(item) || (!told && standsAlone(reading, item)),
  ).length;
  return strong * 2 < items.length;
}

/** "Everything in this section is critical" speaks of several. */
function ranksAll(reading: Reading, node: OutlineNode): boolean {
  return node.kind === 'paragraph' && rankOfAll(flatten(node.passage.text), reading.legend) !== 0;
}

function isToldByLines(node: OutlineNode): boolean {
  return node.kind === 'paragraph' && isLineByLine(node.passage);
}

/** "### 3. Cobrança única (P1)" over a few sentences, one of several such features; many demands are read one by one. */
function isToldInShort(reading: Reading, section: Section, parent: Section | null): boolean {
  if (parent?.kind !== 'requirement' || childrenOf(reading, section).length > 0) return false;
  if (section.nodes.some((node) => node.kind === 'paragraph' && opensStory(node.passage.text))) return false;
  const alike = childrenOf(reading, parent).filter((one) => one.kind === 'requirement' && !one.named);
  const told = section.nodes.flatMap((node) => (node.kind === 'paragraph' ? [nodeText(node)] : []));
  const demands = told
    .flatMap((text) => splitSentences(flatten(text)))
    .filter(({ text }) => isDemand(readSpeech(text, reading.language)));
  return alike.length > 1 && told.length > 0 && demands.length < 3;
}

function standsAlone(reading: Reading, item: Item): boolean {
  const text = flatten(item.passage.text);
  if (reading.language === 'en' && /\b(?:my|me|I)\b/.test(text)) return true;
  if (text.split(' ').length < 8) return false;
  return isDemand(readSpeech(text, reading.language));
}

/** "They liked", "Looked at last year", "Watch the budget!": half a sentence is no name of a feature. */
function isClause(title: string): boolean {
  const plain = fold(title);
  return clauses.test(plain) || /!$/.test(plain);
}

const clauses =
  /^(?:\w+ )?(?:we|they|you|wir|sie|nous|ils|nosotros|ellos|voces)\b|\b(?:isn't|don't|doesn't|won't|can't|not|never|nicht|kein\w*|pas|nao)\b|^(?:\w+ed|taken|left|seen|heard|said|told|kept|found|made|put|gesehen|gehort|vu|visto) (?:\w+ )?(?:by|from|in|at|on|over|with|and|but|so|last|this|out|to|for|von|bei|im|und|par|de|en|et|por|y|e)\b/;

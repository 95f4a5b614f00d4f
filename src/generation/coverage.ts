/** Counts the lines that ask for something and finds those no ticket covers. */

import type { Section } from '../documents/outline.ts';
import { flatten, type Outline } from '../documents/outline.ts';
import { isDemand, readSpeech, stateOf } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { isPlaceholder, isResidue, isSuspicious } from '../documents/suspicious.ts';
import type { Coverage } from '../domain/draft.ts';
import { isLegend } from './gather-sentences.ts';
import { sentencesOf } from './sentences.ts';

const working: ReadonlySet<Section['kind']> = new Set([
  'requirement',
  'user_story',
  'nfr',
  'action',
  'bug',
  'phase',
  'group',
  'instance',
  'technical',
  'design',
  'epic',
  'title',
  'solution',
  'testing',
]);

/** `requirements` are the lines tickets state; `touched` are all lines accounted for: tickets, parked text, questions. */
export function countCoverage(
  outline: Outline,
  requirements: ReadonlySet<number>,
  touched: ReadonlySet<number>,
): Coverage {
  const missed = new Set<number>();
  for (const section of outline.sections) {
    if (!working.has(section.kind)) continue;
    for (const node of section.nodes) {
      if (node.kind !== 'item' && node.kind !== 'paragraph') continue;
      for (const sentence of sentencesOf(node.passage)) {
        if (sentence.lines.some((line) => touched.has(line)) || !asks(sentence.text, outline)) continue;
        missed.add(sentence.lines[0]!);
      }
    }
  }
  return {
    required: requirements.size + missed.size,
    covered: requirements.size,
    uncovered: [...missed].sort((a, b) => a - b),
  };
}

function asks(text: string, outline: Outline): boolean {
  const plain = flatten(text);
  if (isLegend(plain) || isSuspicious(plain) || isResidue(plain) || isPlaceholder(plain)) return false;
  const speech = readSpeech(plain, outline.language);
  return (opensStory(plain) || (isDemand(speech) && speech.must)) && stateOf(speech) === null;
}

/** When no rule finds a requirement, each block that may hold one still yields a ticket, so nothing is lost silently. */

import { lineRange } from '../documents/outline.ts';
import { isPlaceholder, isResidue, isSuspicious } from '../documents/suspicious.ts';
import type { BlockDraft } from '../domain/draft.ts';
import { makesTickets } from './block-types.ts';
import type { Candidate } from './candidate.ts';
import { makeCandidate } from './make-candidate.ts';
import { readState } from './marks.ts';
import type { Reading } from './reading.ts';

const usual: ReadonlySet<string> = new Set([
  'user_story',
  'solution',
  'requirement',
  'scope',
  'nfr',
  'problem',
  'decision',
  'acceptance',
  'release_note',
]);

export function candidatesFromBlocks(
  reading: Reading,
  blocks: readonly BlockDraft[],
  include: readonly string[] | undefined,
): Candidate[] {
  return blocks.flatMap((block) => {
    const eligible = include
      ? makesTickets(block.type, include)
      : usual.has(block.type) || !(block.type in known);
    if (!eligible || !makesTickets(block.type, include)) return [];
    const lines = lineRange(...block.lines).filter((line) =>
      isContent(reading.outline.lines[line - 1] ?? ''),
    );
    const texts = lines.map((line) => plain(reading.outline.lines[line - 1]!));
    if (texts.length === 0) return [];
    const candidate = makeCandidate(reading, {
      kind: 'requirement',
      text: texts[0]!,
      name: block.title,
      lines: [block.lines[0]],
      path: block.headingPath,
    });
    candidate.own = lines.slice(0, 1);
    candidate.criteria = texts.slice(1).map((text, at) => ({ text, lines: [lines[at + 1]!] }));
    return [candidate];
  });
}

/** Types that never make a ticket unasked. */
const known: Record<string, true> = {
  persona: true,
  metrics: true,
  text: true,
  heading: true,
  out_of_scope: true,
  question: true,
  meta: true,
  future: true,
  done: true,
  suspicious: true,
  risk: true,
  assumption: true,
  constraint: true,
  dependency: true,
};

function isContent(line: string): boolean {
  const text = line.trim();
  if (text === '' || /^#{1,6}\s|^[-=*_|:\s]+$|^```|^~~~/.test(text)) return false;
  return (
    !isSuspicious(text) &&
    !isResidue(text) &&
    !isPlaceholder(text) &&
    readState(plain(text)) === null &&
    /\p{L}{3}/u.test(text)
  );
}

function plain(line: string): string {
  return line
    .replace(/^\s*(?:[-*+]|\d{1,3}[.)])\s+/, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/^\||\|$/g, '')
    .replace(/\s*\|\s*/g, ' – ')
    .trim();
}

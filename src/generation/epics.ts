/** Epics the document names itself: a heading such as "Epic 2: Payments" over at least two requirements. */
import { flatten, type Section } from '../documents/outline.ts';
import { opensStory } from '../documents/story.ts';
import { isSuspicious } from '../documents/suspicious.ts';
import type { Candidate } from './candidate.ts';
import { subtree } from './gather-instance.ts';
import { makeCandidate } from './make-candidate.ts';
import type { Reading } from './reading.ts';

/** The candidates with each epic before its children and the children pointing to it. One child alone needs no epic. */
export function addEpics(reading: Reading, candidates: readonly Candidate[]): Candidate[] {
  const all = [...candidates];
  for (const section of reading.outline.sections) {
    if (section.kind !== 'epic') continue;
    const last = subtree(reading, section).at(-1)?.last ?? section.last;
    const children = all.filter(
      (one) => section.first <= one.own[0]! && one.own[0]! <= last && one.parent === null,
    );
    if (children.length < 2) continue;
    const epic = epicOf(reading, section, children);
    for (const child of children) child.parent = epic;
    all.splice(all.indexOf(children[0]!), 0, epic);
  }
  return all;
}

function epicOf(reading: Reading, section: Section, children: readonly Candidate[]): Candidate {
  const epic = makeCandidate(reading, {
    kind: 'epic',
    text: introOf(section),
    name: (section.title ?? '').replace(
      /^\P{L}*(?:epic|epos|épique|épica)\s*(?:[A-Z]?[\d.-]+|[A-Z](?=\s*[:.–—-]))?\s*[:.–—-]?\s*/iu,
      '',
    ),
    lines: [section.first],
    path: section.path.slice(0, -1),
  });
  epic.kind = 'epic';
  epic.criteria = children.map((child) => ({ text: child.name ?? child.text, lines: child.own }));
  return epic;
}

/** The paragraph below the heading, which says what the epic is for. */
function introOf(section: Section): string {
  const first = section.nodes[0];
  if (first?.kind !== 'paragraph' || isSuspicious(first.passage.text) || opensStory(first.passage.text))
    return '';
  return flatten(first.passage.text);
}

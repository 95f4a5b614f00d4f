/** Reads requirements that an export writes as an id and a name over one field per line. */
import { flatten, type OutlineNode, type Section } from '../documents/outline.ts';
import { opensStory } from '../documents/story.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { readField, splitFields } from './fields.ts';
import { gatherInstance } from './gather-instance.ts';
import type { Reading } from './reading.ts';

/** "KSK-14 Choose a language" over lines such as "Priority: High", "Status: To do" is one requirement, field by field. */
export function openForm(section: Section, node: OutlineNode & { kind: 'paragraph' }): Section | null {
  if (!opensStory(node.passage.text)) return null;
  const [head, ...parts] = splitFields(node.passage);
  const known = parts.filter(({ text }) => readField(flatten(text).slice(0, 200)));
  if (!head || known.length < 2 || head.first !== head.last || readField(flatten(head.text))) return null;
  const title = flatten(head.text);
  return {
    ...section,
    ...{ title, first: head.first, last: node.passage.last, path: [...section.path, title] },
    ...{ kind: 'instance', named: true, pseudo: true },
    nodes: parts.map((passage) => ({ kind: 'paragraph', passage, lead: null, struck: '' })),
  };
}

/** The candidate, open for what stands below it; null for one that its status set aside. */
export function gatherForm(
  reading: Reading,
  form: Section,
  kind: CandidateKind,
): { candidate: Candidate } | null {
  const before = reading.out.candidates.length;
  gatherInstance(reading, form, kind);
  const candidate = reading.out.candidates[before];
  return candidate ? { candidate } : null;
}

/** Marks the points of a list with what the line above it says of them: "For a second stage we have noted:", "Already in place:". */
import type { Language } from './language.ts';
import { flatten, type Item, type OutlineNode } from './outline.ts';
import { readSpeech, stateOf } from './speech.ts';
import type { State } from './state-words.ts';
import { idOf } from './story.ts';

/** Changes the points in place, up to the next node that is none or that is numbered as the line above them is. */
export function markLeadIns<Nodes extends readonly OutlineNode[]>(nodes: Nodes, language: Language): Nodes {
  let state: State | null = null;
  for (const node of nodes) {
    if (node.kind !== 'item') {
      state = node.kind === 'paragraph' ? stateOfLeadIn(node.passage.text, language) : null;
      continue;
    }
    if (isNumbered(node) || state === null)
      state = leadsIn(node) ? stateOfLeadIn(node.passage.text, language) : null;
    else node.state = state;
  }
  return nodes;
}

function isNumbered({ passage, ordinal }: Item): boolean {
  return ordinal === null && idOf(passage.text) !== null;
}

/** "6.1 The following may be called off later:" over points that stand at its own margin. */
function leadsIn({ children }: Item): boolean {
  return children.length === 0;
}

export function stateOfLeadIn(text: string, language: Language): State | null {
  const plain = flatten(text);
  if (!/[:：]$/.test(plain)) return null;
  const last = plain.split(/(?<=[.!?])\s+/).at(-1)!;
  const speech = readSpeech(last, language);
  return speech.must || speech.question ? null : stateOf(speech);
}

/** Whether what a model says stands on the lines it names: its words, its numbers, and the tickets it points to. */
import { isSuspicious } from '../documents/suspicious.ts';
import type { BlockDraft, TicketDraft } from '../domain/draft.ts';
import { containment, contentWords, createVectors } from './similarity.ts';

export type Ground = {
  lines: readonly string[];
  blocks: readonly BlockDraft[];
  /** What a person asked for in words of their own, which a document need not bear out; empty otherwise. */
  instruction: string;
};

/** The lines a draft rests on, each as it stands in the document. */
export function linesOf({ lines }: Pick<Ground, 'lines'>, numbers: readonly number[]): string[] {
  return numbers.map((number) => lines[number - 1] ?? '');
}

/**
 * Judges statements about these lines: at least half of a statement's words stand on them, in the headings above or in
 * the person's wish, and every number does. Nothing that gives orders to a machine ever holds.
 */
export function createJudge(
  ground: Ground,
  lines: readonly number[],
  blockIndexes: readonly number[],
): (statement: string) => boolean {
  const headings = blockIndexes.flatMap((index) => {
    const block = ground.blocks[index];
    return block ? [...block.headingPath, block.title ?? ''] : [];
  });
  const source = [...linesOf(ground, lines), ...headings, ground.instruction].join('\n');
  const known = new Set(contentWords(source));
  const numbers = new Set(numbersOf(source));
  return (statement) => {
    const words = contentWords(statement);
    const grounded = words.filter((word) => known.has(word)).length;
    return (
      grounded >= words.length * 0.5 &&
      numbersOf(statement).every((number) => numbers.has(number)) &&
      !isSuspicious(statement)
    );
  };
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** How much of a ticket's name a passage must repeat to be taken for naming it. */
const named = 0.6;

/** True where the lines of one draft name the other. */
export function names(ground: Ground, from: TicketDraft, target: TicketDraft): boolean {
  const passage = linesOf(ground, from.sourceLines).join(' ');
  const vectorOf = createVectors([passage, target.title]);
  const id = /^id:(.+)$/.exec(target.sourceKey)?.[1];
  if (id && passage.toLowerCase().includes(id)) return true;
  return containment(vectorOf(target.title), vectorOf(passage)) >= named;
}

/** What people do to a document's blocks in chat, and what came of it. */
import * as z from 'zod';
import { Block, BlockType, Document, TextConflict } from './document.ts';
import { DocketError } from './errors.ts';
import type { Id } from './ids.ts';

export type BlockChange =
  | { op: 'retype'; block: Id; type: BlockType }
  | { op: 'rename'; block: Id; title: string }
  /** Replaces what stands below the block's heading, or only the words `find`. */
  | { op: 'edit'; block: Id; text: string; find?: string }
  /** A block that heads others goes with them, here and when it is moved. */
  | { op: 'delete'; block: Id }
  /** Into the block named, else to the last one of the type, else below a heading of its own. */
  | { op: 'add'; text: string; block?: Id; type?: BlockType }
  /** At a line of the document, or at the first line of the block that holds these words. */
  | { op: 'split'; block: Id; at: number | string }
  | { op: 'merge'; blocks: Id[] }
  | { op: 'move'; block: Id; to: 'before' | 'after'; target: Id }
  /** One after another; the first stays where it is. */
  | { op: 'order'; blocks: Id[] }
  /** Writes onto lines of the document; `lines` are replaced, an empty range `[n, n - 1]` inserts before line n. */
  | { op: 'write'; edits: { lines: [number, number]; text: string }[]; note: string };

export const Edited = z.object({
  document: Document,
  blocks: z.array(Block),
  /** The block it was about, as it is now; null when it is gone. */
  block: Block.nullable(),
  /** What was done, in a sentence. */
  note: z.string(),
  /** False when the document already was like that; then there is no new version. */
  changed: z.boolean(),
  /** The lines that went and those that came. */
  removed: z.array(z.string()),
  added: z.array(z.string()),
});
export type Edited = z.infer<typeof Edited>;

export const Conflicts = z.object({ document: Document, conflicts: z.array(TextConflict) });
export type Conflicts = z.infer<typeof Conflicts>;

const otherNames: Record<string, BlockType> = {
  story: 'user_story',
  stories: 'user_story',
  user_stories: 'user_story',
  metric: 'metrics',
  kpi: 'metrics',
  success_metric: 'metrics',
  success_metrics: 'metrics',
  non_functional: 'nfr',
  non_functional_requirement: 'nfr',
  non_functional_requirements: 'nfr',
  quality: 'nfr',
  non_goal: 'out_of_scope',
  non_goals: 'out_of_scope',
  not_in_scope: 'out_of_scope',
  open_question: 'question',
  open_questions: 'question',
  later: 'future',
  acceptance_criteria: 'acceptance',
  dependencies: 'dependency',
};

/** `Non-functional requirements` is `nfr`, `risks` is `risk`. Throws INVALID_INPUT for words that cannot be a type. */
export function readBlockType(words: string): BlockType {
  const name = words
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  const type = otherNames[name] ?? (/[^s]s$/.test(name) && name !== 'metrics' ? name.slice(0, -1) : name);
  if (BlockType.safeParse(type).success) return type;
  throw new DocketError('INVALID_INPUT', {
    message: `"${words.slice(0, 60)}" is no type of block. Nothing was changed.`,
    remedy:
      'Types are, for example: requirement, user_story, risk, constraint, question, metrics, out_of_scope.',
  });
}

/** What a person's deed changed, kept so that they can take it back. */
import * as z from 'zod';
import { Id } from './ids.ts';

/** What the tool of a deed is called where the deed takes that tool's deed back, and where it does it again. */
export const undoing = 'undo:';
export const redoing = 'redo:';

/** One call of a tool that writes, made for a person. */
export const Deed = z.object({ id: Id, tool: z.string() });
export type Deed = z.infer<typeof Deed>;

/** One row a deed wrote, as it was before: null where the deed made it. */
export const Change = z.object({
  id: Id,
  workspaceId: Id,
  deedId: Id,
  tool: z.string(),
  /** The member's id. */
  actorId: z.string(),
  subject: z.enum([
    'ticket',
    'link',
    'trace',
    'document',
    'preferences',
    'research',
    'insight',
    'recommendation',
    'document_upstream',
    'block_upstream',
    'comment',
    'schedule',
  ]),
  /** Its id; of preferences their scope. */
  subjectId: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  /** The version the deed left behind, which of a document says what to take back; null for what has none or is gone. */
  version: z.int().nullable(),
  at: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
});
export type Change = z.infer<typeof Change>;

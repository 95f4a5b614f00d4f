/** Takes back the last local change of the person who asks. */
import * as z from 'zod';
import { drawUndoneCard } from '../src/cards/undone-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { documentOr, undoneTool } from '../src/catalog/undone.ts';

export default defineTool({
  ...undoneTool('undone', drawUndoneCard),
  description:
    'Take back the last local change of the person who asks: an edit, discard, merge, split, link or generation of tickets, or an edit of a document. Approvals never come back, and nothing in a tracker changes.',
  effect: 'write',
  access: 'anyone',
  input: z.object({ deed: z.string().optional().describe('Only this one; absent means the latest') }),
  run: async ({ deed }, { services: { documents, tickets }, caller }) =>
    documentOr(await documents.undoDeed(caller, deed), () => tickets.undo(caller, deed)),
  confirm: (input) => input,
  press: [{ verb: 'undo', input: (token) => (token.ref ? { deed: token.ref } : {}) }],
  command: { verb: 'undo', usage: '', input: () => ({}) },
});

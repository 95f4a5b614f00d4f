/** Does again what the last undo of the person who asks took back. */
import * as z from 'zod';
import { drawRedoneCard } from '../src/cards/undone-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { documentOr, undoneTool } from '../src/catalog/undone.ts';

export default defineTool({
  ...undoneTool('redone', drawRedoneCard),
  description:
    'Do again what the last undo of the person who asks took back, as long as they did nothing else since. Approvals do not come back.',
  effect: 'write',
  access: 'anyone',
  input: z.object({}),
  run: async (_input, { services: { documents, tickets }, caller }) =>
    documentOr(await documents.redoDeed(caller), () => tickets.redo(caller)),
  confirm: (input) => input,
  command: { verb: 'redo', usage: '', input: () => ({}) },
});

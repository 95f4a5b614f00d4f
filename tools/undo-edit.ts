/** Takes back an edit of a document that was made in chat. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';

export default defineTool({
  description:
    'Take back an edit of a document made in chat: your last one, or the one that made a given version. Later edits stay.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    version: z.int().optional().describe('The version the edit made; absent means your last edit'),
  }),
  ...editedTool,
  async run({ document: words, version }, context) {
    const { document } = await resolveDocument(context, words);
    return context.services.documents.undo(context.caller, document.id, version);
  },
  press: [{ verb: 'unedit', input: ({ ref, rev }) => ({ document: ref, version: rev }) }],
  command: {
    verb: 'undo-edit',
    usage: '[version]',
    input: ([version]) => (version ? { version: Number(version.replace(/^v/i, '')) } : {}),
  },
});

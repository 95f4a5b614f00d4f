/** Lists the documents that were read. */
import * as z from 'zod';
import { drawDocumentsCard } from '../src/cards/documents-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Document } from '../src/domain/document.ts';

export default defineTool({
  description: 'List the documents that were read, newest first.',
  effect: 'read',
  access: 'anyone',
  input: z.object({}),
  output: z.object({ documents: z.array(Document) }),
  run: async (_input, { services, caller }) => ({ documents: await services.documents.list(caller) }),
  show: ({ documents }) => ({ card: drawDocumentsCard(documents) }),
  brief: ({ documents }) =>
    documents.map(({ id, title, version, source }) => ({ id, title, version, name: source.name })),
  command: { verb: 'documents', usage: '', input: () => ({}) },
});

/** Reads a document and keeps it as typed blocks. */
import * as z from 'zod';
import { drawDocumentCard } from '../src/cards/document-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { baseName, findAttachment, resolveDocument } from '../src/catalog/resolve-document.ts';
import { Block, Document, DocumentType } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';

export default defineTool({
  description:
    'Read a product document (an attached file or pasted text) and structure it into typed blocks. Makes no tickets: use generate_tickets for that, which also reads the document itself.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    file: z.string().optional().describe('Name of an attached file'),
    text: z.string().optional().describe('The pasted document itself'),
    title: z.string().optional(),
    document_type: DocumentType.optional(),
    replaces: z.string().optional().describe('Name or id of the document this is a new version of'),
  }),
  output: z.object({
    document: Document,
    blocks: z.array(Block),
    unchanged: z.boolean(),
    isNew: z.boolean(),
    warnings: z.array(z.string()),
  }),
  async run(input, context) {
    const { documents } = context.services;
    const file = input.text === undefined ? findAttachment(context.attachments, input.file) : null;
    if (!file && input.text === undefined) throw nothingToRead(input.file);
    const replaces = input.replaces
      ? (await resolveDocument(context, input.replaces)).document.id
      : undefined;
    return documents.ingest(context.caller, {
      source: file
        ? { kind: 'file', name: baseName(file.name) }
        : { kind: 'paste', name: input.title ?? 'pasted text' },
      content: file ? Buffer.from(file.base64, 'base64') : input.text!,
      ...(input.title ? { title: input.title } : {}),
      ...(input.document_type ? { type: input.document_type } : {}),
      ...(replaces ? { replaces } : {}),
    });
  },
  show: (output) => ({ card: drawDocumentCard(output) }),
  brief: ({ document, blocks, unchanged, warnings }) => ({
    document: { id: document.id, title: document.title, version: document.version },
    blocks: blocks.length,
    unchanged,
    warnings,
  }),
  focus: ({ document }) => ({ documentId: document.id }),
  command: { verb: 'ingest', usage: '<file>', input: (words) => ({ file: words.join(' ') }) },
});

function nothingToRead(file: string | undefined): DocketError {
  return new DocketError('NOT_FOUND', {
    message: file
      ? `There is no file "${file}" here. Nothing was read.`
      : 'There is nothing to read in that message.',
    remedy: 'Give the path of a Markdown or text file, or paste the document into the message.',
  });
}

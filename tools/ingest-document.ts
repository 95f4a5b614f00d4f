/** Reads a document and keeps it as typed blocks. */
import * as z from 'zod';
import { drawDocumentCard } from '../src/cards/document-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { findAttachment, readAttachment, resolveDocument, urlIn } from '../src/catalog/resolve-document.ts';
import { Block, Document, DocumentType } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';

export default defineTool({
  description:
    'Read a product document (an attached file, pasted text or conversation, or a web address) and structure it into typed blocks. Makes no tickets: use generate_tickets for that, which also reads the document itself.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    file: z.string().optional().describe('Name of an attached file'),
    text: z.string().optional().describe('The pasted document or conversation itself'),
    url: z.string().optional().describe('Public https address of the document'),
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
    const url = input.url ?? urlIn(input.file);
    const replaces = input.replaces
      ? (await resolveDocument(context, input.replaces)).document.id
      : undefined;
    const more = {
      ...(input.title ? { title: input.title } : {}),
      ...(input.document_type ? { type: input.document_type } : {}),
      ...(replaces ? { replaces } : {}),
    };
    if (url) return documents.ingestPage(context.caller, { url, ...more }, context.signal);
    if (input.text !== undefined) {
      const source = { kind: 'paste' as const, name: input.title ?? 'pasted text' };
      return documents.ingest(context.caller, { source, content: input.text, ...more });
    }
    const file = findAttachment(context.attachments, input.file);
    if (!file) throw nothingToRead(input.file);
    return documents.ingest(context.caller, { ...readAttachment(file), ...more });
  },
  show: (output) => ({ card: drawDocumentCard(output) }),
  brief: ({ document, blocks, unchanged, warnings }) => ({
    document: { id: document.id, title: document.title, version: document.version },
    blocks: blocks.length,
    unchanged,
    warnings,
  }),
  focus: ({ document }) => ({ documentId: document.id }),
  command: {
    verb: 'ingest',
    usage: '<file or https address>',
    input: (words) => ({ file: words.join(' ') }),
  },
});

function nothingToRead(file: string | undefined): DocketError {
  return new DocketError('NOT_FOUND', {
    message: file
      ? `There is no file "${file}" here. Nothing was read.`
      : 'There is nothing to read in that message.',
    remedy:
      'Give the path of a Markdown, text, Word, PDF, HTML, JSON or CSV file, or paste the document into the message.',
  });
}

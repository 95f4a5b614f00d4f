/** Reads a document and keeps it as typed blocks. */
import * as z from 'zod';
import { drawConflictsCard } from '../src/cards/conflicts-card.ts';
import { drawDocumentCard } from '../src/cards/document-card.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { onlySaid } from '../src/catalog/named-words.ts';
import { findAttachment, readAttachment, resolveDocument, urlIn } from '../src/catalog/resolve-document.ts';
import { Block, Document, DocumentType, TextConflict } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';

const Ingested = z.object({
  document: Document,
  blocks: z.array(Block),
  unchanged: z.boolean(),
  isNew: z.boolean(),
  conflicts: z.array(TextConflict),
  warnings: z.array(z.string()),
});

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
    recommendation: z.string().optional().describe('Recommendation it was written for, by title or id'),
    insights: z.array(z.string()).optional().describe('Insights it was written for, by title or id'),
    replaces: z.string().optional().describe('Name or id of the document this is a new version of'),
  }),
  output: Ingested,
  async run(input, context) {
    const { recommendation, insights } = input;
    const upstream = onlySaid({ recommendation, insights });
    const isLinked = recommendation !== undefined || insights !== undefined;
    if (isLinked) await context.services.insights.resolveLink(context.caller, upstream);
    const ingested = await takeDocument(input, context);
    if (!isLinked) return ingested;
    const { id } = ingested.document;
    return {
      ...ingested,
      document: await context.services.insights.linkDocument(context.caller, id, upstream),
    };
  },
  show: (output) => {
    const { document, conflicts } = output;
    const asked = conflicts.length > 0 ? [{ card: drawConflictsCard(document, conflicts) }] : [];
    return [{ card: drawDocumentCard(output) }, ...asked];
  },
  brief: ({ document, blocks, unchanged, warnings }) => ({
    document: { id: document.id, title: document.title, version: document.version },
    blocks: blocks.length,
    unchanged,
    warnings,
  }),
  focus: ({ document, blocks }) => ({ documentId: document.id, blockIds: blocks.map(({ id }) => id) }),
  command: {
    verb: 'ingest',
    usage: '<file or https address>',
    input: (words) => ({ file: words.join(' ') }),
  },
});

type Input = {
  file?: string | undefined;
  text?: string | undefined;
  url?: string | undefined;
  title?: string | undefined;
  document_type?: DocumentType | undefined;
  replaces?: string | undefined;
};

async function takeDocument(input: Input, context: ToolContext): Promise<z.infer<typeof Ingested>> {
  const { documents } = context.services;
  const url = input.url ?? urlIn(input.file);
  const replaces = input.replaces ? (await resolveDocument(context, input.replaces)).document.id : undefined;
  const more = onlySaid({ title: input.title, type: input.document_type, replaces });
  if (url) return documents.ingestPage(context.caller, { url, ...more }, context.signal);
  if (input.text !== undefined) {
    const source = { kind: 'paste' as const, name: input.title ?? 'pasted text' };
    return documents.ingest(context.caller, { source, content: input.text, ...more });
  }
  const file = findAttachment(context.attachments, input.file);
  if (!file) throw nothingToRead(input.file);
  return documents.ingest(context.caller, { ...readAttachment(file), ...more });
}

function nothingToRead(file: string | undefined): DocketError {
  return new DocketError('NOT_FOUND', {
    message: file
      ? `There is no file "${file}" here. Nothing was read.`
      : 'There is nothing to read in that message.',
    remedy:
      'Give the path of a Markdown, text, Word, PDF, HTML, JSON or CSV file, or paste the document into the message.',
  });
}

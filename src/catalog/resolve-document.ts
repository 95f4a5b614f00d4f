/** Finds the document a person means: an attached file, a name, or the one the thread is about. */
import type { Document } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import type { Attachment } from '../ports/surface.ts';
import type { ToolContext } from './define-tool.ts';

/** A document and, when it was read from an attachment just now, what reading it gave. */
export type Resolved = { document: Document; ingested: boolean; warnings: string[] };

/**
 * An attached file is taken in first, and so is what stands at an https address. Throws NOT_FOUND with what there is, AMBIGUOUS with the candidates, and what intake
 * refuses.
 */
export async function resolveDocument(context: ToolContext, words?: string): Promise<Resolved> {
  const file = findAttachment(context.attachments, words);
  if (file) return ingestAttachment(context, file);
  const { documents } = context.services;
  const url = urlIn(words);
  if (url) {
    const { document, warnings } = await documents.ingestPage(context.caller, { url }, context.signal);
    return { document, ingested: true, warnings };
  }
  if (words) return known(pickOne(await documents.find(context.caller, words), words));
  if (context.focus.documentId) return known(await documents.get(context.caller, context.focus.documentId));
  const all = await documents.list(context.caller);
  if (all.length === 0) throw nothingYet();
  return known(pickOne(all, null));
}

/** Folders differ from machine to machine; a document is known by its file's own name. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}

function known(document: Document): Resolved {
  return { document, ingested: false, warnings: [] };
}

/** The attachment of that name; without a name, the only one. */
export function findAttachment(attachments: readonly Attachment[], words?: string): Attachment | null {
  if (!words) return attachments.length === 1 ? attachments[0]! : null;
  const wanted = words.toLowerCase();
  const fits = (name: string) => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`/${wanted}`);
  return attachments.find((attachment) => fits(attachment.name)) ?? null;
}

/** What ingesting needs to know of an attachment. */
export function readAttachment(file: Attachment) {
  const kind = { document: 'paste', conversation: 'thread', file: 'file' } as const;
  return {
    source: { kind: kind[file.pasted ?? 'file'], name: file.pasted ? file.name : baseName(file.name) },
    content: Buffer.from(file.base64, 'base64'),
    ...(file.mediaType ? { mediaType: file.mediaType } : {}),
  };
}

/** The words where they are a web address and nothing else, without the brackets chat programs put around it. */
export function urlIn(words?: string): string | null {
  return /^<?(https?:\/\/[^\s<>|]+)(?:\|[^<>]*)?>?$/i.exec(words?.trim() ?? '')?.[1] ?? null;
}

export async function ingestAttachment(
  context: ToolContext,
  file: Attachment,
  replaces?: string,
): Promise<Resolved> {
  const { document, warnings } = await context.services.documents.ingest(context.caller, {
    ...readAttachment(file),
    ...(replaces ? { replaces } : {}),
  });
  return { document, ingested: true, warnings };
}

function pickOne(found: Document[], words: string | null): Document {
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    throw new DocketError('AMBIGUOUS', {
      message: `${words ? `"${words}" fits` : 'There are'} ${found.length} documents: ${titles(found)}.`,
      remedy: 'Say which one, by its title or file name.',
      details: { documents: found.map((document) => ({ id: document.id, title: document.title })) },
    });
  }
  throw new DocketError('NOT_FOUND', {
    message: `No document or attached file is called "${words}". Nothing was done.`,
    remedy: 'Check the name or path, or say "list documents" to see what was read so far.',
  });
}

function titles(documents: Document[]): string {
  const names = documents.slice(0, 5).map((document) => `"${document.title}" (${document.source.name})`);
  return names.join(', ') + (documents.length > 5 ? ', …' : '');
}

function nothingYet(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'No document has been read yet. Nothing was done.',
    remedy: 'Name a file, for example: generate tickets from examples/onboarding-prd.md',
  });
}

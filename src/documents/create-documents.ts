/** Documents over the store: ingest with versions and block identity, find by what people call a document. */
import { type Block, contentHash, type Document, type DocumentVersion } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import { DocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { matchBlocks } from './block-identity.ts';
import { guessDocumentType } from './document-type.ts';
import type { Documents, Ingested, IngestInput } from './documents.ts';
import { findByWords } from './find-document.ts';
import { readText } from './intake.ts';
import { structureDocument } from './structure-document.ts';

export type DocumentsParts = { store: Store; clock: Clock; ids: IdSource; log: Log };

export function createDocuments(parts: DocumentsParts): Documents {
  const { store } = parts;
  const get = async (caller: Caller, id: Id): Promise<Document> => {
    const document = await store.documents.get(caller.workspaceId, id);
    if (document && document.deletedAt === null) return document;
    throw notFound();
  };
  return {
    ingest: (caller, input) => ingest(parts, caller, input),
    get,
    list: (caller) => store.documents.list(caller.workspaceId),
    find: async (caller, words) => findByWords(await store.documents.list(caller.workspaceId), words),
    async content(caller, id, version) {
      const document = await get(caller, id);
      const found = await store.documents.version(caller.workspaceId, id, version ?? document.version);
      if (found) return found.content;
      throw new DocketError('NOT_FOUND', {
        message: `"${document.title}" has no version ${version}.`,
        remedy: `Ask for a version from 0 to ${document.version}.`,
      });
    },
    async blocks(caller, id) {
      const document = await get(caller, id);
      return store.blocks.list(caller.workspaceId, id, document.version);
    },
  };
}

function notFound(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'There is no such document in this workspace.',
    remedy: 'List the documents to see what is there.',
  });
}

async function ingest(parts: DocumentsParts, caller: Caller, input: IngestInput): Promise<Ingested> {
  requireWriter(caller);
  const text = readText(input.content, input.source.name || 'The text');
  const { title: found, blocks: drafts } = await structureDocument(text);
  const title = nameDocument(input, found);
  const read: Reading = {
    text,
    hash: contentHash(text),
    title,
    drafts,
    named: input.title !== undefined || found !== null,
  };
  const ingested = await parts.store.transact(async (nouns) => {
    const known = await findKnown(nouns, caller, input, read);
    if (!known) return insert(parts, nouns, caller, input, read);
    const current = await nouns.documents.version(caller.workspaceId, known.id, known.version);
    if (current?.contentHash === read.hash) {
      const blocks = await nouns.blocks.list(caller.workspaceId, known.id, known.version);
      return { document: known, blocks, unchanged: true, isNew: false, warnings: [] };
    }
    return replace(parts, nouns, caller, known, input, read);
  });
  parts.log.info('document ingested', {
    documentId: ingested.document.id,
    version: ingested.document.version,
    blocks: ingested.blocks.length,
    unchanged: ingested.unchanged,
  });
  return ingested;
}

type Reading = { text: string; hash: string; title: string; drafts: BlockDraft[]; named: boolean };

function nameDocument(input: IngestInput, found: string | null): string {
  const name = input.source.name.replace(/\.(?:md|markdown|txt|text)$/i, '').replace(/[-_]+/g, ' ');
  const title = (input.title ?? found ?? name).replace(/\s+/g, ' ').trim() || 'Untitled document';
  return title.length > 256 ? `${title.slice(0, 255)}…` : title;
}

/** The document this text is a new version of: the one named, of the same file, or of the same title. */
async function findKnown(
  nouns: Nouns,
  caller: Caller,
  input: IngestInput,
  read: Reading,
): Promise<Document | null> {
  if (input.replaces) {
    const document = await nouns.documents.get(caller.workspaceId, input.replaces);
    if (!document || document.deletedAt !== null) throw notFound();
    return document;
  }
  const all = await nouns.documents.list(caller.workspaceId);
  const { kind, name } = input.source;
  const lasting = kind === 'file' || kind === 'url';
  const sameSource = all.find((one) => lasting && one.source.kind === kind && one.source.name === name);
  if (sameSource) return sameSource;
  const sameTitle = all.find((one) => read.named && one.title.toLowerCase() === read.title.toLowerCase());
  return sameTitle ?? null;
}

async function insert(
  parts: DocumentsParts,
  nouns: Nouns,
  caller: Caller,
  input: IngestInput,
  read: Reading,
): Promise<Ingested> {
  const now = parts.clock.now().toISOString();
  const document: Document = {
    id: parts.ids.next(),
    workspaceId: caller.workspaceId,
    title: read.title,
    type: input.type ?? guessDocumentType(read.title, read.drafts),
    status: 'draft',
    version: 0,
    source: input.source,
    recommendationId: null,
    insightIds: [],
    createdBy: caller.principal,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  await nouns.documents.insert(document, toVersion(document, read, caller));
  const blocks = await storeBlocks(parts, nouns, document, read, []);
  await nouns.events.append([toEvent(parts, caller, document)]);
  return { document, blocks, unchanged: false, isNew: true, warnings: warningsOf(blocks) };
}

async function replace(
  parts: DocumentsParts,
  nouns: Nouns,
  caller: Caller,
  known: Document,
  input: IngestInput,
  read: Reading,
): Promise<Ingested> {
  const before = await nouns.blocks.list(caller.workspaceId, known.id, known.version);
  const document: Document = {
    ...known,
    title: read.named ? read.title : known.title,
    type: input.type ?? known.type,
    version: known.version + 1,
    updatedAt: parts.clock.now().toISOString(),
  };
  await nouns.documents.addVersion(caller.workspaceId, toVersion(document, read, caller));
  await nouns.documents.update(document);
  const blocks = await storeBlocks(parts, nouns, document, read, before);
  await nouns.events.append([toEvent(parts, caller, document)]);
  return { document, blocks, unchanged: false, isNew: false, warnings: warningsOf(blocks) };
}

function toVersion(document: Document, read: Reading, caller: Caller): DocumentVersion {
  return {
    documentId: document.id,
    version: document.version,
    content: read.text,
    contentHash: read.hash,
    createdBy: caller.principal,
    createdAt: document.updatedAt,
  };
}

async function storeBlocks(
  parts: DocumentsParts,
  nouns: Nouns,
  document: Document,
  read: Reading,
  before: readonly Block[],
): Promise<Block[]> {
  const place = { workspaceId: document.workspaceId, documentId: document.id, version: document.version };
  const blocks = matchBlocks(read.drafts, before, place, () => parts.ids.next());
  await nouns.blocks.replace(document.workspaceId, document.id, document.version, blocks);
  return blocks;
}

function toEvent(parts: DocumentsParts, caller: Caller, document: Document): DomainEvent {
  return {
    id: parts.ids.next(),
    type: 'DocumentIngested',
    workspaceId: document.workspaceId,
    ticketId: null,
    documentId: document.id,
    boardId: null,
    pushId: null,
    runId: caller.runId ?? null,
    actor: caller.principal,
    occurredAt: parts.clock.now().toISOString(),
    version: document.version,
    causationId: null,
    payload: { title: document.title },
  };
}

function warningsOf(blocks: readonly Block[]): string[] {
  const suspicious = blocks.filter((block) => block.type === 'suspicious').length;
  if (suspicious === 0) return [];
  const passages = suspicious === 1 ? 'One passage speaks' : `${suspicious} passages speak`;
  return [`${passages} to a machine instead of describing the product. They are set aside and not obeyed.`];
}

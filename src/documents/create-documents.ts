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
import type { Documents, Ingested, IngestInput, PageInput } from './documents.ts';
import { findByWords } from './find-document.ts';
import { takeIn } from './intake.ts';
import type { FetchPage } from './readers/fetch-page.ts';
import { structureDocument } from './structure-document.ts';

export type DocumentsParts = {
  store: Store;
  clock: Clock;
  ids: IdSource;
  log: Log;
  /** Absent where the settings do not allow to fetch addresses. */
  fetchPage?: FetchPage | null;
};

export function createDocuments(parts: DocumentsParts): Documents {
  const { store } = parts;
  const get = async (caller: Caller, id: Id): Promise<Document> => {
    const document = await store.documents.get(caller.workspaceId, id);
    if (document && document.deletedAt === null) return document;
    throw notFound();
  };
  return {
    ingest: (caller, input) => ingest(parts, caller, input),
    ingestPage: (caller, input, signal) => ingestPage(parts, caller, input, signal),
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
  const read = await readInput(input);
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

async function ingestPage(
  parts: DocumentsParts,
  caller: Caller,
  { url, ...input }: PageInput,
  signal?: AbortSignal,
): Promise<Ingested> {
  requireWriter(caller);
  if (!parts.fetchPage) throw fetchingIsOff();
  const page = await parts.fetchPage(url, signal);
  const { bytes: content, mediaType } = page;
  return ingest(parts, caller, { ...input, source: { kind: 'url', name: page.url }, content, mediaType });
}

function fetchingIsOff(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'Reading documents from web addresses is switched off. Nothing was read.',
    remedy:
      'Send the file or paste its text; whoever runs Docket can allow addresses with DOCKET_FETCH_URLS=1.',
  });
}

type Reading = {
  text: string;
  hash: string;
  title: string;
  drafts: BlockDraft[];
  named: boolean;
  warnings: string[];
};

async function readInput(input: IngestInput): Promise<Reading> {
  const { content, mediaType, source } = input;
  const name = source.name || 'The text';
  const { text, warnings } = await takeIn(content, { name, ...(mediaType ? { mediaType } : {}) });
  const { title: found, blocks: drafts } = await structureDocument(text);
  const title = nameDocument(input, found);
  const named = input.title !== undefined || found !== null;
  return { text, hash: contentHash(text), title, drafts, named, warnings };
}

function nameDocument(input: IngestInput, found: string | null): string {
  const name = fileNameOf(input.source)
    .replace(/\.(?:md|markdown|txt|text|docx|pdf|html?|json|csv|tsv)$/i, '')
    .replace(/[-_]+/g, ' ');
  const title = (input.title ?? found ?? name).replace(/\s+/g, ' ').trim() || 'Untitled document';
  return title.length > 256 ? `${title.slice(0, 255)}…` : title;
}

function fileNameOf({ kind, name }: IngestInput['source']): string {
  const url = kind === 'url' ? URL.parse(name) : null;
  return url ? url.pathname.split('/').findLast(Boolean) || url.hostname : name;
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
    type:
      input.type ?? (input.source.kind === 'thread' ? 'memo' : guessDocumentType(read.title, read.drafts)),
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
  return { document, blocks, unchanged: false, isNew: true, warnings: warningsOf(read, blocks) };
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
  return { document, blocks, unchanged: false, isNew: false, warnings: warningsOf(read, blocks) };
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
  const blocks = await matchBlocks(read.drafts, before, place, () => parts.ids.next());
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

function warningsOf(read: Reading, blocks: readonly Block[]): string[] {
  const suspicious = blocks.filter((block) => block.type === 'suspicious').length;
  if (suspicious === 0) return read.warnings;
  const passages = suspicious === 1 ? 'One passage speaks' : `${suspicious} passages speak`;
  return [
    ...read.warnings,
    `${passages} to a machine instead of describing the product. They are set aside and not obeyed.`,
  ];
}

/** Takes a document in: as a new one, as the next version of one that is known, or not at all when nothing changed. */
import { type Block, contentHash, type Document, noCuts } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Nouns } from '../ports/store.ts';
import { type DocumentsParts, notFound, versionOf } from './document-parts.ts';
import { guessDocumentType } from './document-type.ts';
import type { Ingested, IngestInput } from './documents.ts';
import { takeIn } from './intake.ts';
import { type Merging, mergeReceived } from './merge-received.ts';
import { isSameDocument } from './same-document.ts';
import { structureDocument } from './structure-document.ts';
import { toVersion, type VersionInput, writeVersion } from './write-version.ts';

type Reading = {
  text: string;
  hash: string;
  title: string;
  drafts: BlockDraft[];
  named: boolean;
  warnings: string[];
};

/** A document that was edited in chat while it is read in is read again, at most this often. */
const attempts = 5;

export async function ingest(parts: DocumentsParts, caller: Caller, input: IngestInput): Promise<Ingested> {
  requireWriter(caller);
  const read = await readInput(input);
  let ingested: Ingested | null = null;
  for (let attempt = 1; ingested === null && attempt <= attempts; attempt++) {
    ingested = await ingestOnce(parts, caller, input, read);
  }
  if (!ingested) throw new Error('a document changed each time it was read in');
  parts.log.info('document ingested', {
    documentId: ingested.document.id,
    version: ingested.document.version,
    blocks: ingested.blocks.length,
    unchanged: ingested.unchanged,
  });
  return ingested;
}

/** Null when somebody else wrote a version meanwhile. Texts are merged outside of the transaction, which holds others up. */
async function ingestOnce(
  parts: DocumentsParts,
  caller: Caller,
  input: IngestInput,
  read: Reading,
): Promise<Ingested | null> {
  const known = await findKnown(parts.store, caller, input, read);
  if (!known) {
    return parts.store.transact(async (nouns) => {
      if (await findKnown(nouns, caller, input, read)) return null;
      return insert(parts, nouns, caller, input, read);
    });
  }
  const current = await versionOf(parts.store, known);
  const merging = await mergeReceived(parts.store, known, current, read);
  if (merging === null) {
    const blocks = await parts.store.blocks.list(caller.workspaceId, known.id, known.version);
    return {
      document: known,
      blocks,
      unchanged: true,
      isNew: false,
      conflicts: current.conflicts,
      warnings: [],
    };
  }
  return parts.store.transact((nouns) => replace(parts, nouns, caller, { known, input, read, merging }));
}

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

/** The document this text is a new version of: the one named, of the same file, or of the same title and much the same words. */
async function findKnown(
  nouns: Pick<Nouns, 'documents'>,
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
  for (const one of all) {
    if (one.title.toLowerCase() !== read.title.toLowerCase()) continue;
    const { content, contentHash: hash } = await versionOf(nouns, one);
    if (hash === read.hash || (read.named && isSameDocument(content, read.text))) return one;
  }
  return null;
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
    skipped: [],
    createdBy: caller.principal,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  const version = asRead(read, []);
  await nouns.documents.insert(document, toVersion(document, caller, version));
  const blocks = await writeVersion({ ...parts, nouns, caller }, document, version);
  const warnings = warningsOf(read, blocks);
  return { document, blocks, unchanged: false, isNew: true, conflicts: [], warnings };
}

function asRead({ text: content, drafts }: Reading, before: readonly Block[]): VersionInput {
  const made = { via: 'ingest' as const, note: null, received: null };
  return { content, ...made, cuts: noCuts(), conflicts: [], drafts, before };
}

type Replacing = { known: Document; input: IngestInput; read: Reading; merging: Merging };

async function replace(
  parts: DocumentsParts,
  nouns: Nouns,
  caller: Caller,
  { known, input, read, merging }: Replacing,
): Promise<Ingested | null> {
  const document: Document = {
    ...known,
    title: read.named ? read.title : known.title,
    type: input.type ?? known.type,
    version: known.version + 1,
    updatedAt: parts.clock.now().toISOString(),
  };
  if (!(await nouns.documents.swap(document, known.version))) return null;
  const before = await nouns.blocks.list(caller.workspaceId, known.id, known.version);
  const { content, received, cuts, conflicts, drafts } = merging;
  const version = { ...asRead(read, before), content, received, cuts, conflicts, drafts };
  await nouns.documents.addVersion(caller.workspaceId, toVersion(document, caller, version));
  const blocks = await writeVersion({ ...parts, nouns, caller }, document, version);
  const warnings = [...warningsOf(read, blocks), ...sayMerged(merging)];
  return { document, blocks, unchanged: false, isNew: false, conflicts, warnings };
}

function sayMerged({ received, conflicts }: Merging): string[] {
  if (received === null) return [];
  const asked = conflicts.length;
  if (asked === 0) return ['What was edited in chat since the last reading was kept.'];
  const passages = asked === 1 ? 'One passage was' : `${asked} passages were`;
  return [
    `${passages} changed both in chat and in what was read. The text from chat stands until somebody chooses: say "show the conflicts".`,
  ];
}

function warningsOf(read: Reading, blocks: readonly Block[]): string[] {
  const suspicious = blocks.filter((block) => block.type === 'suspicious').length;
  if (suspicious === 0) return read.warnings;
  const said =
    suspicious === 1
      ? 'One passage speaks to a machine instead of describing the product. It is'
      : `${suspicious} passages speak to a machine instead of describing the product. They are`;
  return [...read.warnings, `${said} set aside and not obeyed.`];
}

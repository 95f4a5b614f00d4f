/** Documents over the store: reading them in, finding them, and what people do to their blocks. */
import { DocketError } from '../domain/errors.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import { describeDocument, discardDocument } from './change-document.ts';
import { type DocumentsParts, documentOf, versionOf } from './document-parts.ts';
import type { Documents, Ingested, PageInput } from './documents.ts';
import { editDocument } from './edit-document.ts';
import { findByWords } from './find-document.ts';
import { ingest } from './ingest.ts';
import { settleConflict } from './settle-conflict.ts';
import { redoDeed, undoDeed, undoEdit } from './undo-edit.ts';

export function createDocuments(parts: DocumentsParts): Documents {
  const { store } = parts;
  const get: Documents['get'] = (caller, id) => documentOf(store, caller.workspaceId, id);
  return {
    ingest: (caller, input) => ingest(parts, caller, input),
    ingestPage: (caller, input, signal) => ingestPage(parts, caller, input, signal),
    get,
    list: (caller) => store.documents.list(caller.workspaceId),
    find: async (caller, words) => findByWords(await store.documents.list(caller.workspaceId), words),
    async content(caller, id, version) {
      return (await versionOf(store, await get(caller, id), version)).content;
    },
    async blocks(caller, id, version) {
      const document = await get(caller, id);
      return store.blocks.list(caller.workspaceId, id, version ?? document.version);
    },
    block: (caller, id) => store.blocks.get(caller.workspaceId, id),
    history: async (caller, id) => store.documents.history(caller.workspaceId, (await get(caller, id)).id),
    async conflicts(caller, id) {
      const document = await get(caller, id);
      return { document, conflicts: (await versionOf(store, document)).conflicts };
    },
    edit: (caller, id, change, seen) => editDocument(parts, caller, id, change, seen),
    undo: (caller, id, version) => undoEdit(parts, caller, id, version),
    undoDeed: (caller, deedId) => undoDeed(parts, caller, deedId),
    redoDeed: (caller) => redoDeed(parts, caller),
    describe: (caller, id, facts) => describeDocument(parts, caller, id, facts),
    discard: (caller, id) => discardDocument(parts, caller, id),
    settleConflict: (caller, id, conflict, take) => settleConflict(parts, caller, id, { conflict, take }),
  };
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

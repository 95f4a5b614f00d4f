/** What a document is called, what kind it is and how far it has come; and its end. Its text stays as it is. */
import type { Document, DocumentStatus, DocumentType } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import { type DocumentsParts, documentOf } from './document-parts.ts';

export type DocumentFacts = {
  title?: string | undefined;
  type?: DocumentType | undefined;
  status?: DocumentStatus | undefined;
};

/** Which of them people alone say of a document. */
const decided: ReadonlySet<DocumentStatus> = new Set(['approved', 'published']);

/** As `Documents.describe`. */
export async function describeDocument(
  parts: DocumentsParts,
  caller: Caller,
  id: Id,
  { title, type, status }: DocumentFacts,
): Promise<Document> {
  requireWriter(caller);
  if (status !== undefined && decided.has(status)) requirePerson(caller, `call a document ${status}`);
  const name = title?.replace(/\s+/g, ' ').trim();
  if (name === '' || (name?.length ?? 0) > 256) throw badTitle();
  return rewrite(parts, caller, id, (before) => ({
    ...before,
    title: name ?? before.title,
    type: type ?? before.type,
    status: status ?? before.status,
  }));
}

/** As `Documents.discard`. */
export function discardDocument(parts: DocumentsParts, caller: Caller, id: Id): Promise<Document> {
  requirePerson(caller, 'discard a document');
  requireWriter(caller);
  const deletedAt = parts.clock.now().toISOString();
  return rewrite(parts, caller, id, (before) => ({ ...before, deletedAt }));
}

/** Says nothing where nothing changes. */
async function rewrite(
  { store, clock, ids }: DocumentsParts,
  caller: Caller,
  id: Id,
  turn: (before: Document) => Document,
): Promise<Document> {
  return store.transact(async (nouns) => {
    const before = await documentOf(nouns, caller.workspaceId, id);
    const next = turn(before);
    const fields = (['title', 'type', 'status', 'deletedAt'] as const).filter(
      (field) => next[field] !== before[field],
    );
    if (fields.length === 0) return before;
    const at = clock.now().toISOString();
    const after = { ...next, updatedAt: at };
    if (!(await nouns.documents.swap(after, before.version))) throw moved(before);
    await nouns.events.append([
      {
        id: ids.next(),
        type: 'DocumentEdited',
        workspaceId: caller.workspaceId,
        ...{ ticketId: null, boardId: null, pushId: null, causationId: null },
        documentId: id,
        runId: caller.runId ?? null,
        actor: caller.principal,
        occurredAt: at,
        version: before.version,
        payload: { fields },
      },
    ]);
    return after;
  });
}

function badTitle(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'A title needs between 1 and 256 characters. Nothing was changed.',
    remedy: 'Give another title.',
  });
}

function moved({ title }: Document): DocketError {
  return new DocketError('CONCURRENCY_CONFLICT', {
    message: `Somebody edited "${title}" in this moment. Nothing was changed.`,
    remedy: 'Try again.',
  });
}

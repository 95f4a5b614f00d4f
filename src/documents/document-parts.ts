/** What the document service is made of, and how its parts are read. */
import type { Document, DocumentVersion } from '../domain/document.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Nouns, Store } from '../ports/store.ts';
import type { FetchPage } from './readers/fetch-page.ts';

export type DocumentsParts = {
  store: Store;
  clock: Clock;
  ids: IdSource;
  log: Log;
  /** Absent where the settings do not allow to fetch addresses. */
  fetchPage?: FetchPage | null;
};

type Documents = Pick<Nouns, 'documents'>;

/** Throws NOT_FOUND, also for a deleted one. */
export async function documentOf({ documents }: Documents, workspaceId: Id, id: Id): Promise<Document> {
  const document = await documents.get(workspaceId, id);
  if (document && document.deletedAt === null) return document;
  throw notFound();
}

/** The current version, or an earlier one; throws NOT_FOUND. */
export async function versionOf(
  { documents }: Documents,
  document: Document,
  version: number = document.version,
): Promise<DocumentVersion> {
  const found = await documents.version(document.workspaceId, document.id, version);
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: `"${document.title}" has no version ${version}.`,
    remedy:
      document.version === 0
        ? 'There is only version 0.'
        : `Ask for a version from 0, the first, to ${document.version}, the newest.`,
  });
}

export function notFound(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'There is no such document in this workspace.',
    remedy: 'List the documents to see what is there.',
  });
}

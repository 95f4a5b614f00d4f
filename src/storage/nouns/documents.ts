/** Documents and their versions, as rows. */
import type { DocumentStore } from '../../ports/document-store.ts';
import { atomically } from '../query.ts';
import { type Db, documentRow, versionRow } from '../tables.ts';

const noteColumns = ['version', 'via', 'note', 'createdBy', 'createdAt'] as const;

export function documentStore(db: Db): DocumentStore {
  const read = (workspaceId: string) =>
    db.selectFrom('documents').select(documentRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(document, version) {
      await atomically(db, async (inside) => {
        await inside.insertInto('documents').values(documentRow.pack(document)).execute();
        await inside.insertInto('documentVersions').values(versionRow.pack(version)).execute();
      });
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    some: async (workspaceId, ids) =>
      ids.length > 0
        ? await read(workspaceId)
            .where('id', 'in', [...ids])
            .execute()
        : [],
    list: (workspaceId) =>
      read(workspaceId)
        .where('deletedAt', 'is', null)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    async swap(document, expected) {
      const changed = await db
        .updateTable('documents')
        .set(documentRow.pack(document))
        .where('workspaceId', '=', document.workspaceId)
        .where('id', '=', document.id)
        .where('version', '=', expected)
        .executeTakeFirst();
      return changed.numUpdatedRows === 1n;
    },
    ...versionStore(db),
  };
}

function versionStore(db: Db): Pick<DocumentStore, 'addVersion' | 'version' | 'history'> {
  const from = (workspaceId: string, id: string) =>
    db
      .selectFrom('documentVersions')
      .innerJoin('documents', 'documents.id', 'documentVersions.documentId')
      .where('documents.workspaceId', '=', workspaceId)
      .where('documentVersions.documentId', '=', id);
  return {
    async addVersion(workspaceId, version) {
      await db
        .insertInto('documentVersions')
        .columns([...versionRow.columns])
        .expression((from) =>
          from
            .selectFrom('documents')
            .select((is) => versionRow.columns.map((key) => is.val(versionRow.pack(version)[key]).as(key)))
            .where('workspaceId', '=', workspaceId)
            .where('id', '=', version.documentId),
        )
        .execute();
    },
    async version(workspaceId, id, version) {
      const found = await from(workspaceId, id)
        .select(versionRow.columns.map((key) => `documentVersions.${key}` as const))
        .where('documentVersions.version', '=', version)
        .executeTakeFirst();
      return found ?? null;
    },
    history: (workspaceId, id) =>
      from(workspaceId, id)
        .select(noteColumns.map((key) => `documentVersions.${key}` as const))
        .orderBy('documentVersions.version')
        .execute(),
  };
}

/** Documents and their versions, as rows. */
import type { DocumentStore } from '../../ports/document-store.ts';
import { atomically } from '../query.ts';
import { type Db, documentRow, versionRow } from '../tables.ts';

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
    list: (workspaceId) =>
      read(workspaceId)
        .where('deletedAt', 'is', null)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    async update(document) {
      await db
        .updateTable('documents')
        .set(documentRow.pack(document))
        .where('workspaceId', '=', document.workspaceId)
        .where('id', '=', document.id)
        .execute();
    },
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
      const found = await db
        .selectFrom('documentVersions')
        .innerJoin('documents', 'documents.id', 'documentVersions.documentId')
        .select(versionRow.columns.map((key) => `documentVersions.${key}` as const))
        .where('documents.workspaceId', '=', workspaceId)
        .where('documentVersions.documentId', '=', id)
        .where('documentVersions.version', '=', version)
        .executeTakeFirst();
      return found ?? null;
    },
  };
}

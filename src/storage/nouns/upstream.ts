/** Research sources, insights, recommendations and the links of blocks to them, as rows. */
import type { Insight } from '../../domain/upstream.ts';
import type { Locking, RecordStore, UpstreamStore } from '../../ports/upstream-store.ts';
import { blockUpstreamRow, type Db, insightRow, recommendationRow, researchRow } from '../tables.ts';

export function upstreamStore(db: Db): UpstreamStore {
  return {
    research: recordStore(db, 'researchSources', researchRow),
    insights: recordStore(db, 'insights', insightRow),
    recommendations: recordStore(db, 'recommendations', recommendationRow),
    async linkDocument(workspaceId, documentId, link) {
      await db
        .updateTable('documents')
        .set({ recommendationId: link.recommendationId, insightIds: link.insightIds })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', documentId)
        .execute();
    },
    async linkBlock(link) {
      const row = blockUpstreamRow.pack(link);
      await db
        .insertInto('blockUpstreams')
        .values(row)
        .onConflict((clash) =>
          clash
            .column('blockId')
            .doUpdateSet({ recommendationId: row.recommendationId, insightIds: row.insightIds })
            .where('blockUpstreams.workspaceId', '=', link.workspaceId),
        )
        .execute();
    },
    async blockLinks(workspaceId, blockIds) {
      if (blockIds.length === 0) return [];
      return db
        .selectFrom('blockUpstreams')
        .select(blockUpstreamRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('blockId', 'in', [...new Set(blockIds)])
        .execute();
    },
    blocksOf: (workspaceId, recommendationId) =>
      db
        .selectFrom('blockUpstreams')
        .select(blockUpstreamRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('recommendationId', '=', recommendationId)
        .execute(),
  };
}

type RecordTable = 'researchSources' | 'insights' | 'recommendations';
type RecordRow = { columns: readonly string[]; pack(noun: never): object };

/**
 * The three tables differ in columns that nothing here asks about. Kysely cannot type a table that is chosen at run time,
 * so inside all of them are taken for insights.
 */
function recordStore<Noun>(db: Db, name: RecordTable, shape: RecordRow): RecordStore<Noun> & Locking<Noun> {
  const table = name as 'insights';
  const row = shape as typeof insightRow;
  const read = (workspaceId: string) =>
    db
      .selectFrom(table)
      .select(row.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt', 'desc')
      .orderBy('id', 'desc');
  const store: RecordStore<Insight> & Locking<Insight> = {
    async put(record) {
      const { id: _, workspaceId, ...rest } = row.pack(record);
      await db
        .insertInto(table)
        .values(row.pack(record))
        .onConflict((clash) =>
          clash.column('id').doUpdateSet(rest).where(`${table}.workspaceId`, '=', workspaceId),
        )
        .execute();
    },
    async delete(workspaceId, id) {
      await db.deleteFrom(table).where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    lock: async (workspaceId, id) =>
      (await read(workspaceId).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null,
    async list(workspaceId, ids) {
      if (!ids) return read(workspaceId).execute();
      return ids.length === 0 ? [] : read(workspaceId).where('id', 'in', ids).execute();
    },
  };
  return store as unknown as RecordStore<Noun> & Locking<Noun>;
}

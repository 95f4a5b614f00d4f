/** The blocks of each document version, as rows. */
import type { Block } from '../../domain/document.ts';
import type { BlockStore } from '../../ports/document-store.ts';
import { atomically } from '../query.ts';
import { portions } from '../row.ts';
import { blockRow, type Db } from '../tables.ts';

/** Thousands of rows at once would keep the main thread busy for long. */
const page = 500;

export function blockStore(db: Db): BlockStore {
  const read = (workspaceId: string) =>
    db.selectFrom('blocks').select(blockRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async replace(workspaceId, documentId, version, blocks) {
      await atomically(db, async (inside) => {
        await inside
          .deleteFrom('blocks')
          .where('workspaceId', '=', workspaceId)
          .where('documentId', '=', documentId)
          .where('version', '=', version)
          .execute();
        for (const portion of portions(blocks)) {
          await inside.insertInto('blocks').values(portion.map(blockRow.pack)).execute();
        }
      });
    },
    async list(workspaceId, documentId, version) {
      const wanted = read(workspaceId)
        .where('documentId', '=', documentId)
        .where('version', '=', version)
        .orderBy('order')
        .limit(page);
      const found: Block[] = [];
      for (let more = true; more; ) {
        const rows = await wanted.offset(found.length).execute();
        found.push(...rows);
        more = rows.length === page;
      }
      return found;
    },
    async get(workspaceId, id) {
      const newest = read(workspaceId).where('id', '=', id).orderBy('version', 'desc').limit(1);
      return (await newest.executeTakeFirst()) ?? null;
    },
  };
}

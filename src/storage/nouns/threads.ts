/** Conversation threads, as rows: one per surface and the surface's own name for it. */
import { sql } from 'kysely';
import type { Thread } from '../../domain/conversation.ts';
import { emptyFocus } from '../../domain/conversation.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { ThreadStore } from '../../ports/conversation-store.ts';
import { packJson } from '../row.ts';
import { type Db, threadRow } from '../tables.ts';
import { withinReach } from '../within-reach.ts';

export function threadStore(db: Db, deps: { clock: Clock; ids: IdSource }): ThreadStore {
  const read = (workspaceId: string) =>
    db.selectFrom('threads').select(threadRow.columns).where('workspaceId', '=', workspaceId);
  const find = (workspaceId: string, surface: string, external: string) =>
    read(workspaceId).where('surface', '=', surface).where('external', '=', external);
  return {
    async ensure(workspaceId, surface, external) {
      const known = await find(workspaceId, surface, external).executeTakeFirst();
      if (known) return known;
      const createdAt = deps.clock.now().toISOString();
      const thread: Thread = {
        id: deps.ids.next(),
        workspaceId,
        surface,
        external,
        focus: emptyFocus(),
        createdAt,
      };
      await db
        .insertInto('threads')
        .values(threadRow.pack(thread))
        .onConflict((another) => another.doNothing())
        .execute();
      return find(workspaceId, surface, external).executeTakeFirstOrThrow();
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async find(workspaceId, surface, external) {
      return (await find(workspaceId, surface, external).executeTakeFirst()) ?? null;
    },
    async lastHeard(workspaceId, reach) {
      const heard = db
        .selectFrom('inbox')
        .innerJoin('threads', 'threads.id', 'inbox.threadId')
        .select(threadRow.columns.map((column) => `threads.${column}` as const))
        .where('inbox.workspaceId', '=', workspaceId)
        .where(sql<boolean>`inbox.event ->> 'kind' = 'message'`)
        .where(withinReach(reach));
      return (await heard.orderBy('inbox.id', 'desc').limit(1).executeTakeFirst()) ?? null;
    },
    async names(surface) {
      const rows = await db.selectFrom('threads').select('external').where('surface', '=', surface).execute();
      return rows.map(({ external }) => external);
    },
    async setFocus(workspaceId, id, focus) {
      await db
        .updateTable('threads')
        .set({ focus: packJson(focus)! })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
    },
  };
}

/** What each tool call of a run returned, as rows, so that a repeated call is answered and not made. */
import type { ToolCallStore } from '../../ports/conversation-store.ts';
import type { Db } from '../tables.ts';

export function toolCallStore(db: Db): ToolCallStore {
  return {
    async get(runId, callId) {
      const found = await db
        .selectFrom('toolCalls')
        .select('output')
        .where('runId', '=', runId)
        .where('callId', '=', callId)
        .executeTakeFirst();
      return found ?? null;
    },
    async put(runId, callId, output) {
      await db
        .insertInto('toolCalls')
        .values({ runId, callId, output: JSON.stringify(output ?? null) })
        .onConflict((first) => first.doNothing())
        .execute();
    },
  };
}

/** What models used, as rows. */
import { type RawBuilder, sql } from 'kysely';
import { addUsage, type UsageBy, type UsageSum } from '../../domain/usage.ts';
import type { UsageStore } from '../../ports/usage-store.ts';
import { type Db, modelUseRow } from '../tables.ts';

export function usageStore(db: Db): UsageStore {
  return {
    async append(use) {
      await db
        .insertInto('modelUses')
        .values(modelUseRow.pack(use))
        .onConflict((clash) => clash.doNothing())
        .execute();
    },
    async sums(workspaceId, { since, by, timeZone }) {
      const name = nameOf(by, timeZone);
      const found = await select(db, name)
        .where('workspaceId', '=', workspaceId)
        .$if(since !== null, (query) => query.where('at', '>=', since!))
        .groupBy(by === 'person' ? 'personId' : sql`1`)
        .execute();
      const byName = (one: UsageSum, other: UsageSum) => (one.name < other.name ? -1 : 1);
      if (by === 'day') return found.sort(byName);
      return found.sort((one, other) => sizeOf(other) - sizeOf(one) || byName(one, other));
    },
    async ofRun(workspaceId, runId) {
      const found = await select(db, sql<string>`operation`)
        .where('workspaceId', '=', workspaceId)
        .where('runId', '=', runId)
        .groupBy('operation')
        .execute();
      return addUsage(found, runId);
    },
  };
}

/** Sums come as double precision, which holds whole numbers exactly far beyond any bill. */
function select(db: Db, name: RawBuilder<string>) {
  const sum = (column: string) => sql<number>`coalesce(sum(${sql.ref(column)}), 0)::double precision`;
  return db
    .selectFrom('modelUses')
    .select([
      name.as('name'),
      sql<number>`count(*)::int`.as('calls'),
      sum('inputTokens').as('input'),
      sum('outputTokens').as('output'),
      sum('cachedTokens').as('cached'),
      sum('reasoningTokens').as('reasoning'),
      sum('costMicros').as('costMicros'),
      sql<number>`(count(*) - count(${sql.ref('costMicros')}))::int`.as('unpriced'),
    ]);
}

/** A person is called as they were called last. */
function nameOf(by: UsageBy, timeZone: string): RawBuilder<string> {
  if (by === 'person') return sql<string>`(array_agg(person_name order by at desc))[1]`;
  if (by === 'day') return sql<string>`to_char(at at time zone ${sql.lit(timeZone)}, 'YYYY-MM-DD')`;
  return sql<string>`${sql.ref(by)}`;
}

const sizeOf = ({ input, output }: UsageSum) => input + output;

/** Pushes and their intents, as rows: the database itself keeps a second attempt at the same issue out. */
import { sql } from 'kysely';
import { DocketError } from '../../domain/errors.ts';
import type { PushStore } from '../../ports/publication-store.ts';
import { brokenConstraint } from '../failures.ts';
import { lockNumber } from '../lock-number.ts';
import { atomically } from '../query.ts';
import { portions } from '../row.ts';
import { type Db, intentRow, pushRow } from '../tables.ts';
import { claimIntents } from './claim-intents.ts';

export function pushStore(db: Db): PushStore {
  const read = () => db.selectFrom('pushes').select(pushRow.columns).orderBy('createdAt').orderBy('id');
  return {
    async planAlone(destination) {
      await sql`select pg_advisory_xact_lock(${lockNumber(`plan ${destination}`)}::bigint)`.execute(db);
    },
    insert: (push, intents) =>
      refuseSecondIntent(async () => {
        await atomically(db, async (inside) => {
          await inside.insertInto('pushes').values(pushRow.pack(push)).execute();
          for (const portion of portions(intents)) {
            await inside.insertInto('intents').values(portion.map(intentRow.pack)).execute();
          }
        });
      }),
    async get(workspaceId, id) {
      const found = read().where('workspaceId', '=', workspaceId).where('id', '=', id);
      return (await found.executeTakeFirst()) ?? null;
    },
    async lock(workspaceId, id) {
      const found = read().where('workspaceId', '=', workspaceId).where('id', '=', id).forUpdate();
      return (await found.executeTakeFirst()) ?? null;
    },
    async update(push) {
      await db
        .updateTable('pushes')
        .set(pushRow.pack(push))
        .where('workspaceId', '=', push.workspaceId)
        .where('id', '=', push.id)
        .execute();
    },
    since: (at) => read().where('createdAt', '>=', at).execute(),
    unfinished: () => read().where('finishedAt', 'is', null).execute(),
    async tally(pushId) {
      const rows = await db
        .selectFrom('intents')
        .select((is) => [
          'op',
          'state',
          is.fn.countAll<string>().as('count'),
          is.fn.min('notBefore').as('due'),
        ])
        .where('pushId', '=', pushId)
        .groupBy(['op', 'state'])
        .execute();
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    ...intentReads(db),
    ...intentWrites(db),
  };
}

type IntentReads = Pick<
  PushStore,
  'intents' | 'intentsIn' | 'intentsOfTickets' | 'intentsOfMarkers' | 'plannedLinks'
>;

function intentReads(db: Db): IntentReads {
  const read = () => db.selectFrom('intents').select(intentRow.columns);
  return {
    intents: (pushId) => read().where('pushId', '=', pushId).orderBy('order').orderBy('id').execute(),
    intentsIn: (pushId, states) =>
      read()
        .where('pushId', '=', pushId)
        .where('state', 'in', states)
        .orderBy('order')
        .orderBy('id')
        .execute(),
    intentsOfTickets: (workspaceId, ticketIds) =>
      read()
        .where('workspaceId', '=', workspaceId)
        .where('op', '=', 'create')
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('updatedAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    plannedLinks: (pushId, ticketIds) =>
      read()
        .where('pushId', '=', pushId)
        .where('op', '=', 'link')
        .where('state', '=', 'planned')
        .where((is) => {
          const given = is.fn.any(is.val(ticketIds));
          return is.or([is('ticketId', '=', given), is('waitsFor', '=', given)]);
        })
        .orderBy('order')
        .execute(),
    intentsOfMarkers: (markers) =>
      read()
        .where((is) => is('marker', '=', is.fn.any(is.val(markers))))
        .orderBy('updatedAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),
  };
}

function intentWrites(db: Db): Pick<PushStore, 'claim' | 'settle' | 'abandon'> {
  return {
    claim: (pushId, owner, now, wish) => claimIntents(db, pushId, owner, now, wish),
    settle: (intent, from) =>
      refuseSecondIntent(async () => {
        const result = await db
          .updateTable('intents')
          .set(intentRow.pack(intent))
          .where('id', '=', intent.id)
          .where('epoch', '=', intent.epoch)
          .where('state', '=', from)
          .executeTakeFirst();
        return result.numUpdatedRows === 1n;
      }),
    async abandon(sentBefore, notOwner, notBefore) {
      const result = await db
        .updateTable('intents')
        .set((is) => ({ state: 'unknown', epoch: is('epoch', '+', 1), notBefore }))
        .where('state', '=', 'sending')
        .where('sentAt', '<', sentBefore)
        .where((is) => is.or([is('owner', 'is', null), is('owner', '<>', notOwner)]))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
  };
}

async function refuseSecondIntent<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!brokenConstraint(error)?.startsWith('intents_one_open')) throw error;
    throw new DocketError('CONCURRENCY_CONFLICT', {
      message: 'One of these tickets is already on its way to the same place. Nothing was sent by this push.',
      remedy: 'Wait until the push that is under way has finished, then look at the board again.',
      cause: error,
    });
  }
}

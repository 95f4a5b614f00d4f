/** Who sends where and what each account may be sent, as rows that one statement changes. */
import type { SenderStore } from '../../ports/publication-store.ts';
import { budgetRow, type Db } from '../tables.ts';

export function senderStore(db: Db): SenderStore {
  return {
    async hold(destination, owner, now, until) {
      const held = await db
        .insertInto('sendLeases')
        .values({ destination, owner, epoch: 1, until })
        .onConflict((known) =>
          known
            .column('destination')
            .doUpdateSet((is) => ({ owner, until, epoch: is('sendLeases.epoch', '+', 1) }))
            .where((is) => is.or([is('sendLeases.owner', '=', owner), is('sendLeases.until', '<=', now)])),
        )
        .returning('owner')
        .executeTakeFirst();
      return held !== undefined;
    },
    async release(destination, owner) {
      await db
        .deleteFrom('sendLeases')
        .where('destination', '=', destination)
        .where('owner', '=', owner)
        .execute();
    },
    async releaseAll() {
      await db.deleteFrom('sendLeases').execute();
    },
    async budget(account) {
      const found = db.selectFrom('sendBudgets').select(budgetRow.columns).where('account', '=', account);
      return (await found.executeTakeFirst()) ?? null;
    },
    async swapBudget(budget) {
      const row = budgetRow.pack(budget);
      const written = await db
        .insertInto('sendBudgets')
        .values(row)
        .onConflict((known) =>
          known
            .column('account')
            .doUpdateSet(row)
            .where('sendBudgets.rev', '=', budget.rev - 1),
        )
        .returning('rev')
        .executeTakeFirst();
      return written !== undefined;
    },
  };
}

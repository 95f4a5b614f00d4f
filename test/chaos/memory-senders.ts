/** Who sends where, what an account may be sent, issues that are one too many, and agreed states, in memory. */
import type { SecondIssue } from '../../src/domain/second-issue.ts';
import type { SendBudget } from '../../src/domain/send-budget.ts';
import type { SyncBase } from '../../src/domain/sync.ts';
import type { Nouns } from '../../src/ports/store.ts';
import type { WebhookDelivery } from '../../src/ports/sync-store.ts';
import type { Database } from './memory-database.ts';
import { compare, type Run, updateRow } from './memory-store.ts';

type Lease = { destination: string; owner: string; until: string };

export function senderNouns(
  database: Database,
  run: Run,
): Pick<Nouns, 'senders' | 'secondIssues' | 'syncBases' | 'syncNews' | 'webhooks'> {
  return {
    senders: senderNoun(database, run),
    secondIssues: secondIssueNoun(database, run),
    syncBases: syncBaseNoun(database, run),
    syncNews: { append: async () => {} } as unknown as Nouns['syncNews'],
    webhooks: webhookNoun(database, run),
  };
}

function webhookNoun(database: Database, run: Run): Nouns['webhooks'] {
  const keyOf = (source: string, deliveryId: string) => `${source} ${deliveryId}`;
  return {
    accept: (delivery) =>
      run((transaction) =>
        updateRow(
          database,
          transaction,
          ['deliveries', keyOf(delivery.source, delivery.deliveryId)],
          (known) => (known ? undefined : delivery),
        ),
      ),
    get: (source, deliveryId) =>
      run((transaction) => database.get(transaction, 'deliveries', keyOf(source, deliveryId)) ?? null),
    finish: (source, deliveryId, at) =>
      run(async (transaction) => {
        await updateRow<WebhookDelivery>(
          database,
          transaction,
          ['deliveries', keyOf(source, deliveryId)],
          (known) => (known ? { ...known, doneAt: at } : undefined),
        );
      }),
  } as Nouns['webhooks'];
}

function syncBaseNoun(database: Database, run: Run): Nouns['syncBases'] {
  return {
    ofTickets: (workspaceId, ids) =>
      run((transaction) =>
        database
          .rows<SyncBase>(transaction, 'sync bases')
          .filter((one) => one.workspaceId === workspaceId && ids.includes(one.ticketId)),
      ),
    swap: (base, expected) =>
      run((transaction) => {
        const key = `${base.ticketId} ${base.tracker}`;
        return updateRow<SyncBase>(database, transaction, ['sync bases', key], (current) =>
          (current?.rev ?? 0) === expected ? base : undefined,
        );
      }),
  };
}

function senderNoun(database: Database, run: Run): Nouns['senders'] {
  return {
    hold: (destination, owner, now, until) =>
      run((transaction) =>
        updateRow<Lease>(database, transaction, ['leases', destination], (current) =>
          !current || current.owner === owner || current.until <= now
            ? { destination, owner, until }
            : undefined,
        ),
      ),
    release: (destination, owner) =>
      run(async (transaction) => {
        await updateRow<Lease>(database, transaction, ['leases', destination], (current) =>
          current?.owner === owner ? null : undefined,
        );
      }),
    releaseAll: () =>
      run(async (transaction) => {
        for (const { destination } of database.rows<Lease>(transaction, 'leases')) {
          await updateRow<Lease>(database, transaction, ['leases', destination], () => null);
        }
      }),
    budget: (account) =>
      run((transaction) => database.get<SendBudget>(transaction, 'budgets', account) ?? null),
    swapBudget: (budget) =>
      run((transaction) =>
        updateRow<SendBudget>(database, transaction, ['budgets', budget.account], (current) =>
          !current || current.rev === budget.rev - 1 ? budget : undefined,
        ),
      ),
  };
}

function secondIssueNoun(database: Database, run: Run): Nouns['secondIssues'] {
  const all = 'second issues';
  return {
    note: (found) =>
      run(async (transaction) => {
        const written: SecondIssue[] = [];
        for (const one of found) {
          const place = `second issue/${one.destination} ${one.second.externalId}`;
          const waiting = database.lock(transaction, place);
          if (waiting) await waiting;
          const isKnown = (other: SecondIssue) =>
            other.destination === one.destination && other.second.externalId === one.second.externalId;
          if (database.rows<SecondIssue>(transaction, all).some(isKnown)) continue;
          database.put(transaction, all, one.id, one);
          written.push(one);
        }
        return written;
      }),
    ofPush: (pushId) =>
      run((transaction) =>
        database
          .rows<SecondIssue>(transaction, all)
          .filter((one) => one.pushId === pushId)
          .sort((one, other) => compare(one.foundAt, other.foundAt) || compare(one.id, other.id)),
      ),
    get: (workspaceId, id) =>
      run((transaction) => {
        const found = database.get<SecondIssue>(transaction, all, id);
        return found?.workspaceId === workspaceId ? found : null;
      }),
    untold: () =>
      run((transaction) =>
        database
          .rows<SecondIssue>(transaction, all)
          .filter((one) => one.toldAt === null)
          .sort((one, other) => compare(one.foundAt, other.foundAt) || compare(one.id, other.id)),
      ),
    told: (ids, at) =>
      run(async (transaction) => {
        for (const id of ids) {
          await updateRow<SecondIssue>(database, transaction, [all, id], (current) =>
            current ? { ...current, toldAt: at } : undefined,
          );
        }
      }),
  };
}

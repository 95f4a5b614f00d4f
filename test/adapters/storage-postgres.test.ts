/** A real Postgres server keeps the storage contracts, LangGraph's and Keyv's included; skipped where none can start. */
import { afterAll, describe } from 'vitest';
import { storeContract } from '../contracts/store.ts';
import { bugReportStoreContract } from '../contracts/store-bug-reports.ts';
import { changeStoreContract } from '../contracts/store-changes.ts';
import { conversationStoreContract } from '../contracts/store-conversation.ts';
import { publicationStoreContract } from '../contracts/store-publication.ts';
import { publishedSuites } from '../contracts/store-published-suites.ts';
import { queueContract } from '../contracts/store-queue.ts';
import { syncStoreContract } from '../contracts/store-sync.ts';
import { transactionContract } from '../contracts/store-transactions.ts';
import { upstreamStoreContract } from '../contracts/store-upstream.ts';
import { workStoreContract } from '../contracts/store-work.ts';
import { workflowStoreContract } from '../contracts/store-workflows.ts';
import { startPostgres } from '../support/postgres.ts';
import { openTestStorage, shareOne } from '../support/storage.ts';

const server = await startPostgres();
if (typeof server === 'string') console.warn(server);

describe.skipIf(typeof server === 'string')('the store on a Postgres server', { timeout: 30_000 }, () => {
  if (typeof server === 'string') return;
  const openAnother = async () => openTestStorage({ url: await server.createDatabase() });
  const { open, end } = shareOne(openAnother);
  afterAll(async () => {
    await end();
    await server.stop();
  });

  storeContract(open);
  publicationStoreContract(open);
  bugReportStoreContract(open);
  conversationStoreContract(open);
  upstreamStoreContract(open);
  changeStoreContract(open);
  syncStoreContract(open);
  workStoreContract(open);
  workflowStoreContract(open);
  transactionContract(open);
  // Its workers would take each other's jobs.
  queueContract(openAnother);
  publishedSuites(open);
});

/** The embedded store keeps the storage contracts, LangGraph's and Keyv's included. */
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
import { openTestStorage, shareOne } from '../support/storage.ts';

describe('the embedded store', { timeout: 30_000 }, () => {
  const { open, end } = shareOne(openTestStorage);
  afterAll(end);

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
  queueContract(openTestStorage);
  publishedSuites(open);
});

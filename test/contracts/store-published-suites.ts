/** The suites that LangGraph and Keyv publish for whatever keeps checkpoints and values, over our storage. */
import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import { validate } from '@langchain/langgraph-checkpoint-validation';
import { Keyv } from 'keyv';
import * as vitest from 'vitest';
import type { TestStorage } from '../support/storage.ts';
import { newId } from './store-samples.ts';

const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } = vitest;

// LangGraph's suite takes these from the global scope.
Object.assign(globalThis, { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it });

/** The suite is Keyv 5's: Keyv 6 answers for each of many keys, and adapters have no `opts` any more. */
const changedInKeyv6 = new Set([
  '.deleteMany([keys]) with nonexistent keys resolves to false',
  'value can be BigInt using other serializer/deserializer',
]);
const keyv6 = {
  ...vitest,
  it: (name: string, work: () => Promise<void>) =>
    changedInKeyv6.has(name) ? it.skip(name) : it(name, work),
} as unknown as typeof vitest;

export function publishedSuites(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  beforeAll(async () => {
    storage = await open();
  });
  afterAll(() => storage?.close());

  describe('LangGraph’s checkpoint suite', () => {
    validate({
      checkpointerName: 'Docket',
      createCheckpointer: () => storage.checkpoints(),
      async destroyCheckpointer(saver) {
        const threads = new Set<string>();
        for await (const { config } of saver.list({})) threads.add(config.configurable?.thread_id);
        for (const thread of threads) await saver.deleteThread(thread);
      },
    });
  });

  describe('Keyv’s suite', () => {
    const store = () => storage.memo(newId()).store;
    keyvTestSuite(keyv6, Keyv, store);
    keyvIteratorTests(keyv6, Keyv, store);
  });

  describe('a memo', () => {
    it('keeps nothing in clear that is to be encrypted, and opens with its key alone', async () => {
      const [secretKey, another] = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'));
      const vault = storage.memo('vault', { secretKey: secretKey! });
      await vault.set('team', { token: 'xoxb-topsecret' });
      expect(await vault.get('team')).toEqual({ token: 'xoxb-topsecret' });
      expect(await storage.memo('vault').store.get('team')).toMatch(/^[\w+/=]{40,}$/);
      await expect(storage.memo('vault', { secretKey: another! }).get('team')).rejects.toThrow();
      await vault.delete('team');
    });

    it('forgets a value when its time has run out', async () => {
      const memo = storage.memo('short', { ttlMs: 400 });
      await memo.set('key', { value: 1 });
      expect(await memo.get('key')).toEqual({ value: 1 });
      await new Promise((done) => setTimeout(done, 450));
      expect(await memo.get('key')).toBeUndefined();
      expect(await memo.has('key')).toBe(false);
    });

    it('keeps namespaces apart', async () => {
      const [one, other] = [storage.memo('one'), storage.memo('other')];
      await one.set('key', 1);
      await other.set('key', 2);
      await one.clear();
      expect(await one.get('key')).toBeUndefined();
      expect(await other.get('key')).toBe(2);
    });
  });
}

/** What every queue promises: each job done, one key's jobs in order, a failing one tried again and then let go. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/ports/queue.ts';
import type { TestStorage } from '../support/storage.ts';
import { newId } from './store-samples.ts';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

export function queueContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  afterEach(() => storage?.close());

  describe('a queue', () => {
    it('runs the jobs of one key in order and never two at once, and other keys meanwhile', async () => {
      storage = await open();
      const { queue } = storage;
      const done: string[] = [];
      const running = new Set<string>();
      let most = 0;
      await queue.work(
        'thread/slack',
        async ({ key, payload }) => {
          expect(running.has(key)).toBe(false);
          running.add(key);
          most = Math.max(most, running.size);
          await pause(5);
          running.delete(key);
          done.push(`${key}${payload.n}`);
        },
        { concurrency: 3 },
      );
      const keys = ['a', 'b', 'c'];
      for (let n = 0; n < 6; n += 1) {
        for (const key of keys) await queue.send('thread/slack', { key, payload: { n } });
      }
      await queue.settled(keys);
      for (const key of keys) {
        expect(done.filter((one) => one.startsWith(key))).toEqual([0, 1, 2, 3, 4, 5].map((n) => key + n));
      }
      expect(most).toBeGreaterThan(1);
    });

    it('hands over payload, key and attempt as they are', async () => {
      storage = await open();
      const { queue } = storage;
      const jobs: Job[] = [];
      await queue.work('push', async (job) => void jobs.push(job));
      const payload = { pushId: newId(), nested: { list: [1, null, 'ü'] } };
      await queue.send('push', { key: 'linear:ENG', payload });
      await queue.settled(['linear:ENG']);
      expect(jobs).toEqual([{ id: expect.any(String), key: 'linear:ENG', payload, attempt: 1 }]);
    });

    it('begins a job that was sent before anybody worked', async () => {
      storage = await open();
      const { queue } = storage;
      await queue.send('sync', { key: 'k', payload: {} });
      let begun = 0;
      await queue.work('sync', async () => {
        begun += 1;
      });
      await queue.settled(['k']);
      expect(begun).toBe(1);
    });

    it('tries a failing job again while its key waits, and goes on with the key in order', async () => {
      storage = await open();
      const { queue } = storage;
      const done: string[] = [];
      await queue.work(
        'thread/slack',
        async ({ key, payload, attempt }) => {
          if (payload.n === 0 && attempt === 1) throw new Error('not yet');
          done.push(`${key}${payload.n}/${attempt}`);
        },
        { concurrency: 2 },
      );
      await queue.send('thread/slack', { key: 'a', payload: { n: 0 } });
      await queue.send('thread/slack', { key: 'a', payload: { n: 1 } });
      await queue.send('thread/slack', { key: 'b', payload: { n: 2 } });
      await queue.settled(['a', 'b']);
      expect(done.filter((one) => one.startsWith('a'))).toEqual(['a0/2', 'a1/1']);
      expect(done[0]).toBe('b2/1');
    });

    it('starts a job soon after it was sent', async () => {
      storage = await open();
      const { queue } = storage;
      const latencies: number[] = [];
      await queue.work('thread/slack', async ({ payload }) => {
        latencies.push(performance.now() - Number(payload.sentAt));
      });
      await pause(50);
      for (let n = 0; n < 15; n += 1) {
        await queue.send('thread/slack', { key: 'k', payload: { sentAt: performance.now() } });
        await queue.settled(['k']);
      }
      const [middle] = latencies.sort((a, b) => a - b).slice(7);
      expect(middle).toBeLessThan(200);
    });

    it('keeps a job for later, and does not wait for it when asked what is settled', async () => {
      storage = await open();
      const { queue } = storage;
      const done: number[] = [];
      await queue.work('sync', async () => void done.push(performance.now()));
      const sent = performance.now();
      await queue.send('sync', { key: 'later', payload: {}, afterMs: 800 });
      await queue.settled(['later']);
      expect(done).toEqual([]);
      while (done.length === 0) await pause(10);
      expect(done[0]! - sent).toBeGreaterThanOrEqual(795);
    });

    it('is settled for keys that have no job, whatever others do', async () => {
      storage = await open();
      const { queue } = storage;
      let end = () => {};
      const ended = new Promise<void>((done) => (end = done));
      await queue.work('thread/slack', () => ended);
      await queue.send('thread/slack', { key: 'busy', payload: {} });
      await queue.settled(['idle']);
      let isSettled = false;
      const settled = queue.settled(['busy']).then(() => (isSettled = true));
      await pause(60);
      expect(isSettled).toBe(false);
      end();
      await settled;
    });

    it('tells a running handler to stop when the storage closes', async () => {
      storage = await open();
      const { queue } = storage;
      let stopped = () => {};
      const begun = new Promise<void>((begin) => {
        void queue.work('thread/slack', (_job, signal) => {
          begin();
          return new Promise<void>((done) => {
            signal.addEventListener('abort', () => done());
            stopped = done;
          });
        });
      });
      await queue.send('thread/slack', { key: 'k', payload: {} });
      await begun;
      const before = performance.now();
      await storage.close();
      expect(performance.now() - before).toBeLessThan(4000);
      stopped();
      storage = undefined as never;
    });
  });
}

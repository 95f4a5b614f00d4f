/** A process that holds a store and writes to it until it is killed; it tells its parent what was acknowledged. */
import { newWorkspace, openTestStorage } from './storage.ts';

const [home, url] = process.argv.slice(2);
const tell = (message: Record<string, unknown>) => void process.send?.(message);

try {
  const storage = await openTestStorage({ home: home!, ...(url ? { url } : {}) });
  const workspace = await newWorkspace(storage, 'From the child');
  const lock = storage.store.exclusively(
    'child',
    () => new Promise<never>(() => {}),
    () => new Error('busy'),
  );
  lock.catch((error) => tell({ failed: String(error) }));
  await storage.queue.work(
    'thread/slack',
    async ({ payload }) => {
      tell({ begun: payload.n });
      await new Promise<never>(() => {});
    },
    { concurrency: 2 },
  );
  for (let n = 0; n < 3; n += 1)
    await storage.queue.send('thread/slack', { key: `k${n % 2}`, payload: { n } });
  tell({ opened: workspace.id });
  for (let n = 1; ; n += 1) {
    const number = await storage.store.transact(async (nouns) => {
      await nouns.threads.ensure(workspace.id, 'terminal', `thread ${n}`);
      return nouns.tickets.nextNumber(workspace.id, 'BUG', 2026);
    });
    tell({ committed: number });
  }
} catch (error) {
  const { code, message, remedy } = error as { code?: string; message: string; remedy?: string };
  tell({ code, message, remedy });
  process.exit(1);
}

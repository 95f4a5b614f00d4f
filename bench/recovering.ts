/** Measures how soon a store with many unfinished pushes is at work again after its process died. */
import { performance } from 'node:perf_hooks';
import { anIntent, aPush } from '../test/contracts/store-samples.ts';
import { openClockedStorage, openPublishing } from '../test/support/publishing.ts';
import { connect, scriptTracker } from '../test/support/scripted-tracker.ts';
import { type Measurement, medianOf } from './draw-table.ts';

const pushes = 20;
const perPush = 500;
/** Of each, what was under way when the process died. */
const sendingPerPush = 10;

/** Milliseconds until all that was left is queued again. */
export async function measureRecovery(rounds: number): Promise<Measurement> {
  const storage = await openClockedStorage();
  try {
    const house = await openPublishing(storage, connect(scriptTracker(storage.clock)));
    const { store } = storage;
    const at = storage.clock.now().toISOString();
    const tickets = await house.add(Array.from({ length: perPush }, (_, one) => `Ticket ${one}`));
    const begun = Array.from({ length: pushes }, (_, one) => {
      const destination = { ...aPush('').destination, id: `github:acme/web-${one}` };
      return aPush(house.desk.workspace.id, { destination, createdAt: at });
    });
    for (const push of begun) {
      const intents = tickets.map((ticket, order) => anIntent(push, ticket, { order }));
      await store.pushes.insert(push, intents);
    }
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      house.queue.jobs.length = 0;
      const claim = { op: 'create', most: sendingPerPush, withParents: false } as const;
      for (const { id } of begun) await store.pushes.claim(id, 'dead', at, claim);
      const started = performance.now();
      await house.restart({ soleOwner: true }).recover();
      times.push(performance.now() - started);
      if (house.queue.jobs.length !== pushes)
        throw new Error(`${house.queue.jobs.length} pushes were taken up`);
    }
    const [min, max] = [Math.min(...times), Math.max(...times)];
    const name = `restart with ${(pushes * perPush).toLocaleString('en')} open intents`;
    return { name, unit: 'ms', n: times.length, median: medianOf(times), min, max, ratio: null };
  } finally {
    await storage.close();
  }
}

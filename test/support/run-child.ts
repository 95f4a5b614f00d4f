/** A process that works on runs of workflows until it is killed, and writes down what it does while it does it. */
import pg from 'pg';
import { silentLog } from '../../src/ports/log.ts';
import { createEngine } from '../../src/workflow/engine.ts';
import { createWitness, leaseMs } from './run-witness.ts';
import { openTestStorage } from './storage.ts';

const [url, home] = process.argv.slice(2);
const storage = await openTestStorage({ url: url!, home: home! });
const { store, clock, ids } = storage;
const pool = new pg.Pool({ connectionString: url!, max: 2 });
const engine = createEngine({
  ...{ store, clock, ids, leaseMs, log: silentLog, instance: `child-${process.pid}` },
  worker: createWitness(store, pool, `child-${process.pid}`),
  ticketOf: async () => null,
  factsOf: () => null,
  tell: async () => {},
});
setInterval(() => void engine.recover().catch(() => {}), 50);
process.send?.('ready');

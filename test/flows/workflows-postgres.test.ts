/** Runs of workflows on one Postgres server, worked on by processes that are killed: all of it with DOCKET_TEST_DEEP, a little always. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import { currentSteps, hasEnded } from '../../src/domain/workflow-run.ts';
import { silentLog } from '../../src/ports/log.ts';
import { createEngine, type Engine } from '../../src/workflow/engine.ts';
import { readWorkflow } from '../../src/workflow/read-workflow.ts';
import { beginRun } from '../../src/workflow/steer-run.ts';
import { startPostgres } from '../support/postgres.ts';
import { createWitness, leaseMs, witnessTables } from '../support/run-witness.ts';
import { newWorkspace, openTestStorage, type TestStorage } from '../support/storage.ts';
import { person } from '../support/workflow-desk.ts';

const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);
const { runs, kills, crew } = isDeep ? { runs: 40, kills: 24, crew: 3 } : { runs: 6, kills: 1, crew: 1 };

const definition = `max_parallel: 3
steps:
 - { id: a, agent: research, needs: [] }
 - { id: b, agent: security, needs: [] }
 - { id: flaky1, agent: engineer, needs: [a], retry: { max: 1, backoff: 10ms } }
 - { id: c, agent: ops, needs: [a, b], when: steps.a.flags.up }
 - { id: d, agent: ops, needs: [b], when: not steps.b.flags.up }
 - { id: e, agent: qa, needs: [flaky1, c, d] }
 - { id: flaky2, agent: qa, needs: [e], on_failure: goto:c }
 - { id: f, agent: documentation, needs: [flaky2], on_failure: continue }`;

const server = await startPostgres();
if (typeof server === 'string') console.warn(server);

describe.skipIf(typeof server === 'string')('processes that share runs and are killed', () => {
  if (typeof server === 'string') return;
  const home = mkdtempSync(join(tmpdir(), 'docket-runs-'));
  const children = new Set<ChildProcess>();
  let url: string;
  let storage: TestStorage;
  let pool: pg.Pool;
  let engine: Engine;
  let looking: NodeJS.Timeout;

  beforeAll(async () => {
    url = await server.createDatabase();
    storage = await openTestStorage({ url, home });
    pool = new pg.Pool({ connectionString: url, max: 2 });
    await pool.query(witnessTables);
    const { store, clock, ids } = storage;
    engine = createEngine({
      ...{ store, clock, ids, leaseMs, log: silentLog, instance: 'here' },
      worker: createWitness(store, pool, 'here'),
      ticketOf: async () => null,
      factsOf: () => null,
      tell: async () => {},
    });
  });
  afterAll(async () => {
    clearInterval(looking);
    await engine.stop();
    for (const child of children) child.kill('SIGKILL');
    await pool.end();
    await storage.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const hire = async () => {
    const child = fork(join(import.meta.dirname, '../support/run-child.ts'), [url, home], {
      stdio: 'inherit',
    });
    children.add(child);
    await new Promise<void>((resolve) => child.once('message', () => resolve()));
    return child;
  };
  const unfinished = async (ids: readonly Id[]) => {
    const states = await Promise.all(ids.map((id) => storage.store.workflows.getAnywhere(id)));
    return states.filter((state) => !hasEnded(state!.run)).length;
  };
  const begunBy = async (name: string) =>
    Number((await pool.query('select count(*) from begun where by_whom = $1', [name])).rows[0].count);

  it('U-101, S4-37: do no completed step again, begin none before its needs, and end every run', async () => {
    const { id: workspaceId } = await newWorkspace(storage);
    const hands = await Promise.all(Array.from({ length: crew }, hire));
    const workflow = readWorkflow('chaos.yml', definition);
    const ids = Array.from({ length: runs }, () => storage.ids.next());
    for (const [at, id] of ids.entries()) {
      const place = { workspaceId, ticketId: null, threadId: null, inputs: {}, startedBy: person };
      const begun = { ...place, id, workflow, source: definition };
      // Half of them begin here, half are left for whoever looks first.
      expect(await (at % 2 === 0 ? engine.begin(begun) : insertIdle(begun))).not.toBeNull();
    }
    looking = setInterval(() => void engine.recover(), 60);
    expect(await killSome(hands, ids)).toBeGreaterThan(0);
    expect((await pool.query('select what from wrong')).rows).toEqual([]);
    for (const id of ids) await expectEnd(id);
    const { rows } = await pool.query(
      "select payload->>'step' as step from events where type = 'WorkflowStepFinished' and payload->>'status' = 'completed' group by run_id, 1 having count(*) > 1",
    );
    // Only rework finishes a step twice, each time as a visit of its own.
    expect(rows.map(({ step }) => step).filter((step) => !['c', 'e'].includes(step))).toEqual([]);
  });

  /** Kills whoever has begun something, until all runs have ended; gives how many were killed. */
  async function killSome(hands: ChildProcess[], ids: readonly Id[]): Promise<number> {
    let killed = 0;
    const giveUp = Date.now() + 120_000;
    for (let left = ids.length; left > 0; left = await unfinished(ids)) {
      if (Date.now() > giveUp) throw new Error(`${left} runs did not end`);
      await sleep(isDeep ? 60 + Math.random() * 240 : 25);
      const at = killed % crew;
      const victim = hands[at]!;
      if (killed >= kills || (await begunBy(`child-${victim.pid}`)) === 0) continue;
      victim.kill('SIGKILL');
      killed += 1;
      if (killed < kills) hands[at] = await hire();
    }
    return killed;
  }

  async function expectEnd(id: Id): Promise<void> {
    const state = (await storage.store.workflows.getAnywhere(id))!;
    const statuses = Object.fromEntries(currentSteps(state).map(({ stepId, status }) => [stepId, status]));
    expect(state.run).toMatchObject({ status: 'completed', leaseOwner: null });
    expect(statuses).toMatchObject({ a: 'completed', c: 'completed', d: 'skipped', f: 'completed' });
  }

  /** As a process leaves it that died right after it began the run. */
  async function insertIdle(run: Parameters<Engine['begin']>[0]) {
    const { state } = beginRun(run, storage.clock.now().toISOString());
    return (await storage.store.workflows.insert(state, [])) ? state : null;
  }
});

/** Who works on steps in tests of crashes: keeps in the database what was begun, and what should never have been. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { currentSteps } from '../../src/domain/workflow-run.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Worker } from '../../src/workflow/worker.ts';
import { failing, passed } from './workflow-desk.ts';

/** Short, so that what a killed process held is free again soon. */
export const leaseMs = 700;

export const witnessTables =
  'create table begun (run text, step text, visit int, attempt int, by_whom text); create table wrong (what text)';

const settled = new Set(['completed', 'skipped', 'failed']);

/** Steps named `flaky…` fail at their very first try; all take a few milliseconds. */
export function createWitness(store: Store, pool: Pick<Pool, 'query'>, name: string): Worker {
  return async ({ run, step, visit, attempt }) => {
    const state = (await store.workflows.getAnywhere(run.id))!;
    const current = new Map(currentSteps(state).map((one) => [one.stepId, one]));
    const own = current.get(step.id)!;
    const say = (what: string) =>
      pool.query('insert into wrong values ($1)', [`${run.id} ${step.id}#${visit}: ${what}`]);
    if (own.visit === visit && own.status === 'completed') await say('was completed and is begun again');
    for (const need of step.needs) {
      const { status } = current.get(need)!;
      if (!settled.has(status)) await say(`begun while ${need} is ${status}`);
    }
    await pool.query('insert into begun values ($1, $2, $3, $4, $5)', [
      run.id,
      step.id,
      visit,
      attempt,
      name,
    ]);
    await sleep(5 + Math.random() * 40);
    return step.id.startsWith('flaky') && visit === 1 && attempt === 1
      ? { kind: 'answered', answer: failing }
      : passed(undefined, ['up']);
  };
}

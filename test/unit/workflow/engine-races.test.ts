/** What happens to a run between any two moments of whoever works on it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { openWorkflowDesk, passed, person, type WorkflowDesk } from '../../support/workflow-desk.ts';

let storage: TestStorage;
let desk: WorkflowDesk;
beforeAll(async () => {
  storage = await shareTestStorage();
});
beforeEach(async () => {
  desk = await openWorkflowDesk(storage);
});
afterAll(() => storage.close());

it('a step that ends while the run is read anew is not left behind', async () => {
  const { store } = storage;
  const [ends, reading, read] = [0, 1, 2].map(() => Promise.withResolvers<void>());
  let reads = Number.NEGATIVE_INFINITY;
  const workflows = {
    ...store.workflows,
    async getAnywhere(id: string) {
      reads += 1;
      if (reads === 2) {
        reading!.resolve();
        await read!.promise;
      }
      return store.workflows.getAnywhere(id);
    },
  };
  desk.script.set('a', [() => ends!.promise.then(() => passed())]);
  const engine = desk.openEngine(undefined, 30_000, { ...store, workflows });
  const id = await desk.begin('steps: [{ id: a, agent: qa }, { id: b, agent: ops }]', {}, engine);
  while (!desk.begun.includes('a')) await sleep(2);
  reads = 0;
  // Somebody looks at the run, so whoever works on it reads it again.
  await engine.steer({ workspaceId: desk.workspaceId, actor: person, runId: id }, () => {});
  await reading!.promise;
  ends!.resolve();
  await sleep(20);
  read!.resolve();
  await engine.settled([id]);
  expect((await desk.state(id)).run.status).toBe('completed');
});

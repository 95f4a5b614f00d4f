/** Runs of workflows, as rows: a run and its steps change together, by whoever saw them last. */
import type { Id } from '../../domain/ids.ts';
import type { RunState, StepRun, WorkflowRun } from '../../domain/workflow-run.ts';
import type { StoredWorkflow, WorkflowStore } from '../../ports/workflow-store.ts';
import { atomically } from '../query.ts';
import { type Db, workflowRunRow, workflowStepRow } from '../tables.ts';

export function workflowStore(db: Db): WorkflowStore {
  const read = () => db.selectFrom('workflowRuns').select(workflowRunRow.columns);
  return {
    insert: (state) => insert(db, state),
    async get(workspaceId, runId) {
      const [found] = await withSteps(
        db,
        await read().where('workspaceId', '=', workspaceId).where('id', '=', runId).execute(),
      );
      return found ?? null;
    },
    async getAnywhere(runId) {
      const [found] = await withSteps(db, await read().where('id', '=', runId).execute());
      return found ?? null;
    },
    swap: (run, changed) => swap(db, run, changed),
    async renew(runId, { owner, epoch, until }) {
      const held = await db
        .updateTable('workflowRuns')
        .set({ leaseUntil: until, wakeAt: until })
        .where('id', '=', runId)
        .where('leaseOwner', '=', owner)
        .where('leaseEpoch', '=', epoch)
        .returning('rev')
        .executeTakeFirst();
      return held?.rev ?? null;
    },
    async due(now, most) {
      const found = await db
        .selectFrom('workflowRuns')
        .select('id')
        .where('wakeAt', '<=', now)
        .orderBy('wakeAt')
        .limit(most)
        .execute();
      return found.map(({ id }) => id);
    },
    async ofThread(threadId) {
      const unfinished = db.selectFrom('workflowRuns').select('id').where('finishedAt', 'is', null);
      return (await unfinished.where('threadId', '=', threadId).execute()).map(({ id }) => id);
    },
    async list(workspaceId, { ticketId, threadId, unfinished, most }) {
      let wanted = read().where('workspaceId', '=', workspaceId).orderBy('id', 'desc').limit(most);
      if (ticketId !== undefined) wanted = wanted.where('ticketId', '=', ticketId);
      if (threadId !== undefined) wanted = wanted.where('threadId', '=', threadId);
      if (unfinished) wanted = wanted.where('finishedAt', 'is', null);
      return withSteps(db, await wanted.execute());
    },
    ...ownWorkflowStore(db),
  };
}

async function insert(db: Db, { run, steps }: RunState): Promise<boolean> {
  return atomically(db, async (inside) => {
    const made = await inside
      .insertInto('workflowRuns')
      .values(workflowRunRow.pack(run))
      .onConflict((running) => running.column('ticketId').where('finishedAt', 'is', null).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return false;
    await inside.insertInto('workflowSteps').values(steps.map(workflowStepRow.pack)).execute();
    return true;
  });
}

async function swap(db: Db, run: WorkflowRun, changed: readonly StepRun[]): Promise<boolean> {
  // What a run is made of never changes, so it is not written again with each step.
  const {
    id,
    workspaceId: _place,
    workflow: _workflow,
    source: _source,
    inputs: _inputs,
    ...row
  } = workflowRunRow.pack(run);
  return atomically(db, async (inside) => {
    const { numUpdatedRows } = await inside
      .updateTable('workflowRuns')
      .set(row)
      .where('id', '=', id)
      .where('rev', '=', run.rev - 1)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    if (changed.length === 0) return true;
    await inside
      .insertInto('workflowSteps')
      .values(changed.map(workflowStepRow.pack))
      .onConflict((known) =>
        known
          .columns(['runId', 'stepId', 'visit'])
          .doUpdateSet((is) =>
            Object.fromEntries(mutable.map((column) => [column, is.ref(`excluded.${column}`)])),
          ),
      )
      .execute();
    return true;
  });
}

const mutable = workflowStepRow.columns.filter(
  (column) => !['runId', 'workspaceId', 'stepId', 'visit'].includes(column),
);

async function withSteps(db: Db, runs: WorkflowRun[]): Promise<RunState[]> {
  if (runs.length === 0) return [];
  const steps = await db
    .selectFrom('workflowSteps')
    .select(workflowStepRow.columns)
    .where(
      'runId',
      'in',
      runs.map(({ id }) => id),
    )
    .orderBy('visit')
    .execute();
  const byRun = Map.groupBy(steps, ({ runId }) => runId);
  return runs.map((run) => ({ run, steps: byRun.get(run.id) ?? [] }));
}

function ownWorkflowStore(db: Db): Pick<WorkflowStore, 'ownWorkflows' | 'keepWorkflow'> {
  const columns = ['workspaceId', 'workflowId', 'version', 'text', 'createdBy', 'createdAt'] as const;
  return {
    ownWorkflows: (workspaceId: Id): Promise<StoredWorkflow[]> =>
      db
        .selectFrom('ownWorkflows')
        .select(columns)
        .distinctOn('workflowId')
        .where('workspaceId', '=', workspaceId)
        .orderBy('workflowId')
        .orderBy('version', 'desc')
        .execute(),
    async keepWorkflow(workflow) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('ownWorkflows')
        .values(workflow)
        .onConflict((known) => known.columns(['workspaceId', 'workflowId', 'version']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}

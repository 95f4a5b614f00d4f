/** Runs of workflows, as rows: a run and its steps change together, by whoever saw them last. */
import { sql } from 'kysely';
import type { DomainEvent } from '../../domain/event.ts';
import type { Id } from '../../domain/ids.ts';
import type { RunState, StepRun, WorkflowRun } from '../../domain/workflow-run.ts';
import type { EventStore } from '../../ports/store.ts';
import type { StoredWorkflow, WorkflowStore } from '../../ports/workflow-store.ts';
import { namesOf, packRows, rowsOf } from '../row.ts';
import { type Db, workflowRunRow, workflowStepRow } from '../tables.ts';
import { writeEventsAfter } from './events.ts';

export function workflowStore(db: Db, told: Told): WorkflowStore {
  const read = () => db.selectFrom('workflowRuns').select(workflowRunRow.columns);
  return {
    insert: ({ run, steps }, news) =>
      write(db, told, { how: insertion, row: packRows(workflowRunRow, [run]) }, { changed: steps, news }),
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
    swap: (run, changed, news) =>
      write(db, told, { how: change, row: packRows({ columns: changing }, [run]) }, { changed, news }),
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

type Told = { events: Pick<EventStore, 'append'>; onEvents(): void };
type News = { changed: readonly StepRun[]; news: readonly DomainEvent[] };

const runColumns = namesOf(workflowRunRow.columns);
const stepColumns = namesOf(workflowStepRow.columns);
/** What a run and its steps are known by and made of never changes, so it is not written again with each step. */
const fixed = ['id', 'workspaceId', 'workflow', 'source', 'inputs', 'runId', 'stepId', 'visit'];
const changes = (columns: readonly string[], from: string) =>
  columns
    .filter((column) => !fixed.includes(column))
    .map((column) => `${namesOf([column])} = ${from}.${namesOf([column])}`)
    .join(', ');
const changing = workflowRunRow.columns.filter((column) => !fixed.includes(column) || column === 'id');

const insertion = sql.raw(`insert into workflow_runs (${runColumns}) select ${runColumns} from given
  on conflict (ticket_id) where finished_at is null do nothing returning id`);
const change = sql.raw(`update workflow_runs as run set ${changes(workflowRunRow.columns, 'given')}
  from given where run.id = given.id and run.rev = given.rev - 1 returning run.id`);
const stepping = sql.raw(`insert into workflow_steps (${stepColumns}) select ${stepColumns} from made
  on conflict (run_id, step_id, visit) do update set ${changes(workflowStepRow.columns, 'excluded')}`);

/**
 * One statement, and so one way to the database and back: where the run cannot be written, neither steps nor events are.
 * Rows come as JSON, so that its text is the same however many there are.
 */
async function write(
  db: Db,
  { events, onEvents }: Told,
  run: { how: typeof insertion; row: string },
  { changed, news }: News,
): Promise<boolean> {
  const own = db.isTransaction ? [] : news;
  const steps = sql`, made as (select * from ${rowsOf('workflow_steps', packRows(workflowStepRow, changed))}
    where exists (select from head)), steps as (${stepping})`;
  const { rows } = await sql`with given as materialized (select * from ${rowsOf('workflow_runs', run.row)}),
    head as (${run.how}) ${changed.length > 0 ? steps : sql``} ${own.length > 0 ? writeEventsAfter(own) : sql``}
    select id from head`.execute(db);
  if (rows.length === 0) return false;
  if (own.length > 0) onEvents();
  else if (news.length > 0) await events.append([...news]);
  return true;
}

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

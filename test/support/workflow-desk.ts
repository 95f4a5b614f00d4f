/** Engines over real storage for tests, with workers a test scripts, and a ticket that remembers what it was told. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../../src/domain/ids.ts';
import type { RunReport, RunState, StepRun } from '../../src/domain/workflow-run.ts';
import { currentSteps } from '../../src/domain/workflow-run.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { createEngine, type Engine } from '../../src/workflow/engine.ts';
import { readWorkflow } from '../../src/workflow/read-workflow.ts';
import type { Worked, Worker } from '../../src/workflow/worker.ts';
import { newWorkspace, type TestStorage } from './storage.ts';

export type WorkflowDesk = {
  /** Another instance over the same store. */
  openEngine(worker?: Worker, leaseMs?: number, store?: Store): Engine;
  engine: Engine;
  workspaceId: Id;
  /** What steps were begun, as `step` or `step#visit`, in order. */
  begun: string[];
  /** What the ticket was told. */
  told: RunReport[];
  /** What the next answers of a step are, one by one; a pass where nothing is said. */
  script: Map<string, Answer[]>;
  /** Begins a run of this text and gives its id. */
  begin(
    text: string,
    over?: { ticketId?: Id | null; inputs?: Record<string, string> },
    by?: Engine,
  ): Promise<Id>;
  state(runId: Id): Promise<RunState>;
  /** `{ diagnose: 'completed', … }` */
  statuses(runId: Id): Promise<Record<string, StepRun['status']>>;
  /** Begins it and waits until nobody works on it. */
  run(text: string, over?: { ticketId?: Id | null; inputs?: Record<string, string> }): Promise<RunState>;
  steer: (runId: Id, change: Parameters<Engine['steer']>[1]) => Promise<RunState>;
};

/** What a step answers: a result as it is, or somebody at work. */
export type Answer = Worker | Record<string, unknown> | string;

export const person = { kind: 'user', id: 'member-dana', name: 'Dana' } as const;

export function passed(output: unknown = undefined, flags?: string[]): Worked {
  return {
    kind: 'answered',
    answer: {
      status: 'passed',
      summary: 'Done.',
      ...(output === undefined ? {} : { output }),
      ...(flags ? { flags } : {}),
    },
  };
}

/** Passes after a while. */
export const slowly =
  (ms: number): Worker =>
  async () => {
    await sleep(ms);
    return passed();
  };

/** Ends only when it is told to stop. */
export const forever: Worker = (_brief, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

export const failing = { status: 'failed', summary: 'It broke.', error: 'it broke' };

export async function openWorkflowDesk(storage: TestStorage): Promise<WorkflowDesk> {
  const { store, clock, ids } = storage;
  const { id: workspaceId } = await newWorkspace(storage);
  const begun: string[] = [];
  const told: RunReport[] = [];
  const script: WorkflowDesk['script'] = new Map();
  const scripted: Worker = async (brief, signal) => {
    begun.push(brief.visit > 1 ? `${brief.step.id}#${brief.visit}` : brief.step.id);
    const next = script.get(brief.step.id)?.shift();
    if (typeof next === 'function') return next(brief, signal);
    return next === undefined ? passed() : { kind: 'answered', answer: next };
  };
  const openEngine: WorkflowDesk['openEngine'] = (worker = scripted, leaseMs = 30_000, by = store) =>
    createEngine({
      ...{ store: by, clock, ids, worker, leaseMs, log: silentLog, instance: ids.next() },
      ticketOf: async () => null,
      factsOf: () => null,
      tell: async (_run, report) => void told.push(report),
    });
  const engine = openEngine();
  const state = async (runId: Id) => (await store.workflows.getAnywhere(runId))!;
  const begin: WorkflowDesk['begin'] = async (text, { ticketId = null, inputs = {} } = {}, by = engine) => {
    const id = ids.next();
    const workflow = readWorkflow('test.yml', text);
    const run = await by.begin({
      id,
      workspaceId,
      ticketId,
      threadId: null,
      workflow,
      source: text,
      inputs,
      startedBy: person,
    });
    if (!run) throw new Error('the ticket has a run already');
    return id;
  };
  return {
    ...{ openEngine, engine, workspaceId, begun, told, script, begin, state },
    statuses: async (runId) =>
      Object.fromEntries(currentSteps(await state(runId)).map(({ stepId, status }) => [stepId, status])),
    async run(text, over) {
      const id = await begin(text, over);
      await engine.settled([id]);
      return state(id);
    },
    async steer(runId, change) {
      await engine.steer({ workspaceId, actor: person, runId }, change);
      await engine.settled([runId]);
      return state(runId);
    },
  };
}

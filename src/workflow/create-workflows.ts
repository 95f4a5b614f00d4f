/** Workflows as a service: finds them, begins runs, and carries out what people say to them. */
import type { CallTool } from '../catalog/call-tool.ts';
import type { Prompt } from '../catalog/load-prompts.ts';
import type { WorkflowFile } from '../catalog/load-workflows.ts';
import type { Services } from '../catalog/services.ts';
import type { DomainEvent } from '../domain/event.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import { priorityNames } from '../domain/priority.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { WorkflowRun } from '../domain/workflow-run.ts';
import type { AgentRunner } from '../ports/agent-runner.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { CodeHost } from '../ports/code-host.ts';
import type { Log } from '../ports/log.ts';
import type { Hired } from '../ports/model.ts';
import type { OutsideAgents } from '../ports/outside-agents.ts';
import type { Store } from '../ports/store.ts';
import type { Workflows } from '../ports/workflows.ts';
import { createAgentRunner } from './agent-runner.ts';
import { createWorker } from './agents/create-worker.ts';
import { createRoles } from './agents/roles.ts';
import { answerStep } from './answer-step.ts';
import { noRun } from './change-run.ts';
import { createEngine, type Engine } from './engine.ts';
import { keepWorkflow } from './keep-workflow.ts';
import { readWorkflow } from './read-workflow.ts';
import { createShelf } from './shelf.ts';
import { startRun } from './start-run.ts';
import { createSteering, viewRun } from './steering.ts';
import { cancelTickets } from './step-tickets.ts';
import { tellTicket } from './tell-ticket.ts';
import { fireTriggers, mayBegin } from './triggers.ts';

export type WorkflowsDeps = {
  store: Store;
  clock: Clock;
  ids: IdSource;
  log: Log;
  files: readonly WorkflowFile[];
  prompts: ReadonlyMap<string, Prompt>;
  tickets: Pick<Services['tickets'], 'view' | 'report' | 'updates' | 'fail' | 'trackStep' | 'cancelSteps'>;
  callTool(): CallTool;
  code(): Promise<CodeHost | null>;
  hire: ((caller: Caller) => Promise<Hired>) | null;
  instance: string;
  /** Agents that are programs of the team's own; null where there are none. */
  outside: OutsideAgents | null;
  /** What tokens for their answers are signed with. */
  secret: string;
};

export type WorkflowsRoom = {
  service: Workflows;
  runner: AgentRunner;
  /** Takes up what nobody works on. */
  recover(): Promise<void>;
  /** A run ends with its ticket. */
  onEvent(event: DomainEvent): Promise<void>;
  close(): Promise<void>;
};

/** Nobody else takes a run before its instance was silent for this long. */
const leaseMs = 30_000;
const mostRuns = 20;

export function createWorkflows(deps: WorkflowsDeps): WorkflowsRoom {
  const { store } = deps;
  const shelf = createShelf(store, deps.files);
  const ticketOf = (run: WorkflowRun) => findTicket(deps, run);
  const engine = createEngine({
    ...deps,
    ...{ leaseMs, ticketOf, factsOf },
    worker: createWorker({ ...deps, roles: createRoles(deps.prompts) }),
    tell: (run, report) => tellTicket(deps, run, report),
  });
  const service: Workflows = {
    list: ({ workspaceId }) => shelf.list(workspaceId),
    find: ({ workspaceId }, name) => shelf.find(workspaceId, name),
    validate: async (text, file = 'the workflow') => readWorkflow(file, text),
    async keep(caller, text, file = 'custom') {
      requireWriter(caller);
      return keepWorkflow(deps, caller, { text, file });
    },
    async start(caller, wish) {
      requireWriter(caller);
      const found = await shelf.find(caller.workspaceId, wish.name);
      const state = await startRun({ ...deps, engine }, caller, { ...wish, ...found });
      return viewRun(state, await ticketOf(state.run));
    },
    async view({ workspaceId }, runId) {
      const state = await store.workflows.get(workspaceId, runId);
      if (!state) throw noRun();
      return viewRun(state, await ticketOf(state.run));
    },
    async runs({ workspaceId }, wish = {}) {
      const states = await store.workflows.list(workspaceId, { ...wish, most: mostRuns });
      return Promise.all(states.map(async (state) => viewRun(state, await ticketOf(state.run))));
    },
    ...createSteering({ engine, store, ticketOf }),
    answer: (token, said) => answerStep({ ...deps, engine }, token, said),
    async settled(of) {
      await engine.settled(await runsOf(deps, of));
    },
  };
  return {
    service,
    runner: createAgentRunner({ store, engine, outside: deps.outside }),
    recover: engine.recover,
    async onEvent(event) {
      if (mayBegin(event.type)) await fireTriggers({ ...deps, shelf, start: service.start }, event);
      else if (event.type === 'WorkflowFinished') await endTickets(deps, event);
      else await endWithTicket(deps, engine, event);
    },
    close: engine.stop,
  };
}

async function runsOf({ store }: WorkflowsDeps, { threadId, runId }: { threadId?: string; runId?: string }) {
  if (runId !== undefined) return [runId];
  if (threadId === undefined) return [];
  return store.workflows.ofThread(threadId);
}

/** System reads: a ticket that is gone is no reason to stop the run. */
async function findTicket(
  { tickets }: WorkflowsDeps,
  { ticketId, workspaceId, startedBy }: WorkflowRun,
): Promise<TicketView | null> {
  if (ticketId === null) return null;
  const caller: Caller = { principal: startedBy, roles: [], workspaceId, via: 'system', threadId: null };
  const [found] = await tickets.view(caller, [ticketId]).catch(() => []);
  return found ?? null;
}

/** What conditions may read of a ticket; priorities in the words of spec 002. */
function factsOf({ ticket }: TicketView): Record<string, unknown> {
  const { key, type, title, description, labels, work } = ticket;
  const priority = ticket.priority === 1 ? 'critical' : priorityNames[ticket.priority];
  return {
    key,
    type,
    title,
    description,
    labels,
    priority,
    status: work.status,
    criteria: ticket.criteria.length,
  };
}

/** A run that did not come to its end leaves no ticket of its steps open. */
async function endTickets(
  { tickets }: WorkflowsDeps,
  { runId, workspaceId, payload }: DomainEvent,
): Promise<void> {
  if (runId !== null && payload.status !== 'completed')
    await cancelTickets(tickets, { id: runId, workspaceId });
}

const endings = {
  TicketCancelled: 'was cancelled',
  TicketCompleted: 'was closed',
  TicketFailed: 'has failed',
} as const;

async function endWithTicket(
  { store, log }: WorkflowsDeps,
  engine: Engine,
  event: DomainEvent,
): Promise<void> {
  const how = endings[event.type as keyof typeof endings];
  if (how === undefined || event.ticketId === null) return;
  const { workspaceId, ticketId } = event;
  const states = await store.workflows.list(workspaceId, { ticketId, unfinished: true, most: 1 });
  for (const { run } of states) {
    await engine
      .end({ workspaceId, actor: event.actor, runId: run.id }, `Its ticket ${how}.`)
      .catch((error) => {
        log.warn('a run could not be ended with its ticket', { run: run.id, error });
      });
  }
}

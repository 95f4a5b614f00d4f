/** Puts workflows on top of the house: their engine is loaded with the first one that is looked at or has something to do. */
import { join } from 'node:path';
import { addressOf } from './api/settings.ts';
import type { CallTool } from './catalog/call-tool.ts';
import type { Prompt } from './catalog/load-prompts.ts';
import { isPipeline, loadWorkflows } from './catalog/load-workflows.ts';
import type { Services } from './catalog/services.ts';
import type { Config } from './config.ts';
import { DocketError } from './domain/errors.ts';
import type { DomainEvent } from './domain/event.ts';
import type { Id } from './domain/ids.ts';
import type { Workspace } from './domain/principal.ts';
import { loadOnCall } from './load-on-call.ts';
import type { ModelDesk } from './models/model-desk.ts';
import type { AgentRunner } from './ports/agent-runner.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { CodeHost } from './ports/code-host.ts';
import type { Log } from './ports/log.ts';
import type { OutsideAgents } from './ports/outside-agents.ts';
import type { WorkflowStore } from './ports/workflow-store.ts';
import type { Workflows } from './ports/workflows.ts';
import { root } from './root.ts';
import type { Storage } from './storage/open.ts';
import type { WorkflowsRoom } from './workflow/create-workflows.ts';

export type RunningWorkflows = {
  service: Workflows;
  /** Ids of those that come with Docket and of the workspace's own, read without loading the engine. */
  names(workspaceId: Id): Promise<string[]>;
  /** Runs agents that tickets are given to. */
  runner: AgentRunner;
  /** Begins to take up runs that nobody works on, and to end those whose tickets have ended. */
  start(): Promise<void>;
  close(): Promise<void>;
};

export type WorkflowParts = {
  config: Pick<Config, 'agents' | 'server'>;
  workspace: Pick<Workspace, 'id' | 'settings'>;
  /** Where this process listens; null while it does not. */
  listensAt(): string | null;
  storage: Pick<Storage, 'store' | 'events'>;
  tickets: Services['tickets'];
  models: ModelDesk | null;
  prompts: ReadonlyMap<string, Prompt>;
  callTool(): CallTool;
  code(): Promise<CodeHost | null>;
  instance: string;
  clock: Clock;
  ids: IdSource;
  log: Log;
};

/** How often runs are looked for that nobody works on any more. */
const recoverEveryMs = 5000;

/** With these a workflow of the workspace's own may begin. */
const begins = new Set([
  'TicketCreated',
  'TicketReviewed',
  'TicketAssigned',
  'TicketUnblocked',
  'TicketSynced',
  'CapabilityStageEntered',
  'GateDecided',
]);
const namesTrigger = /ticket_(?:created|assigned)|stage_entered|gate_decided|webhook/;

const endsRuns = new Set(['TicketCancelled', 'TicketCompleted', 'TicketFailed']);

export function openWorkflows(deps: WorkflowParts): RunningWorkflows {
  const { storage, clock, log } = deps;
  const { workflows } = storage.store;
  let room: Promise<WorkflowsRoom> | null = null;
  let shipped: Promise<string[]> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const open = () => {
    room ??= load(deps);
    return room;
  };
  const recover = async () => {
    const due = await workflows.due(clock.now().toISOString(), 1);
    if (due.length > 0) await (await open()).recover();
  };
  const look = () => {
    last = last.then(recover).catch((error) => log.error('taking up runs failed', { error }));
  };
  return {
    service: loadOnCall<Workflows>(async () => (await open()).service, {
      settled: async (of) => (await room)?.service.settled(of),
    }),
    async names(workspaceId) {
      shipped ??= readIds();
      const own = (await workflows.ownWorkflows(workspaceId)).filter(({ text }) => !isPipeline(text));
      return [...(await shipped), ...own.map(({ workflowId }) => workflowId)];
    },
    runner: loadOnCall<AgentRunner>(async () => (await open()).runner),
    async start() {
      await storage.events.subscribe('workflows', async (events) => {
        const mayBegin = rememberOwn(workflows);
        for (const event of events)
          if (await concernsRun(deps, event, mayBegin)) await (await open()).onEvent(event);
      });
      look();
      timer ??= setInterval(look, recoverEveryMs).unref();
    },
    async close() {
      if (timer) clearInterval(timer);
      await last;
      if (room) await (await room).close();
    },
  };
}

async function readIds(): Promise<string[]> {
  const files = await loadWorkflows(join(root, 'workflows'));
  return files.map(({ file }) => file.replace(/\.ya?ml$/, ''));
}

/** Whether a workspace has a workflow of its own that tickets begin; asked once for all events at hand. */
function rememberOwn(workflows: WorkflowStore): (workspaceId: Id) => Promise<boolean> {
  const known = new Map<Id, Promise<boolean>>();
  const look = async (workspaceId: Id) =>
    (await workflows.ownWorkflows(workspaceId)).some(({ text }) => namesTrigger.test(text));
  return (workspaceId) => {
    const found = known.get(workspaceId) ?? look(workspaceId);
    known.set(workspaceId, found);
    return found;
  };
}

/** Most of what happens is nothing to a workflow, and then its engine is not loaded. */
async function concernsRun(
  { storage }: WorkflowParts,
  { type, ticketId, workspaceId, runId, documentId, payload }: DomainEvent,
  mayBegin: (workspaceId: Id) => Promise<boolean>,
): Promise<boolean> {
  const { workflows, tickets } = storage.store;
  if (type === 'WorkflowFinished' && runId !== null && payload.status !== 'completed')
    return (await tickets.list(workspaceId, { pipelineRunId: runId })).length > 0;
  if (ticketId === null) return false;
  if (begins.has(type)) {
    if (await mayBegin(workspaceId)) return true;
    // A part of an epic comes from no document.
    const ticket = documentId === null ? await tickets.get(workspaceId, ticketId) : null;
    return ticket?.coordination?.metadata.begins === true;
  }
  if (!endsRuns.has(type)) return false;
  return (await workflows.list(workspaceId, { ticketId, unfinished: true, most: 1 })).length > 0;
}

async function load({ storage, models, ...deps }: WorkflowParts): Promise<WorkflowsRoom> {
  let opened: ReturnType<WorkflowParts['code']> | null = null;
  const code = () => {
    opened ??= deps.code();
    return opened;
  };
  const [{ createWorkflows }, files, outside] = await Promise.all([
    import('./workflow/create-workflows.ts'),
    loadWorkflows(join(root, 'workflows')),
    openOutside(deps),
  ]);
  return createWorkflows({
    ...deps,
    code,
    files,
    outside,
    secret: String(deps.workspace.settings.issueSecret),
    store: storage.store,
    hire: models?.writer ?? null,
  });
}

/** Their client is loaded only where some are set up. */
async function openOutside({
  config: { agents, server },
  workspace,
  listensAt,
  ...deps
}: Omit<WorkflowParts, 'storage' | 'models'>): Promise<OutsideAgents | null> {
  if (agents === null) return null;
  const { createOutsideAgents } = await import('./outside-agents/outside-agents.ts');
  const fixed = server && server.port > 0 ? addressOf(server) : null;
  return createOutsideAgents(agents, {
    ...deps,
    workspaceId: workspace.id,
    callbackBase() {
      const base = agents.callbackUrl ?? listensAt() ?? fixed;
      if (base !== null) return base;
      throw new DocketError('CONFIG_INVALID', {
        message: 'A program of yours cannot answer, since nothing listens here yet.',
        remedy: 'Set DOCKET_HTTP_PORT to a fixed port, or DOCKET_AGENT_CALLBACK_URL, then retry the step.',
      });
    },
  });
}

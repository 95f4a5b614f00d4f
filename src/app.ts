/** Puts the house together; the only place that knows every room. */
import { hostname } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createTrackers, openCodeHost } from './adapters.ts';
import { openDispatcher, type RunnerSlot } from './agents-room.ts';
import type { McpHouse } from './api/mcp/mcp-server.ts';
import { addressOf } from './api/settings.ts';
import { type CallTool, createCallTool } from './catalog/call-tool.ts';
import { loadPrompts, type Prompt } from './catalog/load-prompts.ts';
import { type Catalog, loadTools } from './catalog/load-tools.ts';
import type { Services } from './catalog/services.ts';
import type { Config } from './config.ts';
import { createDocuments } from './documents/create-documents.ts';
import type { FetchPage } from './documents/readers/fetch-page.ts';
import { createIdSource, type Id } from './domain/ids.ts';
import type { Caller, Member, Via, Workspace } from './domain/principal.ts';
import { createAssessments } from './generation/create-assessments.ts';
import { createGenerator } from './generation/create-generator.ts';
import { createInsights } from './insights/create-insights.ts';
import { createListening, type Listening } from './listen.ts';
import { loadOnCall } from './load-on-call.ts';
import { createModelDesk, type ModelDesk } from './models/model-desk.ts';
import { openOutgoing } from './open-outgoing.ts';
import { openPlanningRooms } from './planning-rooms.ts';
import { type Clock, type IdSource, systemClock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { ObjectModel } from './ports/model.ts';
import type { Shelf } from './ports/shelf.ts';
import type { Trackers } from './ports/tracker.ts';
import { createPublication } from './publication/create-publication.ts';
import { createRegularWork, type RegularWork } from './regular-work.ts';
import { root } from './root.ts';
import { openWorkflows, type RunningWorkflows, type WorkflowParts } from './run-workflows.ts';
import { createSandboxes } from './sandboxes.ts';
import { openStorage, type Storage } from './storage/open.ts';
import { createServerClock } from './storage/server-clock.ts';
import { createTickets } from './tickets/create-tickets.ts';
import { createMutate } from './tickets/mutate.ts';
import { ensureWorkspace } from './workspace/ensure-workspace.ts';
import { createFeedback } from './workspace/feedback.ts';
import { findCaller } from './workspace/find-caller.ts';
import { createHome } from './workspace/home.ts';
import { createModelsService } from './workspace/model-use.ts';
import { createNewcomers } from './workspace/newcomers.ts';
import { createPreferences, type PreferencesService } from './workspace/preferences.ts';

/** How long a model's answer about a passage is kept, so that the same question is not paid twice. */
const keepAnswersMs = 30 * 24 * 60 * 60_000;

export type House = Omit<RegularWork, 'stop'> & {
  /** `start` begins to work off runs of workflows, first those that a stopped process left behind. */
  workflows: Pick<RunningWorkflows, 'start' | 'names'>;
  /** Opens the server; its address, or null where none is configured. */
  startListening: Listening['start'];
  /** What tells a tracker's webhooks genuine; null where none are taken from it. */
  webhookReader: Listening['reader'];
  config: Config;
  log: Log;
  clock: Clock;
  ids: IdSource;
  storage: Storage;
  catalog: Catalog;
  prompts: ReadonlyMap<string, Prompt>;
  services: Services;
  trackers: Trackers;
  /** Whoever runs agents is put in here. */
  agents: RunnerSlot;
  /** Null when no model is connected: the embedded planner and the rules do the work then. */
  models: ModelDesk | null;
  callTool: CallTool;
  /** What programs are answered from. */
  api: McpHouse;
  workspace: Workspace;
  owner: Member;
  /** The workspace that this team of a chat service works in; null for one that belongs nowhere. */
  workspaceOf(surface: string, team: string): Promise<Id | null>;
  /** Where tokens of Slack are kept encrypted; null where one is given. */
  slackVault: Shelf | null;
  /** The person of this name, or the owner; throws FORBIDDEN for a name that is no member. */
  callerFor(via: Via, name?: string): Promise<Caller>;
  close(): Promise<void>;
};

export async function openHouse(config: Config, log: Log, user: string): Promise<House> {
  const clock = createServerClock(systemClock);
  const ids = createIdSource(() => clock.now().getTime());
  const { home, databaseUrl } = config.core;
  const [storage, catalog] = await Promise.all([
    openStorage({ home, url: databaseUrl, log, clock, ids }),
    loadTools(join(root, 'tools')),
  ]);
  try {
    if (storage.serverTime) await clock.follow(storage.serverTime, log);
    const house = await furnish({ config, log, clock, ids, storage, catalog }, user);
    return { ...house, close: () => house.close().finally(clock.stop) };
  } catch (error) {
    clock.stop();
    await storage.close();
    throw error;
  }
}

type Shell = Pick<House, 'config' | 'log' | 'clock' | 'ids' | 'storage' | 'catalog'>;

async function furnish(shell: Shell, user: string): Promise<House> {
  const { config, log, clock, ids, storage } = shell;
  const { store } = storage;
  const prompts = loadPrompts(join(root, 'prompts'));
  const webhooksTo = config.server ? addressOf(config.server) : undefined;
  const sandboxes = createSandboxes({ home: config.core.home, webhooksTo }, log);
  const trackers = createTrackers(
    { ...config.trackers, forceSandbox: config.core.forceSandbox },
    { log, sandbox: sandboxes.trackers },
  );
  const { workspace, owner } = await ensureWorkspace(
    { store, clock, ids },
    { user, timeZone: config.core.timeZone },
  );
  const preferences = createPreferences({ store, clock, ids });
  const models = config.model
    ? createModelDesk(config.model, { usage: store.usage, preferences, clock, ids, log })
    : null;
  const agents: RunnerSlot = { runner: null };
  const rooms = await createServices({ ...shell, prompts, trackers, workspace, models, preferences, agents });
  const parts = { models, prompts, agents, workspace, listensAt: () => listening.url() };
  const { services, callTool, workflows } = joinWorkflows(shell, rooms, parts);
  const { stop, ...regularWork } = createRegularWork({ services, storage, workspace, clock, log });
  const api = { ...shell, callTool, services, store, prompts, version: packageJson.version };
  const listening = createListening({ ...shell, api, workspace, sandbox: sandboxes.trackers });
  return {
    ...shell,
    ...regularWork,
    startListening: listening.start,
    webhookReader: listening.reader,
    prompts,
    services,
    trackers,
    agents,
    models,
    workspace,
    owner,
    workspaceOf: findWorkspaceOf(shell, workspace),
    slackVault: openSlackVault(shell),
    callTool,
    api,
    workflows,
    callerFor: (via, name) => findCaller(store, { workspace, owner }, via, name),
    async close() {
      await listening.stop();
      await workflows.close();
      await stop();
      await services.publication.close();
      await storage.close();
      await sandboxes.close();
    },
  };
}

/** Tools call workflows, and workflows call tools. */
function joinWorkflows(
  shell: Shell,
  rooms: Omit<Services, 'workflows'>,
  {
    agents,
    ...parts
  }: Pick<House, 'models' | 'prompts' | 'agents' | 'workspace'> & Pick<WorkflowParts, 'listensAt'>,
): { services: Services; callTool: CallTool; workflows: RunningWorkflows } {
  const { config, catalog, storage, clock, ids } = shell;
  const workflows = openWorkflows({
    ...shell,
    ...parts,
    tickets: rooms.tickets,
    instance: nameInstance(ids),
    code: () => openCodeHost({ ...config.trackers, forceSandbox: config.core.forceSandbox }),
    callTool: () => callTool,
  });
  agents.runner = workflows.runner;
  const services: Services = { ...rooms, workflows: workflows.service };
  const callTool = createCallTool({ catalog, services, store: storage.store, clock, ids });
  return { services, callTool, workflows };
}

/** One token of Slack is the default workspace's; other teams, and servers of Discord, work where they were linked. */
function findWorkspaceOf({ config, storage }: Shell, { id }: Workspace): House['workspaceOf'] {
  const known = new Map<string, Id>();
  return async (surface, team) => {
    if (surface === 'slack' && config.slack?.access.to !== 'many') return id;
    const name = `${surface} ${team}`;
    const found = known.get(name) ?? (await storage.store.chatTeams.find(surface, team))?.workspaceId;
    // A team belongs to its workspace for good.
    if (found) known.set(name, found);
    return found ?? null;
  };
}

function openSlackVault({ config, storage }: Shell): Shelf | null {
  const access = config.slack?.access;
  return access?.to === 'many' ? storage.memo('slack vault', { secretKey: access.secretKey }) : null;
}

type ServiceParts = Shell & {
  models: ModelDesk | null;
  preferences: PreferencesService;
  prompts: ReadonlyMap<string, Prompt>;
  trackers: Trackers;
  workspace: Workspace;
  agents: RunnerSlot;
};

/** Unlike any other instance's name, also after a restart. */
function nameInstance(ids: IdSource): string {
  return `${hostname()}-${process.pid}-${ids.next().slice(-6)}`;
}

async function createServices(parts: ServiceParts): Promise<Omit<Services, 'workflows'>> {
  const { config, log, clock, ids, storage, prompts, trackers, workspace, models, preferences } = parts;
  const { store, queue } = storage;
  const mutate = createMutate({ clock, ids });
  const fetchPage = config.core.fetchUrls ? lazyPageFetcher() : null;
  const insights = createInsights({ store, clock, ids });
  const documents = createDocuments({ store, clock, ids, log, fetchPage });
  const generator = createGenerator({
    model: lazyObjectModel(config, log),
    prompt: prompts.get('generate-tickets')!.body,
    memo: storage.memo('refinements', { ttlMs: keepAnswersMs }),
    ...(models ? { hire: models.writer } : {}),
  });
  const assessments = createAssessments({ store, documents, generator, clock });
  const tickets = createTickets({ store, mutate, documents, generator, clock, ids, log });
  const publication = createPublication({
    store,
    queue,
    mutate,
    tickets,
    trackers,
    clock,
    ids,
    log,
    secret: String(workspace.settings.issueSecret),
    soleOwner: storage.kind === 'pglite',
    instance: nameInstance(ids),
    code: () => openCodeHost({ ...config.trackers, forceSandbox: config.core.forceSandbox }),
  });
  const dispatcher = openDispatcher(parts.agents, { store, mutate, clock, ids, log });
  const checkouts = loadOnCall(async () => {
    const { createCheckouts } = await import('./repo-tickets/checkouts.ts');
    return createCheckouts({ store, mutate, tickets, clock, ids, log, home: workspace.id });
  });
  const rooms = {
    ...{ insights, documents, assessments, tickets, dispatcher, publication, checkouts },
    ...openPlanningRooms({ store, mutate, tickets, publication, clock, ids, log }),
  };
  return {
    preferences,
    home: createHome({ store, trackers, clock }),
    feedback: createFeedback({ store, clock, ids }),
    newcomers: createNewcomers({ store, clock, ids }),
    models: createModelsService({ store, clock, choose: models?.choose ?? null }),
    ...rooms,
    outgoing: openOutgoing(parts),
    trackers,
  };
}

/** Loads the fetcher only when somebody names an address. */
function lazyPageFetcher(): FetchPage {
  return async (url, signal) => {
    const { createPageFetcher } = await import('./documents/readers/fetch-page.ts');
    return createPageFetcher()(url, signal);
  };
}

/** The model that drafts tickets; its client is loaded only when something is produced with it. */
export function lazyObjectModel(config: Config, log: Log): ObjectModel | null {
  const { model } = config;
  if (!model) return null;
  return {
    name: model.deep,
    async produce(task, signal) {
      const { createObjectModel } = await import('./models/object-model.ts');
      return createObjectModel(model, { tier: 'deep', log }).produce(task, signal);
    },
  };
}

/** Opens the house's server where one is configured: programs, webhooks and Slack come in there. */
import { createWebhookReaders, type SandboxTrackers } from './adapters.ts';
import { openDoor } from './api/door-key.ts';
import type { McpHouse } from './api/mcp/mcp-server.ts';
import { createRequestBudget, requestsAMinute } from './api/request-budget.ts';
import type { RunningServer } from './api/server.ts';
import type { Config } from './config.ts';
import { isDocketError } from './domain/errors.ts';
import type { Workspace } from './domain/principal.ts';
import type { Clock, IdSource } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { SurfaceRoute } from './ports/surface.ts';
import type { TrackerName } from './ports/tracker.ts';
import type { ReadWebhook } from './ports/webhook.ts';
import type { Storage } from './storage/open.ts';
import { tokenDeeds } from './tokens.ts';
import { authenticate } from './workspace/api-tokens.ts';

export type Listening = {
  /**
   * The server's address, with what surfaces answer on it; null where none is configured, or the usual port is taken. Throws
   * CONFIG_INVALID when an address that was asked for cannot be used.
   */
  start(routes?: readonly SurfaceRoute[]): Promise<string | null>;
  stop(): Promise<void>;
  /** Where it listens; null while it does not. */
  url(): string | null;
  /** What tells this tracker's webhooks genuine; null where none are taken from it. */
  reader(source: TrackerName): Promise<ReadWebhook | null>;
};

export function createListening(deps: {
  config: Config;
  sandbox: SandboxTrackers;
  workspace: Workspace;
  clock: Clock;
  ids: IdSource;
  log: Log;
  api: McpHouse;
  storage: Pick<Storage, 'events'>;
}): Listening {
  const { config, sandbox, workspace, clock, ids, log, api } = deps;
  const { store } = api;
  const { publication } = api.services;
  const trackers = { ...config.trackers, forceSandbox: config.core.forceSandbox };
  const readerOf = createWebhookReaders(trackers, { sandbox });
  let server: RunningServer | null = null;
  let door: ReturnType<typeof openDoor> | null = null;
  return {
    reader: readerOf,
    async start(routes = []) {
      if (server) return server.url;
      if (config.server === null) return null;
      const { startServer } = await import('./api/server.ts');
      const open = startServer(config.server, {
        readerOf,
        receive: (source, news) => publication.receive(workspace.id, { source, news }),
        routes,
        lookSoon: (source) => publication.lookSoon(source),
        clock,
        log,
        watch: deps.storage.events.watch,
        house: api,
        gate: {
          authenticate: (token) => authenticate(store, token),
          budget: createRequestBudget(requestsAMinute, store.apiTokens.spend),
        },
        doorKey: () => door?.key ?? null,
        doorDeeds: tokenDeeds({ store, clock, ids, workspace }),
        on: {
          slack: config.slack !== null,
          discord: config.discord !== null,
          model: config.model !== null,
          postgres: config.core.databaseUrl !== null,
        },
      });
      server = await (config.server.isDefault ? open.catch(refuseAsked) : open);
      if (server === null) return null;
      door ??= openDoor(config.core.home, server.url);
      return server.url;
    },
    url: () => server?.url ?? null,
    async stop() {
      door?.close();
      await server?.close();
    },
  };
}

/** Another service may have the usual port; whatever else goes wrong is told. */
function refuseAsked(error: unknown): null {
  if (isDocketError(error) && error.code === 'CONFIG_INVALID') return null;
  throw error;
}

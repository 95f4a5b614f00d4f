/** Opens the house's server where one is configured: webhooks come in there. */
import { createWebhookReaders, type SandboxTrackers } from './adapters.ts';
import type { RunningServer } from './api/server.ts';
import type { Config } from './config.ts';
import type { Id } from './domain/ids.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { SurfaceRoute } from './ports/surface.ts';
import type { TrackerName } from './ports/tracker.ts';
import type { ReadWebhook } from './ports/webhook.ts';
import type { Publication } from './publication/publication.ts';

export type Listening = {
  /** The server's address, with what surfaces answer on it; null where none is configured. Throws CONFIG_INVALID when the address cannot be used. */
  start(routes?: readonly SurfaceRoute[]): Promise<string | null>;
  stop(): Promise<void>;
  /** What tells this tracker's webhooks genuine; null where none are taken from it. */
  reader(source: TrackerName): Promise<ReadWebhook | null>;
};

export function createListening(deps: {
  config: Config;
  publication: Pick<Publication, 'receive' | 'lookSoon'>;
  sandbox: SandboxTrackers;
  workspaceId: Id;
  clock: Clock;
  log: Log;
}): Listening {
  const { config, publication, sandbox, workspaceId, clock, log } = deps;
  const trackers = { ...config.trackers, forceSandbox: config.core.forceSandbox };
  const readerOf = createWebhookReaders(trackers, { sandbox });
  let server: RunningServer | null = null;
  return {
    reader: readerOf,
    async start(routes = []) {
      if (config.server === null) return null;
      const { startServer } = await import('./api/server.ts');
      server ??= await startServer(config.server, {
        readerOf,
        receive: (source, news) => publication.receive(workspaceId, { source, news }),
        routes,
        lookSoon: (source) => publication.lookSoon(source),
        clock,
        log,
      });
      return server.url;
    },
    stop: async () => server?.close(),
  };
}

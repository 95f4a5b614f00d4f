/** What Slack delivers, by socket or over HTTP: stored before it is acknowledged, and handed to the team it is for. */
import {
  App,
  HTTPReceiver,
  type ReceiverEvent,
  SocketModeReceiver,
  type Receiver as Transport,
} from '@slack/bolt';
import type { Inbound, SurfaceRoute } from '../../ports/surface.ts';
import { silent } from './clients.ts';
import type { SlackDeps, SlackDesk } from './desk.ts';
import { hear } from './hear.ts';
import { readTeam } from './inbound.ts';
import type { InstallPages } from './install-pages.ts';
import { type DeskFor, listen } from './receive.ts';
import type { SlackSettings } from './settings.ts';
import type { Teams } from './teams.ts';

export type Deliveries = {
  routes: readonly SurfaceRoute[];
  start(accept: (event: Inbound) => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

const usualReconnectMs = 2000;
const socketRetries = { retries: 1_000_000, factor: 1.5, minTimeout: 500, maxTimeout: 30_000 };
const largestDelivery = '4mb';

export function createDeliveries(
  settings: SlackSettings,
  deps: SlackDeps,
  { teams, pages }: { teams: Teams; pages: InstallPages | null },
): Deliveries {
  const { delivery } = settings;
  let app: App | null = null;
  const http = delivery.by === 'http' ? openHttp(delivery.signingSecret, deps) : null;
  const transport = http ?? openSocket(settings, deps);
  return {
    routes: http ? [eventsRoute(http, () => app !== null), ...pageRoutes(pages)] : [],
    async start(accept) {
      const deskFor: DeskFor = async (body) => {
        const team = readTeam(body);
        const desk = team && (await teams.of(team));
        return desk ? { ...desk, accept: (event) => accept({ ...event, tenant: desk.self.team }) } : null;
      };
      storeFirst(transport, { deps, teams, deskFor });
      const made = new App({
        authorize: async ({ teamId }) => authorize(await teams.of(teamId ?? '')),
        receiver: transport,
        clientOptions: { slackApiUrl: settings.apiUrl },
        logger: silent,
      });
      listen(made, deskFor);
      if (!http) await made.start();
      app = made;
    },
    async stop() {
      const running = app;
      app = null;
      if (!http) await running?.stop();
    },
  };
}

function authorize(desk: SlackDesk | null) {
  if (!desk) throw new Error('the app is not installed there');
  return { botToken: desk.botToken, botUserId: desk.self.bot, botId: desk.self.botId };
}

function openSocket({ delivery, apiUrl }: SlackSettings, deps: SlackDeps): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: delivery.by === 'socket' ? delivery.appToken : '',
    logger: silent,
    // Slack's own client waits this long before it connects again.
    clientPingTimeout: deps.reconnectMs ?? usualReconnectMs,
    // A client that gives up asking for a connection never asks again, so this one does not give up.
    installerOptions: { clientOptions: { slackApiUrl: apiUrl, retryConfig: socketRetries } },
    // What could not be stored is not acknowledged, and Slack delivers it again.
    processEventErrorHandler: async ({ error }) => {
      deps.log.error('a delivery of Slack could not be taken in', { error });
      return false;
    },
  });
}

/** Bolt checks the signature over the bytes as they came, and that they are no older than five minutes. */
function openHttp(signingSecret: string, deps: SlackDeps): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    logger: silent,
    bodyLimit: largestDelivery,
    processEventErrorHandler: async ({ error, response }) => {
      deps.log.error('a delivery of Slack could not be taken in', { error });
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });
}

function eventsRoute(http: HTTPReceiver, isReady: () => boolean): SurfaceRoute {
  return {
    method: 'POST',
    path: '/slack/events',
    serve(request, response) {
      // Slack delivers it again a moment later.
      if (isReady()) http.requestListener(request, response);
      else response.writeHead(503).end();
    },
  };
}

/** By a receiver of their own, since Bolt lets none that installs the app be told whose token to use. */
function pageRoutes(pages: InstallPages | null): SurfaceRoute[] {
  if (!pages) return [];
  const { requestListener: serve } = new HTTPReceiver({ ...pages, signingSecret: 'unused', logger: silent });
  return ['/slack/install', '/slack/oauth_redirect'].map((path) => ({ method: 'GET', path, serve }));
}

/** Bolt acknowledges an event before its listeners have run, so events are stored before Bolt sees them. */
function storeFirst(
  transport: Transport,
  { deps, teams, deskFor }: { deps: SlackDeps; teams: Teams; deskFor: DeskFor },
): void {
  const init = transport.init.bind(transport);
  transport.init = (app: App) => {
    const processEvent = app.processEvent.bind(app);
    app.processEvent = async (delivery: ReceiverEvent) => {
      const desk = await deskFor(delivery.body);
      if (!desk) {
        deps.log.info('a delivery was for a team that has not installed the app', {});
        return delivery.ack();
      }
      const { type, event } = delivery.body as { type?: string; event?: Gone };
      if (type === 'event_callback' && event && takesAway(event)) {
        await teams.forget(readTeam(delivery.body)!);
        return delivery.ack();
      }
      if (type === 'event_callback') await hear(desk, event);
      await processEvent(delivery);
    };
    init(app);
  };
}

type Gone = { type?: string; tokens?: { bot?: string[] } };

/** A token of a person is none of those that we work with. */
function takesAway({ type, tokens }: Gone): boolean {
  return type === 'app_uninstalled' || (type === 'tokens_revoked' && (tokens?.bot ?? []).length > 0);
}

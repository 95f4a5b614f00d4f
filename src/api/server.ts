/** The HTTP server: what programs may ask of Docket, on one address that is this machine's unless told otherwise. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { DocketError } from '../domain/errors.ts';
import type { SurfaceRoute } from '../ports/surface.ts';
import { agentRoutes } from './agent-routes.ts';
import { refuse } from './answer-fault.ts';
import { type DoorDeed, doorRoutes } from './door-routes.ts';
import { listEndpoints } from './endpoints/list-endpoints.ts';
import { mcpRoutes } from './mcp/mcp-routes.ts';
import type { McpHouse } from './mcp/mcp-server.ts';
import { createMetrics } from './metrics.ts';
import { documentRoutes } from './reference-page.ts';
import { type RestDeps, restRoutes } from './rest.ts';
import { addressOf, type ServerSettings } from './settings.ts';
import { type WebhookDeps, webhookRoutes } from './webhook-routes.ts';

export type RunningServer = { url: string; close(): Promise<void> };

/** A sender that takes longer than this for one request is not waited for. */
const requestTimeoutMs = 15_000;
const headersTimeoutMs = 10_000;

export type ServerDeps = WebhookDeps &
  RestDeps & {
    house: McpHouse;
    /** The key that commands of this user show; null while there is none. */
    doorKey(): string | null;
    doorDeeds: Readonly<Record<string, DoorDeed>>;
    /** What is on, by name. */
    on: Readonly<Record<string, boolean>>;
    /** What surfaces answer themselves. */
    routes: readonly SurfaceRoute[];
  };

/** Listens when it resolves. Throws CONFIG_INVALID when the address cannot be used. */
export async function startServer(settings: ServerSettings, deps: ServerDeps): Promise<RunningServer> {
  const { fetch } = createApi(deps);
  const limits = { requestTimeout: requestTimeoutMs, headersTimeout: headersTimeoutMs };
  const server = createAdaptorServer({ fetch, createServer, serverOptions: limits }) as Server;
  await listen(server, settings);
  const { port } = server.address() as AddressInfo;
  return {
    url: addressOf({ ...settings, port }),
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** No answer tells more of a fault than that there was one. */
function createApi(deps: ServerDeps): Hono<{ Bindings: HttpBindings }> {
  const api = new Hono<{ Bindings: HttpBindings }>();
  const metrics = createMetrics();
  api.use(metrics.measure);
  api.get('/healthz', (context) => context.json({ status: 'ok', on: deps.on }));
  api.route('/', metrics.routes);
  api.route('/webhooks', webhookRoutes(deps));
  api.route('/agents', agentRoutes(deps.house.services.workflows));
  api.route('/door', doorRoutes(deps.doorKey, deps.doorDeeds));
  for (const { method, path, serve } of deps.routes) {
    api.on(method, path, ({ env }) => {
      serve(env.incoming, env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  const endpoints = listEndpoints(deps.house.catalog);
  api.route('/', restRoutes(deps, endpoints));
  api.route('/', documentRoutes(endpoints));
  api.route('/mcp', mcpRoutes(deps.house, deps.gate));
  api.notFound((context) =>
    context.json(refuse('NOT_FOUND', 'There is nothing here.', 'GET /openapi.json says what there is.'), 404),
  );
  api.onError((error, context) => {
    deps.log.error('a request could not be answered', { path: context.req.path, error });
    const remedy = 'Try again; if it stays, look into the log.';
    return context.json(refuse('INTERNAL', 'Something broke on our side.', remedy), 500);
  });
  return api;
}

function listen(server: Server, { host, port }: ServerSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(refuseAddress(host, port, cause)));
    server.listen(port, host, () => resolve());
  });
}

function refuseAddress(host: string, port: number, cause: unknown): DocketError {
  return new DocketError('CONFIG_INVALID', {
    message: `Nothing can listen on ${host}:${port}: it is taken, not allowed, or not an address of this machine.`,
    remedy: 'Set DOCKET_HTTP_PORT to another port, or remove it to listen nowhere.',
    cause,
  });
}

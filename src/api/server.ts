/** The HTTP server: what programs may ask of Docket, on one address that is this machine's unless told otherwise. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { DocketError } from '../domain/errors.ts';
import type { SurfaceRoute } from '../ports/surface.ts';
import { addressOf, type ServerSettings } from './settings.ts';
import { type WebhookDeps, webhookRoutes } from './webhook-routes.ts';

export type RunningServer = { url: string; close(): Promise<void> };

/** A sender that takes longer than this for one request is not waited for. */
const requestTimeoutMs = 15_000;
const headersTimeoutMs = 10_000;

export type ServerDeps = WebhookDeps & {
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
  api.get('/healthz', (context) => context.json({ status: 'ok' }));
  api.route('/webhooks', webhookRoutes(deps));
  for (const { method, path, serve } of deps.routes) {
    api.on(method, path, ({ env }) => {
      serve(env.incoming, env.outgoing);
      return RESPONSE_ALREADY_SENT;
    });
  }
  api.notFound((context) =>
    context.json({ error: { code: 'NOT_FOUND', message: 'There is nothing here.' } }, 404),
  );
  api.onError((error, context) => {
    deps.log.error('a request could not be answered', { path: context.req.path, error });
    return context.json({ error: { code: 'INTERNAL', message: 'Something broke on our side.' } }, 500);
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

/** An HTTP server on this machine only, with the guards that keep web pages of other origins out. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export type LoopbackRequest = {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
  /** The body as it came. */
  bytes: Buffer;
  response: ServerResponse;
};

export type LoopbackServer = { port: number; url: string; close(): Promise<void> };

export type LoopbackOptions = {
  port?: number;
  preferredPort?: number;
  /** For a vendor whose clients send forms and files: each request is told genuine by its token there. */
  anyBody?: boolean;
  /** Takes over a connection that is to become a WebSocket. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
};

const largestBody = 4 * 1024 * 1024;

/**
 * Listens on 127.0.0.1. `preferredPort` is used when it is free and given up for another when it is not; `port` must be
 * free, or it throws. A request is refused when its Host is not this machine (a rebound name) or it would change
 * something without saying it is JSON (a foreign page's form), or who asks when it has no body.
 */
export async function listenOnLoopback(
  options: LoopbackOptions,
  handle: (request: LoopbackRequest) => Promise<void>,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    receive(request, response, { handle, anyBody: options.anyBody ?? false }).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  });
  if (options.upgrade) server.on('upgrade', options.upgrade);
  if (options.port !== undefined) await listen(server, options.port);
  else await listen(server, options.preferredPort ?? 0).catch(() => listen(server, 0));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  { handle, anyBody }: { handle: (request: LoopbackRequest) => Promise<void>; anyBody: boolean },
): Promise<void> {
  const method = request.method ?? 'GET';
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '')) return refuse(response, 403);
  const { 'content-type': type, authorization } = request.headers;
  // No page of another origin can send an authorization without being asked about it first.
  const isJson = type === undefined ? authorization !== undefined : type.startsWith('application/json');
  if (method === 'POST' && !isJson && !anyBody) return refuse(response, 415);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return refuse(response, 413);
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const bytes = Buffer.concat(chunks);
  await handle({
    method,
    url,
    headers: request.headers,
    body: bytes.toString('utf8'),
    bytes,
    response,
  });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

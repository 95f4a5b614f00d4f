/** Socket Mode as Slack speaks it: envelopes to one of the connections, an acknowledgement for each, and reconnects. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

export type Acknowledgement = { payload: unknown; tookMs: number };

/** Resolves with the acknowledgement; rejects when none came within Slack's three seconds. */
export type Deliver = (
  type: string,
  payload: unknown,
  retry?: { attempt: number; reason: string },
) => Promise<Acknowledgement>;

export type Sockets = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Connections that are open. */
  count(): number;
  deliver: Deliver;
  /** As Slack does when it recycles a connection: says so, then closes. */
  recycle(): void;
  /** As a network does. */
  cut(): void;
  close(): Promise<void>;
};

/** `ackMs` is how long Slack waits for an acknowledgement. */
export function openSockets(ackMs = 3000): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  let delivered = 0;
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('message', (data) => {
      const said = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
      if (said.envelope_id) waiting.get(said.envelope_id)?.(said.payload ?? null);
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, debug_info: {} }));
  });
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (client) => server.emit('connection', client, request)),
    count: () => open.size,
    async deliver(type, payload, retry) {
      const socket = await nextOf(open, delivered++);
      const envelope_id = randomUUID();
      const began = performance.now();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(envelope_id);
          reject(new Error('it was not acknowledged in time'));
        }, ackMs);
        waiting.set(envelope_id, (answer) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve({ payload: answer, tookMs: performance.now() - began });
        });
        const again = retry ? { retry_attempt: retry.attempt, retry_reason: retry.reason } : {};
        socket.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true, ...again }));
      });
    },
    recycle() {
      for (const socket of [...open]) {
        open.delete(socket);
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
        socket.close();
      }
    },
    cut() {
      for (const socket of [...open]) {
        open.delete(socket);
        socket.terminate();
      }
    },
    async close() {
      for (const socket of open) socket.terminate();
      server.close();
    },
  };
}

/** Slack sends to any one of them, here to each in turn, and keeps an event for a moment when there is none. */
async function nextOf(open: ReadonlySet<WebSocket>, turn: number): Promise<WebSocket> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const all = [...open];
    if (all.length > 0) return all[turn % all.length]!;
    if (Date.now() > deadline) throw new Error('nobody is connected');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

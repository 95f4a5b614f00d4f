/** The one standing connection of an instance to a Postgres server: it holds the locks and hears notifications. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, QueryResult } from 'pg';
import type { Log } from '../ports/log.ts';

export type Listen = (
  channel: string,
  onNotification: (payload: string) => void,
  onReconnect: () => void,
) => Promise<() => Promise<void>>;

export type Session = {
  /** Rises when the connection was lost, and with it every lock. */
  connection(): number;
  /** Rejects at once while the connection is lost. */
  query(text: string, values?: unknown[]): Promise<QueryResult>;
  listen: Listen;
  close(): Promise<void>;
};

type Listener = { channel: string; onNotification: (payload: string) => void; onReconnect: () => void };

const retryMs = 1000;

/** `connect` gives a new, connected client. The first connection is made at once, so a dead server is known at once. */
export async function openSession(connect: () => Promise<Client>, log: Log): Promise<Session> {
  const listeners = new Set<Listener>();
  const closing = new AbortController();
  let connection = 1;
  let client: Client | null = null;
  let reconnecting: Promise<void> = Promise.resolve();
  /** A client takes one statement at a time. */
  let last: Promise<unknown> = Promise.resolve();

  async function attach(): Promise<void> {
    const next = await connect();
    next.on('notification', ({ channel, payload }) => {
      for (const one of listeners) if (one.channel === channel) one.onNotification(payload ?? '');
    });
    next.on('error', () => lose(next));
    next.on('end', () => lose(next));
    for (const { channel } of listeners) await next.query(listenTo(channel));
    client = next;
  }

  function lose(lost: Client): void {
    if (client !== lost) return;
    client = null;
    connection += 1;
    if (closing.signal.aborted) return;
    log.warn('the standing connection to Postgres was lost; connecting again');
    reconnecting = reconnect();
  }

  async function reconnect(): Promise<void> {
    while (!client && !closing.signal.aborted) {
      await sleep(retryMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      await attach().catch((error) => log.debug('Postgres does not answer yet', { error }));
    }
    if (client) for (const { onReconnect } of listeners) onReconnect();
  }

  function query(text: string, values?: unknown[]): Promise<QueryResult> {
    const next = last.then(() => {
      if (!client) throw new Error('Connection terminated; connecting again.');
      return client.query(text, values);
    });
    last = next.catch(() => {});
    return next;
  }

  await attach();
  return {
    connection: () => connection,
    query,
    async listen(channel, onNotification, onReconnect) {
      const listener = { channel, onNotification, onReconnect };
      listeners.add(listener);
      await query(listenTo(channel));
      return async () => void listeners.delete(listener);
    },
    async close() {
      closing.abort();
      await reconnecting;
      await client?.end();
    },
  };
}

function listenTo(channel: string): string {
  return `listen "${channel.replaceAll('"', '""')}"`;
}

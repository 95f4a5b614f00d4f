/** The one standing connection of an instance to a Postgres server: it holds the locks and hears notifications. */
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
  query(text: string, values?: unknown[]): Promise<QueryResult>;
  listen: Listen;
  close(): Promise<void>;
};

type Listener = { channel: string; onNotification: (payload: string) => void; onReconnect: () => void };

const retryMs = 1000;

/** `connect` gives a new, connected client. The first connection is made at once, so a dead server is known at once. */
export async function openSession(connect: () => Promise<Client>, log: Log): Promise<Session> {
  const listeners = new Set<Listener>();
  let connection = 1;
  let closed = false;
  let current: Promise<Client> = attach(await connect());

  function attach(client: Client): Promise<Client> {
    client.on('notification', ({ channel, payload }) => {
      for (const one of listeners) if (one.channel === channel) one.onNotification(payload ?? '');
    });
    client.on('error', () => lose(client));
    client.on('end', () => lose(client));
    return Promise.resolve(client);
  }

  function lose(client: Client): void {
    client.removeAllListeners('end');
    if (closed) return;
    log.warn('the standing connection to Postgres was lost; connecting again');
    connection += 1;
    current = reconnect();
    // Those who ask for it see the failure; nobody asking must not end the process.
    current.catch(() => {});
  }

  async function reconnect(): Promise<Client> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, retryMs).unref());
      if (closed) throw new Error('The session is closed.');
      try {
        const client = await connect();
        await attach(client);
        for (const { channel } of listeners) await client.query(`listen ${quote(channel)}`);
        for (const { onReconnect } of listeners) onReconnect();
        return client;
      } catch (error) {
        log.debug('Postgres does not answer yet', { error });
      }
    }
  }

  /** A client takes one statement at a time. */
  let last: Promise<unknown> = Promise.resolve();
  function query(text: string, values?: unknown[]): Promise<QueryResult> {
    const next = last.then(async () => (await current).query(text, values));
    last = next.catch(() => {});
    return next;
  }

  return {
    connection: () => connection,
    query,
    async listen(channel, onNotification, onReconnect) {
      const listener = { channel, onNotification, onReconnect };
      listeners.add(listener);
      await query(`listen ${quote(channel)}`);
      return async () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
      await (await current.catch(() => null))?.end();
    },
  };
}

function quote(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}

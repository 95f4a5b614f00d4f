/** The store on a Postgres server: a pool for the work and one standing session for locks and notifications. */
import pg from 'pg';
import type { Log } from '../ports/log.ts';
import type { Driver } from './driver.ts';
import { type StorePlace, translateFailure } from './failures.ts';
import { sessionLocks } from './locks.ts';
import { openSession } from './session.ts';

const connectMs = 5000;

/** Throws STORE_UNAVAILABLE within a few seconds when the server of `url` cannot be used; names its host, never its password. */
export async function openServer(url: string, log: Log): Promise<Driver> {
  const place: StorePlace = { kind: 'postgres', name: hostOf(url) };
  const settings = { connectionString: url, connectionTimeoutMillis: connectMs, keepAlive: true };
  const connect = async () => {
    const client = new pg.Client({ ...settings, application_name: 'docket session' });
    await client.connect();
    await watchConnection(client, log);
    return client;
  };
  try {
    const session = await openSession(connect, log);
    const pool = new pg.Pool({ ...settings, max: 10, application_name: 'docket' });
    const lost = (error: Error) => log.warn('a connection to Postgres was lost', { error });
    pool.on('error', lost);
    // The pool hears only its idle clients. One that breaks between two statements of its user would end the process;
    // its user learns of it with the next statement.
    pool.on('connect', (client) => client.on('error', lost));
    return {
      place,
      pool,
      locks: sessionLocks(session, place),
      listen: session.listen,
      dump: null,
      async close() {
        await session.close();
        await pool.end();
      },
    };
  } catch (error) {
    throw translateFailure(error, place);
  }
}

/**
 * What this connection holds is free within half a minute after its machine was cut off, and not after the system's two
 * hours: https://www.postgresql.org/docs/current/runtime-config-connection.html#RUNTIME-CONFIG-CONNECTION-TCP
 */
async function watchConnection(client: pg.Client, log: Log): Promise<void> {
  const settings =
    'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';
  await client.query(settings).catch((error) => log.debug('this server watches no connection', { error }));
}

/** `db.example.com:5432`; only what a person may see of an address that holds a password. */
function hostOf(url: string): string {
  try {
    const { hostname, port, searchParams } = new URL(url);
    const host = hostname || searchParams.get('host') || 'localhost';
    return `${host}:${port || searchParams.get('port') || '5432'}`;
  } catch {
    return 'of DATABASE_URL';
  }
}

/** Keyv over the one pool, for what may be forgotten, and the claim for what must happen once. */
import { EventEmitter } from 'node:events';
import { Keyv, type KeyvStorageEntry, keyvStorageCapability } from 'keyv';
import type { Clock } from '../ports/clock.ts';
import type { Query } from './query.ts';
import { createSeal } from './vault.ts';

export type MemoOptions = {
  ttlMs?: number;
  /** 32 bytes as base64: values are encrypted with it, and a value of another key throws when it is read. */
  secretKey?: string;
};

/** Values live under `namespace` until they are deleted or, with `ttlMs`, that long. */
export function createMemo(query: Query, namespace: string, options: MemoOptions = {}): Keyv {
  return new Keyv({
    store: new MemoAdapter(query),
    namespace,
    ...(options.ttlMs === undefined ? {} : { ttl: options.ttlMs }),
    ...(options.secretKey === undefined
      ? {}
      : { encryption: sealWith(options.secretKey), throwOnErrors: true }),
  });
}

function sealWith(secretKey: string) {
  const { seal: encrypt, open: decrypt } = createSeal(secretKey);
  return { encrypt, decrypt };
}

type MemoRow = { key: string; value: string };

/** Keyv's storage adapter: absolute expiry in the system's own time, as Keyv reckons. */
export class MemoAdapter extends EventEmitter {
  namespace: string | undefined;
  readonly #query: Query;

  constructor(query: Query) {
    super();
    this.#query = query;
  }

  /** Without this Keyv would hand over a duration where `set` expects a time. */
  get capabilities() {
    return keyvStorageCapability(this);
  }

  async get<Value>(key: string) {
    const [value] = await this.getMany<Value>([key]);
    return value;
  }

  async getMany<Value>(keys: string[]) {
    const { rows } = await this.#query<MemoRow>(
      `select key, value from memo where namespace = $1 and key = any($2) and ${alive('$3')}`,
      [this.#space, keys, Date.now()],
    );
    const found = new Map(rows.map(({ key, value }) => [key, value]));
    return keys.map((key) => found.get(key) as Value | string | undefined);
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    await this.setMany([{ key, value, ...(expires === undefined ? {} : { expires }) }]);
    return true;
  }

  async setMany<Value>(entries: KeyvStorageEntry<Value>[]): Promise<boolean[]> {
    // A statement may not write the same row twice, so of equal keys the last one counts.
    const last = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
    await this.#query(
      `insert into memo (namespace, key, value, expires)
       select $1, given.key, given.value, given.expires
       from unnest($2::text[], $3::text[], $4::bigint[]) as given (key, value, expires)
       on conflict (namespace, key) do update set value = excluded.value, expires = excluded.expires`,
      [
        this.#space,
        last.map(({ key }) => key),
        last.map(({ value }) => value),
        last.map(({ expires }) => expires ?? null),
      ],
    );
    return entries.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    const [deleted] = await this.deleteMany([key]);
    return deleted ?? false;
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const { rows } = await this.#query<{ key: string }>(
      'delete from memo where namespace = $1 and key = any($2) returning key',
      [this.#space, keys],
    );
    const deleted = new Set(rows.map(({ key }) => key));
    return keys.map((key) => deleted.has(key));
  }

  async clear(): Promise<void> {
    await this.#query('delete from memo where namespace = $1', [this.#space]);
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined);
  }

  async *iterator() {
    const { rows } = await this.#query<MemoRow>(
      `select key, value from memo where namespace = $1 and ${alive('$2')} order by key`,
      [this.#space, Date.now()],
    );
    for (const { key, value } of rows) yield [key, value] as never;
  }

  get #space(): string {
    return this.namespace ?? '';
  }
}

function alive(now: string): string {
  return `(expires is null or expires > ${now})`;
}

/** True for exactly one caller until `ttlMs` have passed, whichever instances ask. */
export async function claimOnce(query: Query, clock: Clock, key: string, ttlMs: number): Promise<boolean> {
  const now = clock.now();
  const { rowCount } = await query(
    `insert into claims (key, expires_at) values ($1, $2)
     on conflict (key) do update set expires_at = excluded.expires_at where claims.expires_at <= $3`,
    [key, new Date(now.getTime() + ttlMs), now],
  );
  return rowCount === 1;
}

/** Removes what has expired. */
export async function sweepMemo(query: Query, clock: Clock): Promise<void> {
  await query('delete from memo where expires <= $1', [Date.now()]);
  await query('delete from claims where expires_at <= $1', [clock.now()]);
}

/** Brings the tables up to date: numbered SQL files, each applied once, all of them in one transaction. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Pool, PoolClient } from 'pg';
import { DocketError } from '../domain/errors.ts';
import { lockNumber } from './lock-number.ts';

export type Migration = { name: string; sql: string; checksum: string };

/** The files beside this one, in the order of their numbers. */
export function readMigrations(folder: URL = new URL('migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Applies what is missing. Instances that start together wait for each other. Throws CONFIG_INVALID, with nothing
 * changed, for a store that a newer Docket has used or whose applied migrations are not these.
 */
export async function migrate(
  pool: Pool,
  migrations: readonly Migration[] = readMigrations(),
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1::bigint)', [lockNumber('migrations')]);
    await applyMissing(client, migrations);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function applyMissing(client: PoolClient, migrations: readonly Migration[]): Promise<void> {
  await client.query(`create table if not exists migrations (
    name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migrations',
  );
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  refuseUnknown(applied, migrations);
  for (const { name, sql, checksum } of migrations) {
    if (applied.has(name)) continue;
    await client.query(sql);
    await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum]);
  }
}

function refuseUnknown(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const ours = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  for (const [name, checksum] of applied) {
    if (ours.get(name) === checksum) continue;
    throw new DocketError('CONFIG_INVALID', {
      message: `The store was last used by another version of Docket (${name}). Nothing was changed.`,
      remedy: 'Update Docket, or point DOCKET_HOME or DATABASE_URL to another store.',
    });
  }
}

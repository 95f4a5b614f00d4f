/** Measures reads over REST beside a bare hono route with one query, on the same kind of database in the same process. By itself: `node bench/rest.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { PGlite } from '@electric-sql/pglite';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { openHouse } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createIdSource } from '../src/domain/ids.ts';
import { silentLog } from '../src/ports/log.ts';
import { createToken } from '../src/workspace/api-tokens.ts';
import { aTicket } from '../test/contracts/store-samples.ts';
import { drawTable, type Measurement, medianOf } from './draw-table.ts';

const tickets = 500;
const listed = 50;

/** Two rows of bare reads, each followed by ours beside it. */
export async function measureRest(rounds: number): Promise<Measurement[]> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const config = readConfig({ DOCKET_HOME: home, DOCKET_HTTP_PORT: '0' });
  const house = await openHouse(config, silentLog, 'Ada');
  const bare = await startBare(join(home, 'bare'));
  try {
    const { storage, clock, ids, workspace, owner } = house;
    const { store } = storage;
    const made = Array.from({ length: tickets }, () =>
      aTicket(workspace.id, { description: 'x'.repeat(800) }),
    );
    for (const ticket of made) await store.tickets.insert(ticket);
    await bare.fill(made);
    // As many tokens as keep each below what it may ask in a minute.
    const wish = { member: owner.name, roles: null, kind: 'user' as const };
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => createToken({ store, clock, ids }, workspace.id, wish)),
    );
    const url = (await house.startListening())!;
    const { id } = made[250]!;
    const ours = (path: string) => (at: number) =>
      ask(`${url}${path}`, { authorization: `Bearer ${tokens[at % tokens.length]!.secret}` });
    const theirs = (path: string) => () => ask(`${bare.url}${path}`, {});
    const pairs = [
      ['a ticket', theirs(`/tickets/${id}`), ours(`/api/tickets/${id}`)],
      [`a list of ${listed}`, theirs(`/tickets?limit=${listed}`), ours(`/api/tickets?limit=${listed}`)],
    ] as const;
    const found: Measurement[] = [];
    for (const [name, one, other] of pairs)
      found.push(...(await comparePair(name, one, other, rounds * 100)));
    return found;
  } finally {
    await bare.close();
    await house.close();
    rmSync(home, { recursive: true, force: true });
  }
}

type Ask = (at: number) => Promise<void>;

/** They take turns, so that a busy moment spoils both alike; the first fifty warm up. */
async function comparePair(name: string, bare: Ask, ours: Ask, times: number): Promise<Measurement[]> {
  const taken: [number[], number[]] = [[], []];
  for (let at = 0; at < times + 50; at++) {
    for (const [side, one] of [bare, ours].entries()) {
      const started = performance.now();
      await one(at);
      if (at >= 50) taken[side]!.push((performance.now() - started) * 1000);
    }
  }
  const [beside, own] = taken;
  const summarise = (label: string, values: number[]): Measurement => ({
    name: label,
    unit: 'µs',
    n: values.length,
    median: medianOf(values),
    min: Math.min(...values),
    max: Math.max(...values),
    ratio: medianOf(values) / medianOf(beside),
  });
  return [summarise(`bare hono, ${name}`, beside), summarise(`docket, ${name}`, own)];
}

async function ask(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** One query for each request, and nothing else: no token, no links, no history. */
async function startBare(folder: string) {
  const db = await PGlite.create(folder);
  await db.exec(
    'create table tickets (id text primary key, workspace_id text, ticket json, created_at timestamptz)',
  );
  await db.exec('create index on tickets (workspace_id, created_at, id)');
  const ids = createIdSource(Date.now);
  const api = new Hono();
  api.get('/tickets/:id', async (context) => {
    const sql = 'select ticket from tickets where id = $1';
    const { rows } = await db.query<{ ticket: object }>(sql, [context.req.param('id')]);
    return context.json(rows[0]!.ticket);
  });
  api.get('/tickets', async (context) => {
    const sql = 'select ticket from tickets order by created_at, id limit $1';
    const { rows } = await db.query<{ ticket: object }>(sql, [Number(context.req.query('limit'))]);
    return context.json({ tickets: rows.map(({ ticket }) => ticket) });
  });
  const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async fill(all: readonly { id: string; workspaceId: string; createdAt: string }[]) {
      for (const ticket of all)
        await db.query('insert into tickets values ($1, $2, $3, $4)', [
          ticket.id,
          ticket.workspaceId,
          JSON.stringify({ ...ticket, traced: ids.next() }),
          ticket.createdAt,
        ]);
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await db.close();
    },
  };
}

if (import.meta.main) process.stdout.write(`${drawTable(await measureRest(5), 'to bare hono')}\n`);

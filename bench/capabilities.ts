/** Two hundred capabilities with eight thousand tickets: the dashboard and the digest beside the one query they stand on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ProductConfig } from '../src/domain/capability.ts';
import { createIdSource } from '../src/domain/ids.ts';
import type { Caller } from '../src/domain/principal.ts';
import { tenStages } from '../src/domain/stage.ts';
import { readDashboard, readDigest } from '../src/factory/leadership.ts';
import { systemClock } from '../src/ports/clock.ts';
import { silentLog } from '../src/ports/log.ts';
import { openStorage, type Storage } from '../src/storage/open.ts';
import { createAddTickets } from '../src/tickets/create.ts';
import { drawColumns, medianOf } from './draw-table.ts';

const capabilities = 200;
const ticketsEach = 40;

export type CapabilityFigures = Record<'query' | 'dashboard' | 'digest', number[]>;

/** Milliseconds of each, `rounds` times, alternating so that a busy minute spoils all alike. */
export async function measureCapabilities(rounds: number): Promise<CapabilityFigures> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const ids = createIdSource(() => Date.now());
  const storage = await openStorage({ home, url: null, log: silentLog, clock: systemClock, ids });
  try {
    const caller = await fill(storage, ids);
    const desk = { store: storage.store, clock: systemClock };
    const figures: CapabilityFigures = { query: [], dashboard: [], digest: [] };
    const time = async (name: keyof CapabilityFigures, work: () => Promise<unknown>) => {
      const from = performance.now();
      await work();
      figures[name].push(performance.now() - from);
    };
    for (let round = -1; round < rounds; round++) {
      await time('query', () => storage.store.capabilities.overview(caller.workspaceId));
      await time('dashboard', () => readDashboard(desk, caller));
      await time('digest', () => readDigest(desk, caller));
      // The first round warms up.
      if (round < 0) for (const name of ['query', 'dashboard', 'digest'] as const) figures[name] = [];
    }
    return figures;
  } finally {
    await storage.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function fill({ store }: Storage, ids: { next(): string }): Promise<Caller> {
  const at = new Date().toISOString();
  const workspaceId = ids.next();
  await store.workspaces.insert({
    id: workspaceId,
    name: 'Bench',
    timeZone: 'UTC',
    settings: {},
    createdAt: at,
  });
  const principal = { kind: 'user' as const, id: ids.next(), name: 'Dana' };
  const productId = ids.next();
  const config = ProductConfig.parse({});
  await store.products.insert({
    id: productId,
    workspaceId,
    name: 'Bench',
    prefix: 'PROJ',
    config,
    version: 1,
    createdAt: at,
  });
  const addTickets = createAddTickets({ clock: systemClock, ids });
  for (let at = 0; at < capabilities; at++)
    await store.transact((nouns) =>
      addCapability({ nouns, addTickets, ids, workspaceId, productId, principal }, at),
    );
  return { principal, roles: ['owner'], workspaceId, via: 'cli', threadId: null };
}

type Filling = {
  nouns: Parameters<Parameters<Storage['store']['transact']>[0]>[0];
  addTickets: ReturnType<typeof createAddTickets>;
  ids: { next(): string };
  workspaceId: string;
  productId: string;
  principal: Caller['principal'];
};

async function addCapability(
  { nouns, addTickets, ids, workspaceId, productId, principal }: Filling,
  number: number,
) {
  const now = new Date().toISOString();
  const id = ids.next();
  const key = `PROJ-${number + 1}`;
  const stage = tenStages[1 + (number % 9)]!;
  const plain = {
    ...{
      description: '',
      criteria: [],
      labels: [`capability:${key}`],
      priority: 3 as const,
      effort: null,
      review: null,
    },
    ...{ effortRange: null, suggestedAfter: [], assigneeId: null },
    origin: {
      ...{ kind: 'pipelineStep' as const, madeBy: 'rules' as const, documentId: null, documentVersion: null },
      ...{ primaryBlockId: null, sourceLines: [], sourceQuote: null, sourceKey: null },
    },
  };
  const scope = { workspaceId, actor: principal };
  const umbrella = { ...plain, id: ids.next(), type: 'capability' as const, title: key, parentId: null };
  await addTickets(nouns, scope, [umbrella]);
  await nouns.capabilities.insert({
    ...{
      id,
      workspaceId,
      key,
      productId,
      ideaId: null,
      lane: 'capability',
      title: `Capability ${key}`,
      description: '',
    },
    ...{ stage, status: 'active', visits: { [stage]: 1 }, owner: principal.id, ownerName: principal.name },
    ...{
      channel: `#${key.toLowerCase()}`,
      threadId: null,
      ticketId: umbrella.id,
      cogs: null,
      introducesTech: false,
    },
    ...{
      answers: {},
      signals: { merged: null, ci: null, deployed: [] },
      pipeline: 'bench',
      context: null,
      version: 1,
    },
    ...{ begunAt: now, enteredStageAt: now, createdAt: now, shippedAt: null },
  });
  const cogs = {
    ...{
      estimate: { amount: 1.25, currency: 'USD', period: 'month' as const },
      actual: null,
      components: [],
    },
    ...{ sourceStage: stage, updatedBy: 'bench', updatedAt: now },
  };
  const facet = {
    capabilityId: id,
    capability: key,
    stage,
    visit: 1,
    audience: 'engineering',
    role: 'work',
  } as const;
  const none = { mandatory: true, fields: {}, component: null, gate: null, overCapacity: false };
  await addTickets(
    nouns,
    scope,
    Array.from({ length: ticketsEach }, (_, at) => ({
      ...{
        ...plain,
        id: ids.next(),
        type: 'task' as const,
        title: `[Build] Work ${at} — ${key}`,
        parentId: umbrella.id,
      },
      stage: { ...facet, ...none, template: 'items', key: `${stage}#1:items:engineering:${at}`, cogs },
    })),
  );
}

export function drawCapabilities(figures: CapabilityFigures): string {
  const base = medianOf(figures.query);
  const lines = (['query', 'dashboard', 'digest'] as const).map((name) => {
    const median = medianOf(figures[name]);
    const range = `${Math.min(...figures[name]).toFixed(0)}–${Math.max(...figures[name]).toFixed(0)}`;
    return [
      name,
      String(figures[name].length),
      `${median.toFixed(1)} ms`,
      range,
      `${(median / base).toFixed(2)} ×`,
    ];
  });
  const title = `${capabilities} capabilities with ${capabilities * ticketsEach} tickets`;
  return drawColumns([[title, 'n', 'median', 'min–max', 'beside the query'], ...lines]);
}

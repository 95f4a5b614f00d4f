/** What every deed of the pipeline works with, and the one way a capability changes: locked first, then written once. */
import type { Capability, Product } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { PmTemplate } from '../domain/pm-template.ts';
import { type Caller, type Principal, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Nouns, Store } from '../ports/store.ts';
import type { Publication } from '../publication/publication.ts';
import { type AppendEvents, createAppendEvents, scopeOf, type WriteScope } from '../tickets/append-events.ts';
import { type AddTickets, createAddTickets } from '../tickets/create.ts';
import type { Mutate } from '../tickets/mutate.ts';

export type FactoryDeps = {
  store: Store;
  mutate: Mutate;
  publication: Pick<Publication, 'openBoard' | 'refreshContexts'>;
  /** The pipelines there are, the first of a lane being the one that holds; those under way keep the one they began with. */
  pipelines(workspaceId: Id, nouns: Nouns): Promise<readonly Pipeline[]>;
  templates(): PmTemplate[];
  clock: Clock;
  ids: IdSource;
  log: Log;
};

export type Desk = FactoryDeps & { addTickets: AddTickets; append: AppendEvents };

export function openDesk(deps: FactoryDeps): Desk {
  return { ...deps, addTickets: createAddTickets(deps), append: createAppendEvents(deps) };
}

/** One deed under way, in its transaction. */
export type Writing = {
  desk: Desk;
  nouns: Nouns;
  scope: WriteScope;
  caller: Caller;
  /** ISO time. */
  now: string;
};

export function begin(desk: Desk, nouns: Nouns, caller: Caller): Writing {
  return { desk, nouns, caller, scope: scopeOf(caller), now: desk.clock.now().toISOString() };
}

/** A capability with what decides how it goes on. */
export type Item = { capability: Capability; product: Product; pipeline: Pipeline };

/** The house itself, where something follows from what somebody else did. */
export const houseActor: Principal = { kind: 'system', id: 'system:factory', name: 'Docket' };

export function houseCaller(workspaceId: Id): Caller {
  return { principal: houseActor, roles: [], workspaceId, via: 'system', threadId: null };
}

const attempts = 4;

/**
 * Changes one capability. `work` gets it locked against everybody else, and returns what it becomes; null changes nothing.
 * Whatever `work` throws leaves everything as it was. Throws FORBIDDEN for someone who may only read, NOT_FOUND, and
 * CONCURRENCY_CONFLICT.
 */
export async function alter(
  desk: Desk,
  caller: Caller,
  id: Id,
  work: (writing: Writing, item: Item) => Promise<Capability | null>,
): Promise<void> {
  requireWriter(caller);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      return await desk.store.transact((nouns) => alterOnce(begin(desk, nouns, caller), id, work));
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === attempts) throw error;
    }
  }
}

/** Somebody else changed it in between; everything is rolled back and begun again. */
class Overtaken extends DocketError {
  constructor() {
    super('CONCURRENCY_CONFLICT', {
      message: 'Others kept changing this capability at the same moment. Nothing was changed.',
      remedy: 'Try again in a moment.',
      retryAfterMs: 100,
    });
  }
}

async function alterOnce(
  writing: Writing,
  id: Id,
  work: (writing: Writing, item: Item) => Promise<Capability | null>,
): Promise<void> {
  const { nouns, caller } = writing;
  const before = await nouns.capabilities.get(caller.workspaceId, id);
  if (!before) throw noCapability(id);
  const version = before.version + 1;
  // Its row is locked from here on, so that one stage is entered by one deed (U-61).
  if (!(await nouns.capabilities.swap({ ...before, version }, before.version))) throw new Overtaken();
  const next = await work(writing, await itemOf(nouns, before));
  if (next === null) {
    await nouns.capabilities.swap(before, version);
    return;
  }
  if (!(await nouns.capabilities.swap({ ...next, version }, version))) throw new Overtaken();
}

export async function itemOf(nouns: Nouns, capability: Capability): Promise<Item> {
  const { workspaceId, productId } = capability;
  const product = (await nouns.products.list(workspaceId)).find(({ id }) => id === productId)!;
  const pipeline = (await nouns.capabilities.pipeline(workspaceId, capability.pipeline))!;
  return { capability, product, pipeline };
}

export function noCapability(name: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `There is no capability "${name}". Nothing was changed.`,
    remedy: 'Name it by its key, such as PROJ-1; /docket dashboard lists them.',
  });
}

/** Something happened to it, for cards and history. */
export function tell(
  { desk, nouns, scope, caller }: Writing,
  { id, ticketId }: Capability,
  type: Parameters<AppendEvents>[2][number]['type'],
  payload: Record<string, unknown>,
): Promise<void> {
  // Where it was done, its card says so already.
  const from = caller.threadId === null ? {} : { threadId: caller.threadId };
  return desk.append(nouns, scope, [{ type, capabilityId: id, ticketId, payload: { ...payload, ...from } }]);
}

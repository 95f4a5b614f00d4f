/** Ideas: submitted by anyone, triaged into capabilities or discarded; and hotfixes, which need no spec (S1-10, S1-15, S1-27). */
import { CapabilityKey, type Idea } from '../domain/capability.ts';
import type { IdeaView } from '../domain/capability-view.ts';
import { newCoordination } from '../domain/coordination.ts';
import { DocketError } from '../domain/errors.ts';
import { newExecution } from '../domain/execution.ts';
import { formatKey } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { linkTickets } from '../tickets/link.ts';
import { begin, type Desk, noCapability, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { findProduct } from './products.ts';
import { pipelineOf, startCapability } from './start-capability.ts';

export type IdeaWish = { title: string; description?: string | undefined; product?: string | undefined };

/** With its ticket at the stage of triage, from the moment it is there. */
export async function submitIdea(desk: Desk, caller: Caller, wish: IdeaWish): Promise<IdeaView> {
  requireWriter(caller);
  const key = await desk.store.transact(async (nouns) => {
    const writing = begin(desk, nouns, caller);
    const product = await findProduct(writing, wish.product);
    const year = await yearThere(nouns, caller, desk.clock.now());
    const number = await nouns.tickets.nextNumber(caller.workspaceId, 'IDEA', year);
    const ideaKey = formatKey('IDEA', year, number);
    const title = wish.title.trim().slice(0, 200);
    const description = wish.description?.trim() ?? '';
    const ticket = await makeTriageTicket(writing, { key: ideaKey, title, description });
    await nouns.ideas.insert({
      ...{ id: desk.ids.next(), workspaceId: caller.workspaceId, key: ideaKey, title, description },
      ...{ productId: product.id, status: 'new', submittedBy: caller.principal },
      ...{ ticketId: ticket.id, threadId: caller.threadId, version: 1, createdAt: writing.now },
    });
    return ideaKey;
  });
  return viewIdea(desk.store, caller, await findIdea(desk.store, caller, key));
}

async function makeTriageTicket(
  { desk, nouns, scope, caller }: Writing,
  { key, title, description }: Pick<Idea, 'key' | 'title' | 'description'>,
): Promise<Ticket> {
  const facet = { stage: 'triage', audience: 'product', role: 'work', template: 'triage' } as const;
  const [ticket] = await desk.addTickets(nouns, scope, [
    {
      ...{
        id: desk.ids.next(),
        type: 'task',
        title: `Triage: ${title}`.slice(0, 256),
        description,
        criteria: [],
      },
      ...{ labels: [`idea:${key}`, 'stage:triage', 'audience:product'], priority: 3, effort: null },
      ...{ effortRange: null, suggestedAfter: [], parentId: null, review: null, assigneeId: null },
      execution: { ...newExecution(), threadId: caller.threadId },
      coordination: { ...newCoordination(), reporter: caller.principal.name },
      stage: {
        ...{ capabilityId: null, capability: key, ...facet, visit: 1, key: `idea:${key}`, mandatory: true },
        ...{ fields: {}, component: null, cogs: null, gate: null, overCapacity: false },
      },
      origin: {
        ...{ kind: 'manual', madeBy: 'person', documentId: null, documentVersion: null },
        ...{ primaryBlockId: null, sourceLines: [], sourceQuote: null, sourceKey: null },
      },
    },
  ]);
  return ticket!;
}

async function yearThere(nouns: Nouns, { workspaceId }: Caller, now: Date): Promise<number> {
  const timeZone = (await nouns.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
  return Number(
    new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', calendar: 'gregory' }).format(now),
  );
}

/** Throws NOT_FOUND. */
export async function findIdea(nouns: Nouns, { workspaceId }: Caller, key: string): Promise<Idea> {
  const idea = await nouns.ideas.byKey(workspaceId, key.trim().toUpperCase());
  if (idea) return idea;
  const fresh = await nouns.ideas.list(workspaceId, 'new');
  throw new DocketError('NOT_FOUND', {
    message: `There is no idea "${key}". Nothing was changed.`,
    remedy:
      fresh.length > 0
        ? `Ideas that wait: ${fresh.map((one) => one.key).join(', ')}.`
        : 'Submit one: /docket idea <title>',
  });
}

export async function viewIdea(nouns: Nouns, { workspaceId }: Caller, idea: Idea): Promise<IdeaView> {
  const product = (await nouns.products.list(workspaceId)).find(({ id }) => id === idea.productId)!;
  const ticket = await nouns.tickets.get(workspaceId, idea.ticketId);
  const capabilities = await nouns.capabilities.list(workspaceId, { ideaId: idea.id });
  return {
    ...{ idea, product, ticketKey: ticket?.key ?? '' },
    capabilities: capabilities.map(({ key, title, stage }) => ({ key, title, stage })),
  };
}

/**
 * Makes a capability for each title; its ticket is done, and every umbrella says where it came from. Again with the same
 * titles it changes nothing. Throws INVALID_TRANSITION for an idea that was decided on otherwise.
 */
export async function triageIdea(
  desk: Desk,
  caller: Caller,
  key: string,
  titles: readonly string[],
): Promise<IdeaView> {
  requireWriter(caller);
  await desk.store.transact(async (nouns) => {
    const writing = begin(desk, nouns, caller);
    const idea = await findIdea(nouns, caller, key);
    const wanted = [...new Set(titles.map((title) => title.trim()).filter(Boolean))];
    const named = wanted.length > 0 ? wanted : [idea.title];
    if (idea.status !== 'new') return refuseTriaged(nouns, caller, idea, named);
    await claim(nouns, idea, 'triaged');
    const product = (await nouns.products.list(caller.workspaceId)).find(({ id }) => id === idea.productId)!;
    const pipeline = await pipelineOf(writing, 'capability');
    const ticket = (await nouns.tickets.get(caller.workspaceId, idea.ticketId))!;
    const begun: string[] = [];
    for (const title of named) {
      const of = { lane: 'capability' as const, product, pipeline, title, description: idea.description };
      const { capability, umbrella } = await startCapability(writing, {
        ...{ ...of, ideaId: idea.id, begunAt: idea.createdAt, context: null },
      });
      await linkTickets({ ...desk, nouns, scope: writing.scope }, 'createdFrom', umbrella, ticket);
      begun.push(capability.key);
    }
    await endTicket(writing, ticket.id, { to: 'done', detail: `triaged into ${begun.join(', ')}` });
    const payload = { idea: idea.key, capabilities: begun };
    await desk.append(nouns, writing.scope, [{ type: 'IdeaTriaged', ticketId: ticket.id, payload }]);
  });
  return viewIdea(desk.store, caller, await findIdea(desk.store, caller, key));
}

/** Nobody else decides on it at the same moment. */
async function claim(nouns: Nouns, idea: Idea, status: Idea['status']): Promise<void> {
  if (await nouns.ideas.swap({ ...idea, status, version: idea.version + 1 }, idea.version)) return;
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: `Somebody else decided on ${idea.key} at the same moment. Nothing was changed.`,
    remedy: 'Look at it as it is now.',
    retryAfterMs: 100,
  });
}

async function refuseTriaged(
  nouns: Nouns,
  { workspaceId }: Caller,
  idea: Idea,
  named: string[],
): Promise<void> {
  const there = await nouns.capabilities.list(workspaceId, { ideaId: idea.id });
  const titles = new Set(there.map(({ title }) => title.toLowerCase()));
  if (idea.status === 'triaged' && named.every((title) => titles.has(title.toLowerCase()))) return;
  throw new DocketError('INVALID_TRANSITION', {
    message: `${idea.key} was ${idea.status} already${there.length > 0 ? `, into ${there.map(({ key }) => key).join(', ')}` : ''}. Nothing was changed.`,
    remedy: 'Submit another idea for what is still missing: /docket idea <title>',
  });
}

/** Its ticket is called off. */
export async function discardIdea(desk: Desk, caller: Caller, key: string): Promise<IdeaView> {
  requireWriter(caller);
  await desk.store.transact(async (nouns) => {
    const idea = await findIdea(nouns, caller, key);
    if (idea.status === 'discarded') return;
    if (idea.status === 'triaged') await refuseTriaged(nouns, caller, idea, ['']);
    await claim(nouns, idea, 'discarded');
    await endTicket(begin(desk, nouns, caller), idea.ticketId, { to: 'cancelled', detail: 'idea discarded' });
  });
  return viewIdea(desk.store, caller, await findIdea(desk.store, caller, key));
}

export type HotfixWish = {
  title: string;
  description?: string | undefined;
  /** The key of the capability it mends, or the component it is in. */
  context?: string | undefined;
  product?: string | undefined;
};

/** Its id. Throws CONTEXT_REQUIRED without a capability or component, and NOT_FOUND for a key that is none. */
export async function raiseHotfix(desk: Desk, caller: Caller, wish: HotfixWish): Promise<string> {
  requireWriter(caller);
  const context = wish.context?.trim();
  if (!context) {
    throw new DocketError('CONTEXT_REQUIRED', {
      message: 'A hotfix needs the capability or component it is for. Nothing was created.',
      remedy: 'Say which: /docket hotfix PROJ-12 <title>, or: /docket hotfix component:billing <title>',
    });
  }
  return desk.store.transact(async (nouns) => {
    const writing = begin(desk, nouns, caller);
    const key = context.toUpperCase();
    const known = CapabilityKey.safeParse(key).success
      ? await nouns.capabilities.byKey(caller.workspaceId, key)
      : null;
    if (CapabilityKey.safeParse(context).success && !known) throw noCapability(context);
    const product = await findProduct(writing, wish.product);
    const { capability } = await startCapability(writing, {
      ...{ lane: 'hotfix', product, pipeline: await pipelineOf(writing, 'hotfix'), title: wish.title.trim() },
      ...{ description: wish.description?.trim() ?? '', ideaId: null, begunAt: writing.now },
      context: known?.key ?? context.replace(/^component:/i, ''),
    });
    return capability.id;
  });
}

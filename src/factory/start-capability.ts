/** A new capability: its key, its umbrella ticket, and the pipeline it keeps from then on (S1-11, S1-35). */
import { createHash } from 'node:crypto';
import { type Capability, dueAt, noSignals, type Product } from '../domain/capability.ts';
import { newCoordination } from '../domain/coordination.ts';
import { DocketError } from '../domain/errors.ts';
import { newExecution } from '../domain/execution.ts';
import type { Pipeline } from '../domain/pipeline.ts';
import type { Ticket, TicketType } from '../domain/ticket.ts';
import type { Item, Writing } from './desk.ts';
import { enterStage, goOn } from './enter-stage.ts';

export type Start = {
  lane: Capability['lane'];
  product: Product;
  pipeline: Pipeline;
  title: string;
  description: string;
  ideaId: string | null;
  begunAt: string;
  context: string | null;
};

/** Enters its first stage and goes on as far as that leads by itself. The capability as stored, and its umbrella. */
export async function startCapability(
  writing: Writing,
  start: Start,
): Promise<{ capability: Capability; umbrella: Ticket }> {
  const { desk, nouns, caller, now } = writing;
  const { product, pipeline, lane } = start;
  const { workspaceId } = caller;
  const id = desk.ids.next();
  const number =
    lane === 'capability' ? await nouns.tickets.nextNumber(workspaceId, product.prefix, 0) : null;
  const ownKey = number === null ? null : `${product.prefix}-${number}`;
  const umbrella = await makeUmbrella(writing, start, ownKey);
  const key = ownKey ?? umbrella.key;
  const [first] = pipeline.stages;
  const digest = createHash('sha256').update(JSON.stringify(pipeline)).digest('hex').slice(0, 32);
  await nouns.capabilities.keepPipeline(workspaceId, digest, pipeline);
  const { title, description, ideaId, begunAt, context } = start;
  const capability: Capability = {
    ...{ id, workspaceId, key, productId: product.id, ideaId, lane, title, description, context, begunAt },
    stage: first!.id,
    status: 'active',
    visits: {},
    owner: caller.principal.kind === 'user' ? caller.principal.id : null,
    ownerName: caller.principal.kind === 'user' ? caller.principal.name : null,
    channel: product.config.channel.replaceAll('{key}', key.toLowerCase()),
    threadId: caller.threadId,
    ticketId: umbrella.id,
    cogs: null,
    introducesTech: false,
    answers: {},
    signals: noSignals(),
    pipeline: digest,
    version: 1,
    enteredStageAt: now,
    createdAt: now,
    shippedAt: null,
  };
  await nouns.capabilities.insert(capability);
  const entered = await enterFirst(writing, { capability, product, pipeline });
  if (!(await nouns.capabilities.swap({ ...entered, version: 2 }, 1)))
    throw new Error(`${key} was changed while it began`);
  return { capability: { ...entered, version: 2 }, umbrella };
}

async function enterFirst(writing: Writing, item: Item): Promise<Capability> {
  const ground = { tickets: [], documents: [], decisions: [], waitsFor: [], estimate: [] };
  const capability = await enterStage(writing, item, item.pipeline.stages[0]!, { ground, back: null });
  return (await goOn(writing, { ...item, capability }, { first: false })).capability;
}

async function makeUmbrella(writing: Writing, start: Start, key: string | null): Promise<Ticket> {
  const { desk, nouns, scope, caller } = writing;
  const { title, description, product, begunAt, lane, context } = start;
  const type: TicketType = lane === 'hotfix' ? 'hotfix' : 'capability';
  const [ticket] = await desk.addTickets(nouns, scope, [
    {
      id: desk.ids.next(),
      ...{ type, title: key ? `${title} — ${key}` : title, description, criteria: [] },
      labels: key ? [`capability:${key}`] : ['hotfix', ...(context ? [`context:${context}`] : [])],
      ...{ priority: lane === 'hotfix' ? 1 : 3, effort: null, effortRange: null, suggestedAfter: [] },
      ...{ parentId: null, review: null, assigneeId: null },
      execution: { ...newExecution(), threadId: caller.threadId },
      coordination: {
        ...newCoordination(),
        reporter: caller.principal.name,
        metadata: context ? { context } : {},
      },
      // Past it, the capability has taken longer than its product allows (S1-59).
      planned: { slaDueAt: dueAt({ begunAt }, product.config) },
      origin: {
        ...{ kind: 'manual', madeBy: 'person', documentId: null, documentVersion: null },
        ...{ primaryBlockId: null, sourceLines: [], sourceQuote: null, sourceKey: null },
      },
    },
  ]);
  return ticket!;
}

/** The pipeline of this lane. Throws CONFIG_INVALID where the folder has none. */
export async function pipelineOf(
  { desk, nouns, caller }: Writing,
  lane: Capability['lane'],
): Promise<Pipeline> {
  const found = (await desk.pipelines(caller.workspaceId, nouns)).find((pipeline) => pipeline.lane === lane);
  if (found) return found;
  throw new DocketError('CONFIG_INVALID', {
    message: `There is no pipeline for a ${lane}. Nothing was changed.`,
    remedy: 'Put one into the folder workflows, with kind: pipeline.',
  });
}

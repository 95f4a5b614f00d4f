/** What people say of a capability: its documents, what it costs, who has it. */
import {
  type Capability,
  type CapabilityDocument,
  type DocumentKind,
  documentPath,
} from '../domain/capability.ts';
import { type Cogs, Money, sumComponents } from '../domain/cogs.ts';
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import { nameStage, type StageId } from '../domain/stage.ts';
import { findMember } from '../tickets/find-member.ts';
import { alter, type Desk, type Item, noCapability, tell, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { refuseEnded } from './enter-stage.ts';
import { readGround } from './ground.ts';
import { readCapabilitySpec } from './read-spec.ts';

export type DocumentWish = {
  kind: DocumentKind;
  text: string;
  url?: string | undefined;
  path?: string | undefined;
};

/** Where each document is written; at the gates it stands still, so that people decide about what they read. */
const writtenAt: Record<DocumentKind, readonly StageId[]> = {
  spec: ['triage', 'spec'],
  architecture: ['architecture'],
  capability_yaml: ['spec', 'architecture'],
};

/** The next version of a document. Its ticket of writing is done with it. Throws STAGE_GUARD elsewhere than where it is written. */
export async function writeDocument(
  desk: Desk,
  caller: Caller,
  id: string,
  wish: DocumentWish,
): Promise<void> {
  await alter(desk, caller, id, async (writing, item) => {
    const { capability } = item;
    refuseEnded(capability);
    requireStage(capability, wish.kind);
    const spec = wish.kind === 'capability_yaml' ? readCapabilitySpec(wish.text) : null;
    const ground = await readGround(writing.nouns, item);
    const before = ground.documents.findLast(({ kind }) => kind === wish.kind);
    if (before?.text === wish.text && (wish.url ?? before.url) === before.url) return null;
    await writing.nouns.capabilities.putDocument(documentOf(writing, item, wish, (before?.version ?? 0) + 1));
    const own = ground.tickets.filter(
      ({ stage }) => stage?.stage === capability.stage && stage.visit === capability.visits[stage.stage],
    );
    const write = own.find(({ stage }) => stage!.role === 'write');
    if (write && wish.kind !== 'capability_yaml') await endTicket(writing, write.id, { to: 'done' });
    await tell(writing, capability, 'CapabilityChanged', {
      document: wish.kind,
      version: (before?.version ?? 0) + 1,
    });
    if (!spec) return capability;
    const estimate = spec.estimated_cogs
      ? { cogs: cogsOf(writing, capability, { estimate: spec.estimated_cogs }) }
      : {};
    return { ...capability, ...estimate, introducesTech: capability.introducesTech || spec.introduces_tech };
  });
}

function requireStage({ key, stage }: Capability, kind: DocumentKind): void {
  const allowed = writtenAt[kind];
  if ((allowed as readonly string[]).includes(stage)) return;
  throw new DocketError('STAGE_GUARD', {
    message: `Invalid stage transition. Required stage: ${allowed.at(-1)}, current: ${stage}. The ${kind.replaceAll('_', ' ')} of ${key} was not written.`,
    remedy: `It is written at ${allowed.map(nameStage).join(' or ')}; reject at a gate to go back there.`,
    details: { missing: [`stage:${allowed.at(-1)}`], required: allowed.at(-1), current: stage },
  });
}

function documentOf(
  { caller, now }: Writing,
  { capability, product }: Item,
  { kind, text, url, path }: DocumentWish,
  version: number,
): CapabilityDocument {
  const { id: capabilityId, workspaceId, key } = capability;
  return {
    ...{ capabilityId, workspaceId, kind, version, text, url: url ?? null },
    path: path ?? documentPath(kind, key, product.config),
    ...{ createdBy: caller.principal, createdAt: now, approvedBy: null, approvedAt: null },
  };
}

/** The stage of writing is over: what is left of its tickets is done by whoever says so, and it goes on. */
export async function submitStage({ caller, ...writing }: Writing, item: Item): Promise<void> {
  const { capability } = item;
  const ground = await readGround(writing.nouns, item);
  for (const { id, stage } of ground.tickets) {
    const isHere = stage?.stage === capability.stage && stage.visit === capability.visits[stage.stage];
    if (isHere && (stage.role === 'write' || stage.role === 'review'))
      await endTicket({ ...writing, caller }, id, {
        to: 'done',
        detail: `submitted by ${caller.principal.name}`,
      });
  }
}

export type CogsWish = {
  estimate?: Money | undefined;
  actual?: Money | undefined;
  components?: Cogs['components'] | undefined;
  /** Of this ticket of the capability, instead of the capability as a whole. */
  ticket?: string | undefined;
};

/** Parts without an estimate add up to it. Throws INVALID_INPUT for nothing, and NOT_FOUND for a ticket of something else. */
export async function setCogs(desk: Desk, caller: Caller, id: string, wish: CogsWish): Promise<void> {
  await alter(desk, caller, id, async (writing, { capability }) => {
    if (!wish.estimate && !wish.actual && !wish.components?.length) throw noCost();
    await tell(writing, capability, 'CapabilityChanged', { cogs: wish });
    if (wish.ticket === undefined) return { ...capability, cogs: cogsOf(writing, capability, wish) };
    const { desk: own, nouns, scope } = writing;
    const tickets = await nouns.tickets.list(capability.workspaceId, { capabilityId: capability.id });
    const ticket = tickets.find(
      ({ key, id: ticketId }) => key === wish.ticket?.toUpperCase() || ticketId === wish.ticket,
    );
    if (!ticket) throw noTicket(wish.ticket, capability.key);
    await own.mutate(nouns, scope, ticket.id, (current) => {
      const stage = {
        ...current.stage!,
        cogs: cogsOf(writing, { ...capability, cogs: current.stage!.cogs }, wish),
      };
      return {
        next: { ...current, stage },
        events: [{ type: 'TicketDetailsUpdated', payload: { fields: ['cogs'] } }],
      };
    });
    return capability;
  });
}

function cogsOf(
  { caller, now }: Writing,
  { cogs, stage }: Pick<Capability, 'cogs' | 'stage'>,
  wish: CogsWish,
): Cogs {
  const components = wish.components ?? cogs?.components ?? [];
  const sum = wish.components ? sumComponents(wish.components) : null;
  const added = sum === null || wish.estimate ? null : Money.parse({ ...cogs?.estimate, amount: sum });
  return {
    estimate: wish.estimate ?? added ?? cogs?.estimate ?? null,
    actual: wish.actual ?? cogs?.actual ?? null,
    ...{ components, sourceStage: stage, updatedBy: caller.principal.name, updatedAt: now },
  };
}

function noCost(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'No cost was said. Nothing was changed.',
    remedy: 'Say for example: /docket cost PROJ-1 120 USD/month, or parts: model_tokens=80 storage=12',
  });
}

function noTicket(name: string, key: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `${name} is no ticket of ${key}. Nothing was changed.`,
    remedy: `See its tickets: /docket capability ${key}`,
  });
}

export type CapabilityWish = {
  title?: string | undefined;
  description?: string | undefined;
  /** The name of a member. */
  ownedBy?: string | undefined;
  introducesTech?: boolean | undefined;
  answers?: Record<string, string> | undefined;
};

export async function editCapability(
  desk: Desk,
  caller: Caller,
  id: string,
  wish: CapabilityWish,
): Promise<void> {
  await alter(desk, caller, id, async (writing, { capability }) => {
    refuseEnded(capability);
    const members = wish.ownedBy ? await writing.nouns.members.list(capability.workspaceId) : [];
    const owner = wish.ownedBy ? findMember(members, wish.ownedBy) : null;
    const next: Capability = {
      ...capability,
      title: wish.title?.trim() || capability.title,
      description: wish.description ?? capability.description,
      owner: owner?.id ?? capability.owner,
      ownerName: owner?.name ?? capability.ownerName,
      introducesTech: wish.introducesTech ?? capability.introducesTech,
      answers: { ...capability.answers, ...wish.answers },
    };
    if (JSON.stringify(next) === JSON.stringify(capability)) return null;
    await tell(writing, capability, 'CapabilityChanged', { fields: Object.keys(wish) });
    return next;
  });
}

/** By its key, id, or the key of one of its tickets. Throws NOT_FOUND. */
export async function findCapability(
  { store }: Pick<Desk, 'store'>,
  { workspaceId }: Caller,
  name: string,
): Promise<Capability> {
  const said = name.trim();
  const byKey = await store.capabilities.byKey(workspaceId, said.toUpperCase());
  if (byKey) return byKey;
  const byId = /^[0-9a-f-]{36}$/i.test(said) ? await store.capabilities.get(workspaceId, said) : null;
  if (byId) return byId;
  const ticket = await store.tickets.byKey(workspaceId, said.toUpperCase());
  const of = ticket?.stage?.capabilityId
    ? await store.capabilities.get(workspaceId, ticket.stage.capabilityId)
    : null;
  if (of) return of;
  throw noCapability(name);
}

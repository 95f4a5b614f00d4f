/** What issues of capabilities say first, read for several tickets at once, and which places anybody can read. */

import type { Destination } from '../domain/approval.ts';
import { embargoed, embargoOf } from '../domain/audience-fields.ts';
import type { Capability } from '../domain/capability.ts';
import { rollUpCogs, sayMoney } from '../domain/cogs.ts';
import { type CapabilityContext, sayContext } from '../domain/context-block.ts';
import type { Id } from '../domain/ids.ts';
import { nameStage } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';

/** By ticket id, for tickets of capabilities alone. */
export async function readContexts(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
  { isPublic }: { isPublic: boolean },
): Promise<Map<Id, string>> {
  const said = new Map<Id, string>();
  const ids = [...new Set(tickets.flatMap(({ stage }) => stage?.capabilityId ?? []))];
  if (ids.length === 0) return said;
  for (const capability of await nouns.capabilities.list(workspaceId, { ids })) {
    const text = sayContext(await contextOf(nouns, capability, isPublic));
    for (const { id, stage } of tickets) if (stage?.capabilityId === capability.id) said.set(id, text);
  }
  return said;
}

async function contextOf(
  nouns: Nouns,
  capability: Capability,
  isPublic: boolean,
): Promise<CapabilityContext> {
  const { workspaceId, id, key, title, stage, channel } = capability;
  const documents = await nouns.capabilities.documents(workspaceId, id);
  const tickets = await nouns.tickets.list(workspaceId, { capabilityId: id });
  const { estimate } = rollUpCogs(
    capability.cogs,
    tickets.map((one) => one.stage?.cogs),
  );
  const latest = (['spec', 'architecture'] as const).flatMap((kind) => {
    const one = documents.findLast((document) => document.kind === kind);
    const name = kind === 'spec' ? 'Spec' : 'Architecture';
    return one
      ? [{ name, path: one.path, url: one.url, version: one.version, approved: one.approvedAt !== null }]
      : [];
  });
  return {
    ...{ key, title, stage: nameStage(stage), documents: latest, channel },
    cogs: isPublic ? null : sayMoney(estimate),
    blockedBy: await blockersOf(nouns, capability),
  };
}

async function blockersOf(nouns: Nouns, { workspaceId, id }: Capability): Promise<string[]> {
  const all = await nouns.capabilities.dependencies(workspaceId, [id]);
  const own = all.filter(({ capabilityId, waivedAt }) => capabilityId === id && waivedAt === null);
  if (own.length === 0) return [];
  const others = await nouns.capabilities.list(workspaceId, {
    ids: own.map(({ dependsOnId }) => dependsOnId),
  });
  return others.filter(({ status }) => status !== 'shipped').map(({ key }) => key);
}

/** What the tracker says of itself, or a product's set-up of it. */
export async function isPublicPlace(
  nouns: Pick<Nouns, 'products'>,
  workspaceId: Id,
  { tracker, public: open }: Pick<Destination, 'tracker' | 'public'>,
): Promise<boolean> {
  if (open === true) return true;
  const products = await nouns.products.list(workspaceId);
  return products.some(({ config }) =>
    config.connectors.some((one) => one.provider === tracker && one.public),
  );
}

/** Throws EMBARGOED where one of these would become readable to anybody before its time (S1-36). */
export async function refuseEmbargoed(
  nouns: Pick<Nouns, 'products'>,
  workspaceId: Id,
  {
    tickets,
    place,
    now,
  }: { tickets: readonly Ticket[]; place: Pick<Destination, 'tracker' | 'public'>; now: string },
): Promise<void> {
  const held = tickets.filter((ticket) => embargoOf(ticket, now) !== null);
  if (held.length === 0 || !(await isPublicPlace(nouns, workspaceId, place))) return;
  const keys = held.map(({ key }) => key);
  throw embargoed(keys, embargoOf(held[0]!, now)!, 'go to a public place');
}

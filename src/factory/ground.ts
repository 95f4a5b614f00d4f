/** What the guards of a capability look at besides the capability itself, read together. */
import type { CapabilityDocument } from '../domain/capability.ts';
import { type Money, rollUpCogs } from '../domain/cogs.ts';
import type { GateDecision } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import type { Item } from './desk.ts';

export type Ground = {
  tickets: readonly Ticket[];
  documents: readonly CapabilityDocument[];
  decisions: readonly GateDecision[];
  /** Keys of those it depends on that are neither shipped nor waived. */
  waitsFor: readonly string[];
  estimate: readonly Money[];
};

export async function readGround(nouns: Nouns, { capability }: Pick<Item, 'capability'>): Promise<Ground> {
  const { workspaceId, id } = capability;
  const tickets = await nouns.tickets.list(workspaceId, { capabilityId: id });
  const dependencies = await nouns.capabilities.dependencies(workspaceId, [id]);
  const counted = dependencies.filter(
    ({ capabilityId, waivedAt }) => capabilityId === id && waivedAt === null,
  );
  const others =
    counted.length > 0
      ? await nouns.capabilities.list(workspaceId, { ids: counted.map(({ dependsOnId }) => dependsOnId) })
      : [];
  return {
    tickets,
    documents: await nouns.capabilities.documents(workspaceId, id),
    decisions: await nouns.capabilities.decisions(workspaceId, id),
    waitsFor: others.filter(({ status }) => status !== 'shipped').map(({ key }) => key),
    estimate: rollUpCogs(
      capability.cogs,
      tickets.map(({ stage }) => stage?.cogs),
    ).estimate,
  };
}

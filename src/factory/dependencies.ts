/** What a capability waits for before it is built, never in a circle, and a lead's word that it need not (S1-22, S1-23). */
import type { Capability } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { findCycle } from '../domain/links.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import { alter, type Desk, tell, type Writing } from './desk.ts';
import { refuseEnded } from './enter-stage.ts';

/** Throws LINK_CYCLE {path}, and INVALID_INPUT for itself. */
export async function dependOn(desk: Desk, caller: Caller, id: string, on: Capability): Promise<void> {
  await alter(desk, caller, id, async (writing, { capability }) => {
    refuseEnded(capability);
    const { nouns } = writing;
    const { workspaceId } = capability;
    const all = await nouns.capabilities.allDependencies(workspaceId);
    if (all.some((one) => one.capabilityId === id && one.dependsOnId === on.id)) return null;
    const edges = all.map(({ capabilityId, dependsOnId }) => ({ from: capabilityId, to: dependsOnId }));
    const circle = id === on.id ? [id] : findCycle(edges, id, on.id);
    if (circle) throw await cycle(writing, [id, ...circle]);
    const none = { waivedBy: null, waivedReason: null, waivedAt: null };
    await nouns.capabilities.putDependency({ workspaceId, capabilityId: id, dependsOnId: on.id, ...none });
    await tell(writing, capability, 'CapabilityChanged', { depends_on: on.key });
    return capability;
  });
}

async function cycle({ nouns, caller }: Writing, ids: readonly string[]): Promise<DocketError> {
  const found = await nouns.capabilities.list(caller.workspaceId, { ids });
  const path = ids.map((id) => found.find((one) => one.id === id)?.key ?? id);
  return new DocketError('LINK_CYCLE', {
    message: `That makes a circle: ${path.join(' → ')}. Nothing was changed.`,
    remedy: 'A capability cannot wait for itself, however far around.',
    details: { path },
  });
}

/** A lead lets it be built although the other is not shipped. Throws HUMAN_APPROVAL_REQUIRED, FORBIDDEN, NOT_FOUND. */
export async function waive(
  desk: Desk,
  caller: Caller,
  id: string,
  { on, reason }: { on: Capability; reason: string },
): Promise<void> {
  requirePerson(caller, 'waive a dependency');
  if (!caller.roles.some((role) => role === 'product_leader' || role === 'tech_lead')) throw noLead(caller);
  await alter(desk, caller, id, async (writing, { capability }) => {
    refuseEnded(capability);
    const { nouns, now } = writing;
    const { workspaceId } = capability;
    const known = await nouns.capabilities.dependencies(workspaceId, [id]);
    const own = known.find((one) => one.capabilityId === id && one.dependsOnId === on.id);
    if (!own) throw notBlocked(capability, on);
    if (own.waivedAt !== null) return null;
    const waived = { waivedBy: caller.principal.name, waivedReason: reason.trim(), waivedAt: now };
    await nouns.capabilities.putDependency({ ...own, ...waived });
    await tell(writing, capability, 'DependencyWaived', {
      depends_on: on.key,
      by: caller.principal.name,
      reason: reason.trim(),
    });
    await writing.desk.mutate(nouns, writing.scope, capability.ticketId, (current) => {
      const note = `Waived: waiting for ${on.key}, by ${caller.principal.name} on ${now.slice(0, 10)}: ${reason.trim()}`;
      const description = `${current.description}\n\n${note}`.trim();
      return {
        next: { ...current, description },
        events: [{ type: 'TicketDetailsUpdated', payload: { fields: ['description'] } }],
      };
    });
    return capability;
  });
}

function noLead({ principal }: Caller): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `${principal.name} is neither a product leader nor a tech lead, so cannot waive a dependency. Nothing was changed.`,
    remedy: 'Ask one of them.',
    details: { roles: ['product_leader', 'tech_lead'] },
  });
}

function notBlocked({ key }: Capability, on: Capability): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `${key} does not depend on ${on.key}. Nothing was changed.`,
    remedy: `See what it waits for: /docket capability ${key}`,
  });
}

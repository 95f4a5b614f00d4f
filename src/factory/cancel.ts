/** Calls a capability off, with all its tickets that are not over (S1-24, U-104). */
import type { Caller } from '../domain/principal.ts';
import { alter, type Desk, tell, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { refuseEnded } from './enter-stage.ts';

/** A separate deed, never what follows from a refusal: with it go all its tickets that are not over (U-104). */
export async function cancelCapability(
  desk: Desk,
  caller: Caller,
  id: string,
  reason: string,
): Promise<void> {
  await alter(desk, caller, id, async (writing, { capability }) => {
    if (capability.status === 'cancelled') return null;
    refuseEnded(capability);
    const detail = reason.trim() || `${capability.key} was cancelled`;
    const tickets = await writing.nouns.tickets.list(capability.workspaceId, { capabilityId: capability.id });
    for (const { id: ticketId } of tickets) await cancelTree(writing, ticketId, detail);
    await cancelTree(writing, capability.ticketId, detail);
    await tell(writing, capability, 'CapabilityChanged', { cancelled: detail });
    return { ...capability, stage: 'cancelled', status: 'cancelled' };
  });
}

/** Those below it first, as a ticket is over only when they are; claims and locks end with it. */
async function cancelTree(writing: Writing, id: string, detail: string): Promise<void> {
  const below = await writing.nouns.tickets.list(writing.caller.workspaceId, { parentId: id });
  for (const child of below) await cancelTree(writing, child.id, detail);
  await endTicket(writing, id, { to: 'cancelled', detail });
  const { desk, nouns, scope } = writing;
  await desk.mutate(nouns, scope, id, (current) => {
    if (!current.execution?.claim) return null;
    const execution = { ...current.execution, claim: null };
    return {
      next: { ...current, execution },
      events: [{ type: 'TicketClaimReleased', payload: { holder: current.execution.claim.holder } }],
    };
  });
}

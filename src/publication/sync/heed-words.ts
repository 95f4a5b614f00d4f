/** Passes on what people said of gate tickets at the tracker, where a connector takes words there for words here (S1-46). */
import type { Destination } from '../../domain/approval.ts';
import type { Connector } from '../../domain/capability.ts';
import type { Caller } from '../../domain/principal.ts';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';
import { readConnectors } from '../connectors.ts';
import { type Desk, scopeOf } from '../desk.ts';

/**
 * Only what was read from the tracker is passed on, with everything the person goes by there; whether it counts is decided by
 * whoever keeps the gate. Said again it changes nothing. Throws what the tracker throws.
 */
export async function heedWords(
  desk: Desk,
  caller: Caller,
  { tracker: name }: Pick<Destination, 'tracker'>,
  refs: readonly ExternalRef[],
): Promise<void> {
  const { store } = desk;
  const { workspaceId } = caller;
  const tickets = await store.tickets.list(workspaceId, { ids: refs.map(({ ticketId }) => ticketId) });
  const signed = tickets.filter(
    ({ stage }) => stage && /^(?:approve|signoff)$/.test(stage.role) && stage.gate === null,
  );
  if (signed.length === 0) return;
  const connectorOf = await readConnectors(store, workspaceId, signed);
  for (const ticket of signed) {
    const connector = connectorOf(ticket, name);
    const ref = refs.find(({ ticketId }) => ticketId === ticket.id)!;
    if (isHeeded(connector)) await heedOne(desk, caller, { ticket, ref });
  }
}

/** A gate of this audience may be decided there. */
function isHeeded(connector: Connector | null): boolean {
  if (!connector || connector.direction === 'push') return false;
  const { approved = [], rejected = [] } = connector.approval_map ?? {};
  return approved.length + rejected.length > 0;
}

async function heedOne(
  desk: Desk,
  caller: Caller,
  { ticket, ref }: { ticket: Ticket; ref: ExternalRef },
): Promise<void> {
  const tracker = await desk.trackers.open(ref.tracker);
  const words = (await tracker.words?.(ref.externalId)) ?? [];
  if (words.length === 0) return;
  const { stage, visit, capabilityId } = ticket.stage!;
  const payload = { tracker: ref.tracker, issue: ref.externalKey, stage, visit, words };
  await desk.store.transact((nouns) =>
    desk.append(nouns, scopeOf(caller), [
      { type: 'GateWordsHeard', ticketId: ticket.id, capabilityId, payload },
    ]),
  );
}

/** Brings what pushed issues of a capability say first up to date, after a person's deed changed it (S1-38). */
import type { Destination } from '../../domain/approval.ts';
import { contextMarker, splitContext } from '../../domain/context-block.ts';
import type { Id } from '../../domain/ids.ts';
import { type Caller, isPersonDeciding } from '../../domain/principal.ts';
import type { IssueWrite } from '../../domain/sync.ts';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { isPublicPlace, readContexts } from '../capability-contexts.ts';
import type { Desk } from '../desk.ts';
import { queueWrite } from './jobs.ts';

/** Writes down one change for each issue that says something else by now, and has them sent. How many. */
export async function refreshContexts(desk: Desk, caller: Caller, capabilityId: Id): Promise<number> {
  if (!isPersonDeciding(caller)) return 0;
  const writes = await desk.store.transact(async (nouns) => {
    const { workspaceId } = caller;
    const tickets = await nouns.tickets.list(workspaceId, { capabilityId });
    const out = tickets.filter(({ review }) => review.status === 'pushed' || review.status === 'synced');
    const refs = await nouns.externalRefs.ofTickets(
      workspaceId,
      out.map(({ id }) => id),
    );
    const made: IssueWrite[] = [];
    for (const ref of refs) {
      const write = await writeFor(desk, nouns, caller, out.find(({ id }) => id === ref.ticketId)!, ref);
      if (!write) continue;
      await nouns.issueWrites.insert(write);
      made.push(write);
    }
    return made;
  });
  for (const write of writes) await queueWrite(desk, write);
  return writes.length;
}

async function writeFor(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  ticket: Ticket,
  ref: ExternalRef,
): Promise<IssueWrite | null> {
  const text = await contextFor(nouns, ticket, ref);
  const before = await lastSent(nouns, ticket, ref);
  if (text === null || before === text) return null;
  const at = desk.clock.now().toISOString();
  const { principal, threadId } = caller;
  return {
    ...{ id: desk.ids.next(), workspaceId: ticket.workspaceId, threadId, ticketId: ticket.id },
    ...{ tracker: ref.tracker, destination: ref.destination, externalId: ref.externalId },
    ...{ kind: 'context', fields: null, labels: null, text, marker: contextMarker, uuid: contextMarker },
    ...{ commentId: null, requestedBy: principal.id, requestedByName: principal.name },
    ...{ state: 'planned', epoch: 0, attempts: 0, sentAt: null, notBefore: null, reason: null },
    ...{ createdAt: at, updatedAt: at },
  };
}

/** What the issue is to say now; null for a ticket of no capability. Asked again when it is sent, so that the latest wins. */
export async function contextFor(nouns: Nouns, ticket: Ticket, ref: ExternalRef): Promise<string | null> {
  const isPublic = await isPublicPlace(nouns, ticket.workspaceId, await placeOf(nouns, ticket, ref));
  return (await readContexts(nouns, ticket.workspaceId, [ticket], { isPublic })).get(ticket.id) ?? null;
}

/** As it was when the issue was made. */
export async function placeOf(
  nouns: Pick<Nouns, 'pushes'>,
  { workspaceId, id }: Ticket,
  { tracker }: ExternalRef,
): Promise<Pick<Destination, 'tracker' | 'public'>> {
  const intents = await nouns.pushes.intentsOfTickets(workspaceId, [id]);
  const push = intents[0] ? await nouns.pushes.get(workspaceId, intents[0].pushId) : null;
  return push?.destination ?? { tracker };
}

async function lastSent(nouns: Nouns, { workspaceId, id }: Ticket, ref: ExternalRef): Promise<string | null> {
  const writes = await nouns.issueWrites.ofTickets(workspaceId, [id]);
  const last = writes.find(
    (one) => one.kind === 'context' && one.tracker === ref.tracker && one.state !== 'failed',
  );
  if (last) return last.text;
  const intents = await nouns.pushes.intentsOfTickets(workspaceId, [id]);
  const made = intents.find(({ op, payload }) => op === 'create' && payload !== null);
  return made ? splitContext(made.payload!.body).section : null;
}

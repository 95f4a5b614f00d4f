/** What a change of one ticket means for others: its epic follows its children, and what waited for it is free to go on. */
import type { Id } from '../domain/ids.ts';
import { isFinished, moveWork, type WorkMove } from '../domain/lifecycle.ts';
import type { Principal } from '../domain/principal.ts';
import type { Ticket, WorkStatus } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { stampEvents, type WriteScope } from './append-events.ts';
import { isPhaseBefore, unfinishedBlockers } from './guards.ts';
import type { Mutate, MutateDeps } from './mutation.ts';

const actor: Principal = { kind: 'system', id: 'system:docket', name: 'Docket' };

type Telling = { deps: MutateDeps; mutate: Mutate; nouns: Nouns; scope: WriteScope };

/** `before` is null for a ticket that was just made. Call it in the transaction of the change. */
export async function followChange(telling: Telling, before: Ticket | null, after: Ticket): Promise<void> {
  const moved = before?.work.status !== after.work.status;
  const parents = [before?.parentId, after.parentId].filter((id) => id !== null && id !== undefined);
  if (moved || before.parentId !== after.parentId || before.deletedAt !== after.deletedAt) {
    for (const id of new Set(parents)) await rollUp(telling, after.workspaceId, id);
  }
  if (before && moved && isFinished(after.work.status)) await unblockFollowers(telling, after);
}

/** A group has the status its children give it (S2-32). Groups that wait for review or are in a tracker are left alone. */
async function rollUp({ mutate, deps, nouns, scope }: Telling, workspaceId: Id, id: Id): Promise<void> {
  const group = await nouns.tickets.get(workspaceId, id);
  if (group?.planning.nodeType !== 'group' || group.deletedAt !== null || isElsewhere(group)) return;
  const children = await nouns.tickets.list(workspaceId, { parentId: id });
  const derived = deriveFor(group, children);
  if (derived === null || derived.to === group.work.status) return;
  const move: WorkMove = {
    ...derived,
    by: actor,
    at: deps.clock.now().toISOString(),
    licence: { derived: true },
  };
  await mutate(nouns, systemScope(scope), id, (current) => {
    const work = moveWork(current, move);
    return work && { next: { ...current, work: work.work }, events: work.events };
  });
}

/** The umbrella of a capability is done when that is shipped, and not whenever a stage has left nothing open. */
function deriveFor(group: Ticket, children: readonly Ticket[]): ReturnType<typeof deriveStatus> {
  if (group.type !== 'capability') return deriveStatus(children);
  if (isFinished(group.work.status)) return null;
  const derived = deriveStatus(children);
  return derived?.to === 'done' ? { to: 'in_progress' } : derived;
}

function isElsewhere({ review }: Ticket): boolean {
  return review.status === 'generated' || review.status === 'pushed' || review.status === 'synced';
}

function systemScope({ workspaceId, runId }: WriteScope): WriteScope {
  return { workspaceId, actor, ...(runId === undefined ? {} : { runId }) };
}

/** Null where there are no children: then the group's status is what people say. */
export function deriveStatus(children: readonly Ticket[]): { to: WorkStatus; blocker?: string } | null {
  if (children.length === 0) return null;
  const are = (status: WorkStatus) => children.filter(({ work }) => work.status === status);
  const open = children.filter(({ work }) => !isFinished(work.status));
  const failed = are('failed');
  const keys = (some: readonly Ticket[]) => some.map(({ key }) => key).join(', ');
  if (open.length === 0 && are('done').length > 0) return { to: 'done' };
  if (are('in_progress').length > 0) return { to: 'in_progress' };
  if (open.length > 0 && open.every(({ work }) => work.status === 'blocked'))
    return { to: 'blocked', blocker: `All that is left is blocked: ${keys(open)}` };
  if (failed.length > 0) return { to: 'blocked', blocker: `${keys(failed)} failed` };
  return { to: 'open' };
}

/** Tells the tickets whose last blocker this was (U-43); those that were blocked by nothing else go on. */
async function unblockFollowers(telling: Telling, done: Ticket): Promise<void> {
  const { nouns, scope, deps } = telling;
  const links = await nouns.links.ofTickets(done.workspaceId, [done.id]);
  const ids = links
    .filter((link) => link.type === 'blocks' && link.sourceId === done.id)
    .map((link) => link.targetId);
  if (ids.length === 0) return;
  for (const follower of await nouns.tickets.list(done.workspaceId, { ids })) {
    if (done.work.status === 'failed' && !isPhaseBefore(done, follower)) continue;
    if (isFinished(follower.work.status) || (await unfinishedBlockers(nouns, follower)).length > 0) continue;
    const told = { type: 'TicketUnblocked' as const, ticketId: follower.id, payload: { by: done.key } };
    await nouns.events.append(stampEvents(deps, systemScope(scope), [told], follower.version));
    await resume(telling, follower);
  }
}

async function resume({ mutate, deps, nouns, scope }: Telling, { id }: Ticket): Promise<void> {
  const move: WorkMove = { to: 'in_progress', by: actor, at: deps.clock.now().toISOString() };
  await mutate(nouns, systemScope(scope), id, (current) => {
    const { status, blocker, assigneeId } = current.work;
    if (status !== 'blocked' || !blocker?.onTickets || assigneeId === null) return null;
    const work = moveWork(current, move);
    return work && { next: { ...current, work: work.work }, events: work.events };
  });
}

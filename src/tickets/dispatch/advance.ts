/** Takes one dispatch as far as it gets now: ready, in progress, briefed and begun, each step once (S4-41, S4-42). */
import { agentTitle } from '../../domain/agent-role.ts';
import { agentCapacity, type Dispatch, endingOf, type Readiness } from '../../domain/dispatch.ts';
import { isDocketError } from '../../domain/errors.ts';
import { activeClaim, askLock, executionOf } from '../../domain/execution.ts';
import { moveWork, type WorkMove } from '../../domain/lifecycle.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { AgentRunner } from '../../ports/agent-runner.ts';
import type { Nouns } from '../../ports/store.ts';
import { takeLock } from '../checkout.ts';
import { unfinishedBlockers } from '../guards.ts';
import { dispatcherActor } from './actor.ts';
import { changeDispatch, endDispatch } from './consider.ts';
import type { DispatchDeps } from './dispatch-deps.ts';
import { ensureChannel } from './ensure-channel.ts';
import { writeBrief } from './write-brief.ts';

/** How long whoever started a ticket has to hand it over, before another does. */
const handOverWithinMs = 60_000;

/**
 * `waiting` becomes `started` in the one transaction that moves the ticket from open to in progress, so only one can; what
 * was started is handed over under its own id, which the runner begins once however often it is told.
 */
export async function advanceDispatch(deps: DispatchDeps, dispatch: Dispatch): Promise<void> {
  const { store, clock } = deps;
  const ticket = await store.tickets.get(dispatch.workspaceId, dispatch.ticketId);
  const outcome = endingOf(dispatch, ticket);
  const at = clock.now();
  if (!ticket || outcome) {
    const ended = { outcome: outcome ?? 'withdrawn', at: at.toISOString() };
    await store.transact((nouns) => endDispatch(deps, nouns, dispatch, ended));
    return;
  }
  if (dispatch.state === 'waiting') {
    const started = await begin(deps, dispatch, ticket);
    if (started) await handOver(deps, started);
  } else if (dispatch.state === 'started') {
    if (at.getTime() - Date.parse(dispatch.updatedAt) >= handOverWithinMs) await handOver(deps, dispatch);
  }
}

async function begin(deps: DispatchDeps, dispatch: Dispatch, ticket: Ticket): Promise<Dispatch | null> {
  await ensureChannel(deps, ticket);
  const runner = deps.runner();
  const waitsFor = await reasonToWait(deps, dispatch, ticket, runner);
  if (waitsFor !== null) {
    await keepWaiting(deps, dispatch, waitsFor);
    return null;
  }
  const readiness = await runner!.readiness(dispatch.workspaceId, dispatch.agentId);
  if (readiness === 'atCapacity') await keepWaiting(deps, dispatch, 'atCapacity');
  else if (readiness !== 'ready') await refuse(deps, dispatch, readiness);
  else return start(deps, dispatch);
  return null;
}

/** Why it is not begun yet though nothing is wrong with it; null when it may be. */
async function reasonToWait(
  { store, clock }: DispatchDeps,
  { workspaceId, agentId }: Dispatch,
  ticket: Ticket,
  runner: AgentRunner | null,
): Promise<string | null> {
  const execution = executionOf(ticket);
  if (execution.allowed === 'human_only') return 'humanOnly';
  const blockers = await unfinishedBlockers(store, ticket);
  if (blockers.length > 0) return `blockedBy ${blockers.map(({ key }) => key).join(', ')}`;
  const claim = activeClaim(execution, clock.now().toISOString());
  if (claim && claim.holder !== `agent:${agentId}`) return `claimedBy ${claim.holderName}`;
  if (execution.lock && askLock(execution.lock, '', clock.now().toISOString()) === 'taken')
    return 'checkedOut';
  const ofTicket = { ticketId: ticket.id, unfinished: true, most: 1 };
  if ((await store.workflows.list(workspaceId, ofTicket)).length > 0) return 'workflowRunning';
  if (runner === null) return 'noRunner';
  const busy = await store.tickets.list(workspaceId, { assigneeId: agentId, work: ['in_progress'] });
  return busy.length >= agentCapacity ? 'atCapacity' : null;
}

async function keepWaiting(deps: DispatchDeps, dispatch: Dispatch, note: string): Promise<void> {
  if (dispatch.note === note) return;
  const updatedAt = deps.clock.now().toISOString();
  await deps.store.transact((nouns) => changeDispatch(deps, nouns, dispatch, { note, updatedAt }));
}

/** An agent that cannot work at all fails the ticket, and says so where it is talked about. */
async function refuse(deps: DispatchDeps, dispatch: Dispatch, readiness: Readiness): Promise<void> {
  const error = `Assigned agent is not ready: ${readiness}`;
  const at = deps.clock.now().toISOString();
  const move: WorkMove = {
    to: 'failed',
    by: dispatcherActor,
    at,
    error,
    licence: { undispatched: readiness },
  };
  await deps.store.transact(async (nouns) => {
    const named = { ...dispatch, note: readiness };
    if (!(await endDispatch(deps, nouns, named, { outcome: 'notReady', at }))) return;
    await moveTicket(deps, nouns, dispatch, move);
  });
}

function moveTicket(deps: DispatchDeps, nouns: Nouns, { workspaceId, ticketId }: Dispatch, move: WorkMove) {
  const scope = { workspaceId, actor: dispatcherActor };
  return deps.mutate(nouns, scope, ticketId, (current) => {
    const moved = moveWork(current, move);
    return moved && { next: { ...current, work: moved.work }, events: moved.events };
  });
}

/** The single-dispatch guard: whoever's transaction moves the row and the ticket is the one that began it. */
function start(deps: DispatchDeps, dispatch: Dispatch): Promise<Dispatch | null> {
  const at = deps.clock.now().toISOString();
  const started = { state: 'started' as const, note: null, updatedAt: at };
  return deps.store.transact(async (nouns) => {
    const scope = { workspaceId: dispatch.workspaceId, actor: dispatcherActor, runId: dispatch.id };
    const moved = await deps.mutate(nouns, scope, dispatch.ticketId, (current) => {
      const lock = takeLock(current, { agentId: dispatch.agentId, runId: dispatch.id, at });
      if (current.work.status !== 'open' || lock.mutation === null) return null;
      const work = moveWork(current, { to: 'in_progress', by: dispatcherActor, at });
      return work && { next: { ...lock.mutation.next, work: work.work }, events: work.events };
    });
    if (!moved) return null;
    const changed = await changeDispatch(deps, nouns, dispatch, started);
    if (!changed) throw new Error('a dispatch was begun by somebody else');
    return { ...dispatch, ...started, rev: dispatch.rev + 1 };
  });
}

async function handOver(deps: DispatchDeps, dispatch: Dispatch): Promise<void> {
  const { store, clock } = deps;
  const ticket = await store.tickets.get(dispatch.workspaceId, dispatch.ticketId);
  if (!ticket || endingOf(dispatch, ticket)) return;
  try {
    const runner = deps.runner();
    if (!runner) return;
    await runner.start(await briefFor(store, dispatch, ticket));
  } catch (error) {
    // It is handed over again by a sweep, once the other run has ended.
    if (isDocketError(error) && error.code === 'WORKFLOW_RUNNING')
      await keepWaiting(deps, dispatch, 'workflowRunning');
    else await giveUp(deps, dispatch, error);
    return;
  }
  const updatedAt = clock.now().toISOString();
  await store.transact((nouns) => changeDispatch(deps, nouns, dispatch, { state: 'running', updatedAt }));
}

async function briefFor(store: Nouns, dispatch: Dispatch, ticket: Ticket) {
  const { mode, threadId } = executionOf(ticket);
  const refs = await store.externalRefs.ofTickets(ticket.workspaceId, [ticket.id]);
  const parent =
    ticket.parentId === null ? null : await store.tickets.get(ticket.workspaceId, ticket.parentId);
  return {
    dispatchId: dispatch.id,
    ...{ workspaceId: ticket.workspaceId, ticketId: ticket.id, ticketKey: ticket.key },
    ...{ agentId: dispatch.agentId, reason: dispatch.reason, threadId, mode },
    text: writeBrief(ticket, { refs, delegatedFrom: parent?.key ?? null }),
  };
}

async function giveUp(deps: DispatchDeps, dispatch: Dispatch, cause: unknown): Promise<void> {
  const at = deps.clock.now().toISOString();
  const why = cause instanceof Error ? cause.message : `${agentTitle(dispatch.agentId)} could not be begun`;
  deps.log.warn('an agent could not be begun', { dispatch: dispatch.id, error: cause });
  const error = `Dispatch failed: ${why}`.slice(0, 500);
  const move: WorkMove = { to: 'failed', by: dispatcherActor, at, error };
  await deps.store.transact(async (nouns) => {
    const named = { ...dispatch, note: why.slice(0, 300) };
    if (await endDispatch(deps, nouns, named, { outcome: 'notBegun', at }))
      await moveTicket(deps, nouns, dispatch, move);
  });
}

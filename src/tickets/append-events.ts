/** Stamps events with their envelope and appends them next to the write that caused them. */
import type { Deed } from '../domain/change.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Principal } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';

export type EventDraft = Pick<DomainEvent, 'type'> &
  Partial<
    Pick<DomainEvent, 'ticketId' | 'documentId' | 'boardId' | 'pushId' | 'capabilityId' | 'runId' | 'payload'>
  >;

/** On whose behalf something is written, and where. `expects` is gone once the ticket was found at that version. */
export type WriteScope = {
  workspaceId: Id;
  actor: Principal;
  runId?: string;
  deed?: Deed;
  expects?: Caller['expects'];
};

export function scopeOf({ workspaceId, principal, runId, deed, expects }: Caller): WriteScope {
  return {
    workspaceId,
    actor: principal,
    ...(runId === undefined ? {} : { runId }),
    ...(deed ? { deed } : {}),
    ...(expects ? { expects } : {}),
  };
}

export type AppendEvents = (nouns: Nouns, scope: WriteScope, drafts: readonly EventDraft[]) => Promise<void>;

/**
 * Completes drafts to events (U-50), order as given. `version` is that of the ticket they tell of, null for events
 * about something else.
 */
export function stampEvents(
  deps: { clock: Clock; ids: IdSource },
  scope: WriteScope,
  drafts: readonly EventDraft[],
  version: number | null = null,
): DomainEvent[] {
  const occurredAt = deps.clock.now().toISOString();
  return drafts.map((draft) => ({
    id: deps.ids.next(),
    type: draft.type,
    workspaceId: scope.workspaceId,
    ticketId: draft.ticketId ?? null,
    documentId: draft.documentId ?? null,
    boardId: draft.boardId ?? null,
    pushId: draft.pushId ?? null,
    capabilityId: draft.capabilityId ?? null,
    runId: draft.runId ?? scope.runId ?? null,
    actor: scope.actor,
    occurredAt,
    version,
    causationId: null,
    payload: draft.payload ?? {},
  }));
}

/** For events that no ticket write causes. Call it with the nouns of the transaction the event belongs to. */
export function createAppendEvents(deps: { clock: Clock; ids: IdSource }): AppendEvents {
  return async (nouns, scope, drafts) => {
    if (drafts.length > 0) await nouns.events.append(stampEvents(deps, scope, drafts));
  };
}

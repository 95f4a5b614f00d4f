/** Dispatches and wakes, as kept. */
import type { Dispatch } from '../domain/dispatch.ts';
import type { Id } from '../domain/ids.ts';

export type DispatchStore = {
  /** False, and nothing written, where this assignment has one already, or the ticket one that has not ended. */
  insert(dispatch: Dispatch): Promise<boolean>;
  /** Compare-and-set: false where the stored `rev` is not one less than given. */
  swap(next: Dispatch): Promise<boolean>;
  get(workspaceId: Id, id: Id): Promise<Dispatch | null>;
  /** Those that have not ended, oldest first. */
  open(workspaceId: Id): Promise<Dispatch[]>;
  /** Of these tickets, oldest first. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<Dispatch[]>;
  /** True for one of all who wake this agent for this source after `before`: nobody has since then. */
  wake(wake: { ticketId: Id; agentId: string; source: string; at: string; before: string }): Promise<boolean>;
};

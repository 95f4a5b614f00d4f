/** What people's deeds changed, as kept for taking it back. */
import type { Change } from '../domain/change.ts';
import type { Id } from '../domain/ids.ts';

export type ChangeStore = {
  append(changes: readonly Change[]): Promise<void>;
  /** Everything this person's latest deed changed that was not taken back, in the order it was written. An undo is no such deed. */
  latest(workspaceId: Id, actorId: string): Promise<Change[]>;
  /** What their latest undo changed, unless it was done again or they did anything but undo and redo since; empty then. */
  latestUndo(workspaceId: Id, actorId: string): Promise<Change[]>;
  /** Marks a deed as taken back; false when it was already, also for the second of two at once. */
  settle(workspaceId: Id, deedId: Id, at: string): Promise<boolean>;
  /** A ticket that was left at version `from` is so again at version `to`: changes that led there hold for that one. */
  rebase(workspaceId: Id, ticketId: Id, from: number, to: number): Promise<void>;
  /** Forgets everybody's changes from before `at`. */
  forget(at: string): Promise<void>;
};

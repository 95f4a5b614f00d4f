/** Threads, stored inbound events, living cards, recorded tool calls and proposals, as kept. */
import type { Focus, PendingAction, Thread } from '../domain/conversation.ts';
import type { Id } from '../domain/ids.ts';
import type { Reach } from '../domain/reach.ts';
import type { Inbound, MessageRef } from './surface.ts';

export type ThreadStore = {
  /** The thread of this surface and name, made when it is new. */
  ensure(workspaceId: Id, surface: string, external: string): Promise<Thread>;
  get(workspaceId: Id, id: Id): Promise<Thread | null>;
  /** The thread of this surface and name, where there is one. */
  find(workspaceId: Id, surface: string, external: string): Promise<Thread | null>;
  /** Within `reach`, the one in which somebody wrote last. */
  lastHeard(workspaceId: Id, reach: Reach): Promise<Thread | null>;
  /** The surface's names for all its threads, of all workspaces. */
  names(surface: string): Promise<string[]>;
  setFocus(workspaceId: Id, id: Id, focus: Focus): Promise<void>;
};

export type StoredInbound = {
  id: Id;
  workspaceId: Id;
  threadId: Id;
  event: Inbound;
  doneAt: string | null;
};

export type InboxStore = {
  /** False when this surface already sent an event with this id. Durable when it resolves. */
  accept(entry: { id: Id; workspaceId: Id; threadId: Id; event: Inbound }): Promise<boolean>;
  get(id: Id): Promise<StoredInbound | null>;
  /** Accepted in a thread within `reach` and not finished, oldest first. */
  unfinished(reach: Reach): Promise<StoredInbound[]>;
  finish(id: Id, at: string): Promise<void>;
};

/** A message that is drawn again whenever one of its `subjects` changes, by calling a read tool. */
export type LivingCard = {
  threadId: Id;
  workspaceId: Id;
  /** One per thing and thread, e.g. `board:<id>`. */
  key: string;
  tool: string;
  input: Record<string, unknown>;
  subjects: string[];
  message: MessageRef;
  /** Hash of the card last sent, so that an unchanged one is not sent again. */
  hash: string;
};

export type LivingCardStore = {
  put(card: LivingCard): Promise<void>;
  get(threadId: Id, key: string): Promise<LivingCard | null>;
  /** Those in threads within `reach` that show one of these. */
  showing(workspaceId: Id, subjects: readonly string[], reach: Reach): Promise<LivingCard[]>;
};

export type ToolCallStore = {
  get(runId: string, callId: string): Promise<{ output: unknown } | null>;
  /** Keeps the first; a second for the same pair changes nothing. */
  put(runId: string, callId: string, output: unknown): Promise<void>;
};

export type PendingActionStore = {
  insert(action: PendingAction): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<PendingAction | null>;
  list(workspaceId: Id, status?: PendingAction['status']): Promise<PendingAction[]>;
  /** Moves it from one status to the next; false when it is no longer in the first. */
  move(workspaceId: Id, id: Id, from: PendingAction['status'], next: PendingAction): Promise<boolean>;
};

/** What is kept to follow issues after a push: agreed states, cursors, news, writes and webhook deliveries. */
import type { Id } from '../domain/ids.ts';
import type { Reach } from '../domain/reach.ts';
import type { IssueWrite, SyncBase, SyncNews } from '../domain/sync.ts';

export type SyncBaseStore = {
  /** Of one ticket there is one per tracker. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<SyncBase[]>;
  /**
   * Compare-and-set: writes only where the stored `rev` is `expected`, or where there is none and `expected` is 0; false
   * when somebody else wrote meanwhile.
   */
  swap(base: SyncBase, expected: number): Promise<boolean>;
};

export type SyncCursorStore = {
  /**
   * Takes the reading of a destination where nobody took it since `takenBefore`; null when somebody did. `cursor` is null
   * before the first reading.
   */
  take(
    workspaceId: Id,
    destination: string,
    when: { now: string; takenBefore: string },
  ): Promise<{ cursor: string | null } | null>;
  /** Compare-and-set: false when the stored cursor is not `from` any more. */
  advance(workspaceId: Id, destination: string, from: string | null, to: string): Promise<boolean>;
  /** When it was last taken. */
  polledAt(workspaceId: Id, destination: string): Promise<string | null>;
};

export type SyncNewsStore = {
  append(news: readonly SyncNews[]): Promise<void>;
  /**
   * Threads within `reach` with something to tell: how old the first and the last of it are, and when the thread was
   * last told anything.
   */
  waiting(
    reach: Reach,
  ): Promise<{ workspaceId: Id; threadId: Id; first: string; last: string; toldAt: string | null }[]>;
  /** What is still to be told in this thread, in order; at most 500. */
  untold(threadId: Id): Promise<SyncNews[]>;
  told(ids: readonly Id[], at: string): Promise<void>;
};

export type IssueWriteStore = {
  /** Throws CONCURRENCY_CONFLICT while another update of the same issue is under way, or the comment was sent before. */
  insert(write: IssueWrite): Promise<void>;
  get(id: Id): Promise<IssueWrite | null>;
  /** Newest first. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<IssueWrite[]>;
  /** Sets a planned one to `sending` with epoch+1 and attempts+1, and commits before it returns; null when it is not planned. */
  claim(id: Id, now: string): Promise<IssueWrite | null>;
  /** Writes it where the stored epoch and state still are these; false when somebody else has moved it on. */
  settle(write: IssueWrite, from: IssueWrite['state']): Promise<boolean>;
  /** Planned, being sent or doubtful, oldest first. */
  open(): Promise<IssueWrite[]>;
};

/** A webhook that was told genuine: which issues to look at again, and nothing of what it says about them. */
export type WebhookDelivery = {
  source: string;
  deliveryId: string;
  workspaceId: Id;
  tenant: string;
  event: string;
  externalIds: string[];
  markers: string[];
  receivedAt: string;
  doneAt: string | null;
};

export type WebhookStore = {
  /** False when this source already sent a delivery of this id. Durable when it resolves. */
  accept(delivery: WebhookDelivery): Promise<boolean>;
  get(source: string, deliveryId: string): Promise<WebhookDelivery | null>;
  /** Received before then and not done, oldest first; at most 500. */
  unfinished(before: string): Promise<WebhookDelivery[]>;
  finish(source: string, deliveryId: string, at: string): Promise<void>;
  /** Forgets those received before then, done or not; how many. */
  forget(before: string): Promise<number>;
  /** When this source last sent something genuine about this workspace. */
  lastReceived(workspaceId: Id, source: string): Promise<string | null>;
};

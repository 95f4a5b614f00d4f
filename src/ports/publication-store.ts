/** Boards, approvals, pushes and their intents, as kept. */
import type { Approval } from '../domain/approval.ts';
import type { ReviewBoard } from '../domain/conversation.ts';
import type { DuplicateDecision, DuplicateFinding } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Intent, IntentOp, IntentState, ListedIssue, Push } from '../domain/push.ts';
import type { SecondIssue } from '../domain/second-issue.ts';
import type { SendBudget } from '../domain/send-budget.ts';

export type BoardStore = {
  insert(board: ReviewBoard): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<ReviewBoard | null>;
  /** Writes only where the stored `rev` is `expectedRev`; false when it is not. */
  swap(board: ReviewBoard, expectedRev: number): Promise<boolean>;
  /** The newest board of this thread that shows tickets of this document. */
  latest(workspaceId: Id, threadId: Id | null, documentId: Id | null): Promise<ReviewBoard | null>;
  /** Of all threads, the latest first. */
  newest(workspaceId: Id, most: number): Promise<ReviewBoard[]>;
  /** Boards that show one of these tickets. */
  showing(workspaceId: Id, ticketIds: readonly Id[]): Promise<ReviewBoard[]>;
};

export type ApprovalStore = {
  insert(approvals: readonly Approval[]): Promise<void>;
  /** Neither used nor void, newest first. */
  standing(workspaceId: Id, ticketIds: readonly Id[]): Promise<Approval[]>;
  /** Every approval these tickets ever had, newest first. */
  history(workspaceId: Id, ticketIds: readonly Id[]): Promise<Approval[]>;
  /** Marks as used by this push where still standing; returns how many it marked. */
  use(workspaceId: Id, ids: readonly Id[], pushId: Id, at: string): Promise<number>;
  /** Ends every standing approval of these tickets. */
  void(workspaceId: Id, ticketIds: readonly Id[], at: string): Promise<void>;
};

export type PushStore = {
  /**
   * Waits for every other transaction that plans at this destination to end, so that two pushes see of each other what
   * hangs together: parents and links. The first thing a transaction does that will plan.
   */
  planAlone(destination: string): Promise<void>;
  /** The push and all its intents, in one statement each. Fails when an intent for the same ticket and destination is still open. */
  insert(push: Push, intents: readonly Intent[]): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Push | null>;
  /** As `get`, and nobody else can change it, or hold it so, before the transaction ends. */
  lock(workspaceId: Id, id: Id): Promise<Push | null>;
  update(push: Push): Promise<void>;
  intents(pushId: Id): Promise<Intent[]>;
  /** Of this push in these states, in their order. */
  intentsIn(pushId: Id, states: readonly IntentState[]): Promise<Intent[]>;
  /** Those that create the issues of these tickets, newest first. */
  intentsOfTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<Intent[]>;
  /** Planned links of this push that one of these tickets is an end of. */
  plannedLinks(pushId: Id, ticketIds: readonly Id[]): Promise<Intent[]>;
  /** Those whose key is one of these, whatever they make, newest first. */
  intentsOfMarkers(markers: readonly string[]): Promise<Intent[]>;
  /**
   * Takes the next intents of this push that may be sent now and together, sets them to `sending` with epoch+1, this
   * owner, `sentAt`, and attempts+1, and commits before it returns. One waits while an issue it needs is unfinished.
   */
  claim(pushId: Id, owner: string, now: string, wish: ClaimWish): Promise<Intent[]>;
  /**
   * Writes the intent, in one statement, where the stored epoch still is `intent.epoch` and the stored state still is
   * `from`; false when somebody else has moved it on.
   */
  settle(intent: Intent, from: IntentState): Promise<boolean>;
  /** Those that were begun since then, oldest first. */
  since(at: string): Promise<Push[]>;
  /** Unfinished pushes, oldest first. */
  unfinished(): Promise<Push[]>;
  /** Of one push, without reading its rows. */
  tally(pushId: Id): Promise<TallyRow[]>;
  /** Turns intents left in `sending` by another or a dead owner since before `sentBefore` into `unknown`, epoch+1. */
  abandon(sentBefore: string, notOwner: string, notBefore: string): Promise<number>;
};

export type ClaimWish = {
  op: IntentOp;
  most: number;
  /** An issue may be claimed together with its parent's; else only once that is settled. */
  withParents: boolean;
  /** Only one of these, if any is given; else none of `except`. */
  only?: readonly Id[];
  except?: readonly Id[];
};

/** What is left of a push and what became of the rest; `due` is the earliest date among the rows counted. */
export type TallyRow = { op: IntentOp; state: IntentState; count: number; due: string | null };

/** Who sends where, and what the trackers' accounts may be sent; one truth for all instances. */
export type SenderStore = {
  /** Takes the destination for `owner`, or keeps it for them until then; false while somebody else has it. */
  hold(destination: string, owner: string, now: string, until: string): Promise<boolean>;
  release(destination: string, owner: string): Promise<void>;
  /** Frees every destination: for a start at which nobody else can be sending. */
  releaseAll(): Promise<void>;
  budget(account: string): Promise<SendBudget | null>;
  /** Writes only over the rev before this one, in one statement; false when somebody was faster. */
  swapBudget(budget: SendBudget): Promise<boolean>;
};

export type SecondIssueStore = {
  /** Writes those that are not known yet, and returns them. */
  note(found: readonly SecondIssue[]): Promise<SecondIssue[]>;
  ofPush(pushId: Id): Promise<SecondIssue[]>;
  get(workspaceId: Id, id: Id): Promise<SecondIssue | null>;
  /** In all workspaces, the oldest first. */
  untold(): Promise<SecondIssue[]>;
  told(ids: readonly Id[], at: string): Promise<void>;
};

export type DuplicateStore = {
  /** At every destination. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<DuplicateFinding[]>;
  /** Writes what was found; a decision that stands is left as it is. */
  note(findings: readonly DuplicateFinding[]): Promise<void>;
  /** Writes a decision over the one that stood; null takes it back. Nothing happens where nothing was found. */
  decide(
    workspaceId: Id,
    ticketId: Id,
    destination: string,
    decision: DuplicateDecision | null,
  ): Promise<void>;
};

/** What a destination held when it was last read. `complete` is false where it holds more. */
export type IssueMirror = {
  workspaceId: Id;
  destination: string;
  readAt: string;
  complete: boolean;
  issues: ListedIssue[];
};

export type MirrorStore = {
  get(workspaceId: Id, destination: string): Promise<IssueMirror | null>;
  /** Takes the place of the one before. */
  put(mirror: IssueMirror): Promise<void>;
};

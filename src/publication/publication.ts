/** Publication as a service: review boards, approvals, pushes and status sync. The only way to a tracker. */
import type { DuplicateCandidate } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type {
  BoardView,
  DuplicatesView,
  PushView,
  SyncView,
  TrackerAnswer,
} from '../domain/publication-view.ts';
import type { PushRehearsal } from '../domain/push-rehearsal.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Alike } from './find-alike.ts';
import type { DuplicateWish } from './pick-candidate.ts';
import type { Syncing } from './sync/syncing.ts';
import type { SecondsPost } from './tell-seconds.ts';

export type Publication = Syncing & {
  /** A new board over these tickets, or this thread's board of the same document brought up to date. */
  openBoard(
    caller: Caller,
    input: {
      ticketIds: readonly Id[];
      documentId: Id | null;
      title: string;
      tracker?: string;
      pushRequested?: boolean;
    },
  ): Promise<BoardView>;
  /** Draws the board: what it shows from now on is what a click on its `rev` consents to. */
  board(caller: Caller, boardId: Id): Promise<BoardView>;
  turnPage(caller: Caller, boardId: Id, page: number): Promise<BoardView>;
  /** Puts tickets that one ticket became beside it, on every board that shows it. */
  placeBeside(caller: Caller, ticketId: Id, added: readonly Id[]): Promise<void>;
  /**
   * Approves what the board showed at `rev`: all waiting tickets, one page, those of a `ReviewFilter`, or one key. A person's deed only
   * (HUMAN_APPROVAL_REQUIRED). STALE when the board changed since; nothing is approved then.
   */
  approve(
    caller: Caller,
    input: { boardId: Id; rev: number; which: 'all' | 'page' | string },
  ): Promise<BoardView>;
  /** `/docket approve KEY…`: the person names the tickets themselves. */
  approveNamed(
    caller: Caller,
    ids: readonly Id[],
    tracker?: string,
  ): Promise<{ approved: TicketView[]; refused: { key: string; why: string }[] }>;
  /** Approves as above and, in the same transaction, writes the push and its intents. A person's deed only. */
  approveAndPush(
    caller: Caller,
    input: { boardId: Id; rev: number; which: 'all' | 'approved' },
  ): Promise<PushView>;
  /**
   * Asks for a push: points the thread's board at the destination and offers to approve what is not approved.
   * Publishes nothing, whoever calls it.
   */
  proposePush(caller: Caller, input: { ticketIds: readonly Id[]; tracker?: string }): Promise<BoardView>;
  /** A person's own command: pushes what is approved for this destination, skips the rest with a reason (S0-44). */
  push(caller: Caller, input: { ticketIds: readonly Id[]; tracker?: string }): Promise<PushView>;
  /** What `push` would do now, approving, writing and sending nothing. Throws as it does for a tracker that is none. */
  rehearse(caller: Caller, input: { ticketIds: readonly Id[]; tracker?: string }): Promise<PushRehearsal>;
  pushView(caller: Caller, pushId: Id): Promise<PushView>;
  /** Tries failed tickets of a push again, where their content still is what was approved. A person's deed only. */
  retry(caller: Caller, pushId: Id): Promise<PushView>;
  /** Stops what was not sent yet; says what exists. A person's deed only. */
  cancel(caller: Caller, pushId: Id): Promise<PushView>;
  /**
   * What may say the same as these tickets already, at the destination of the tracker that was named or preferred and
   * among our own tickets, looked for anew. Tickets that are out are left aside. A tracker that cannot be read is a
   * `problem`; throws only for a word that is no tracker, or one that is off.
   */
  findDuplicates(
    caller: Caller,
    input: { ticketIds: readonly Id[]; tracker?: string },
  ): Promise<DuplicatesView>;
  /**
   * What may be the same as something nobody has written a ticket for yet, at the preferred tracker and among our tickets, the
   * most alike first. A tracker that cannot be read is a `problem`.
   */
  findAlike(caller: Caller, said: { title: string; text: string }): Promise<Alike>;
  /**
   * Decides what a push does with a ticket that may be a duplicate, and voids its approvals. A person's deed only.
   * Answers the candidate, null where the choice is about all, and draws the thread's board that shows the ticket.
   * Throws STALE, AMBIGUOUS, NOT_FOUND, INVALID_INPUT, VERSION_CONFLICT, and TICKET_ALREADY_PUSHED.
   */
  settleDuplicate(
    caller: Caller,
    wish: DuplicateWish,
  ): Promise<{ view: TicketView; candidate: DuplicateCandidate | null; board: BoardView | null }>;
  sync(
    caller: Caller,
    input: { documentId?: Id; ticketIds?: readonly Id[] },
    signal?: AbortSignal,
  ): Promise<SyncView>;
  destinations(caller: Caller): Promise<TrackerAnswer[]>;
  /** Works one push to its end; safe to call again after a crash, and from several instances at once. */
  runPush(pushId: Id, signal: AbortSignal): Promise<void>;
  /** Has issues of a capability say where it stands by now; after a person's deed alone. How many are to be changed. */
  refreshContexts(caller: Caller, capabilityId: Id): Promise<number>;
  /** Has an issue closed that is one too many, as a duplicate of the one that stays. A person's deed only. */
  closeSecond(caller: Caller, id: Id): Promise<PushView>;
  /** Looks where anything was pushed lately for tickets that have two issues; returns how many it found. Once an hour. */
  sweep(): Promise<number>;
  /** Tells threads what the looks have found, each once. */
  tellSeconds(how: SecondsPost): Promise<void>;
  /** Puts unfinished pushes back to work; called on start, before `runPush`, and every 10 s. */
  recover(): Promise<number>;
  /** Breaks off readings that nobody waits for any more; called before the store is closed. */
  close(): Promise<void>;
};

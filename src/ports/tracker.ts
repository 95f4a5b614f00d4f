/** A tracker: the place approved tickets become issues. Only `publication/` holds one. */
import type { Destination } from '../domain/approval.ts';
import { isDocketError } from '../domain/errors.ts';
import type { IssueKey } from '../domain/ids.ts';
import type {
  CreateOutcome,
  IssueChange,
  IssueDraft,
  IssueOrder,
  IssueSnapshot,
  IssueWord,
  LinkOrder,
  ListedIssue,
  StepOutcome,
} from '../domain/push.ts';
import type { SendLimit } from '../domain/send-budget.ts';

export type TrackerName = 'local' | 'linear' | 'github' | 'jira';

export type TrackerHealth = {
  ok: boolean;
  account: string | null;
  problem: string | null;
  remedy: string | null;
};

/** Who answers there, or what is wrong; `who` throws what people can act on, and anything else is a bug. */
export async function healthOf(who: () => Promise<string>): Promise<TrackerHealth> {
  try {
    return { ok: true, account: await who(), problem: null, remedy: null };
  } catch (error) {
    if (!isDocketError(error)) throw error;
    return { ok: false, account: null, problem: error.message, remedy: error.remedy };
  }
}

/** Facts about the vendor that the push protocol is built on. */
export type TrackerTraits = {
  /** The vendor refuses a second issue with the same key, so an early re-send cannot duplicate. */
  uniqueKey: boolean;
  /** How long after an unknown outcome the issue might still appear; nothing is looked up or re-sent before. */
  quarantineMs: number;
  /** One request is given up after this long. */
  requestTimeoutMs: number;
  maxConcurrency: number;
  /** The most issues one `create` makes; it is one request whatever their number. */
  createAtOnce: number;
  /** An issue's external id is its key's `uuid`, so a child can be created in the same request as its parent. */
  idIsKey: boolean;
  /** The most links one `link` makes. */
  linkAtOnce: number;
  /** `link` takes a `source`. */
  showsSource: boolean;
  /** `create` makes the links of a draft too, where the place allows it. */
  embedsLinks: boolean;
  /** What the vendor publishes about how much it takes; kept by all instances together. */
  limits: readonly TrackerLimit[];
};

export type TrackerLimit = SendLimit;

export type Tracker = {
  name: TrackerName;
  traits: TrackerTraits;
  /** Reads only. Never throws: a dead connection is an answer. */
  check(signal?: AbortSignal): Promise<TrackerHealth>;
  /**
   * Where issues will be created, read from the tracker so that the label is true.
   * Throws INTEGRATION_NOT_CONNECTED, TRACKER_AUTH or TRACKER_UNAVAILABLE with a remedy.
   */
  destination(signal?: AbortSignal): Promise<Destination>;
  /** What the tracker would refuse or change, per draft and before approval; an empty list means it will take them. */
  preflight(
    drafts: readonly IssueDraft[],
    signal?: AbortSignal,
  ): Promise<{ index: number; problem: string; fatal: boolean }[]>;
  /**
   * Tries once, in one request, to create an issue for each of these orders (at most `createAtOnce`), and never repeats
   * on its own. Never throws: the outcome at an order's place is one of the three, and anything doubtful is `unknown`. An
   * issue that already holds the key is `existed`.
   */
  create(orders: readonly IssueOrder[], signal?: AbortSignal): Promise<CreateOutcome[]>;
  /**
   * Issues that hold one of these keys, by marker, the oldest first; more than one is a duplicate. Throws
   * TRACKER_UNAVAILABLE when that cannot be told.
   */
  find(keys: readonly IssueKey[], signal?: AbortSignal): Promise<Map<string, IssueSnapshot[]>>;
  /**
   * Current state by external id, in as few requests as the tracker allows. A missing issue is `null` in the map.
   * Throws TRACKER_UNAVAILABLE, TRACKER_AUTH or RATE_LIMITED.
   */
  read(externalIds: readonly string[], signal?: AbortSignal): Promise<Map<string, IssueSnapshot | null>>;
  /**
   * One page of the issues at the destination that are open or were closed since then, the latest change first; `next`
   * is what to ask the next page `after`, null at the end. Throws as `read` does.
   */
  list(
    wish: { closedSince: string; after: string | null },
    signal?: AbortSignal,
  ): Promise<{ issues: ListedIssue[]; next: string | null }>;
  /**
   * Tries once, in one request, to make each of these links (at most `linkAtOnce`), under its key, so that the same try
   * after a lost answer makes no second one. `issue` is the one it starts from. Never throws.
   */
  link(orders: readonly LinkOrder[], signal?: AbortSignal): Promise<StepOutcome[]>;
  /**
   * Tries once to put a section of ours into an issue's text; what others wrote there stays, and so do title, status and
   * labels. The same section again changes nothing. Never throws.
   */
  amend(
    change: { externalId: string; section: string },
    key: IssueKey,
    signal?: AbortSignal,
  ): Promise<StepOutcome>;
  /**
   * Tries once to change these fields and no others; a field that says so already is left alone. Never throws. `issue`
   * is the issue as it is afterwards.
   */
  update(change: IssueChange, signal?: AbortSignal): Promise<StepOutcome>;
  /** Tries once to write a comment under `key`; one that stands under it already is not written again. Never throws. */
  comment(
    comment: { externalId: string; text: string },
    key: IssueKey,
    signal?: AbortSignal,
  ): Promise<StepOutcome>;
  /**
   * What changed at the destination since `cursor`, in exactly one request; null begins with what changes from now on.
   * The same issue may come again. `more` says that asking again at once, with the new cursor, brings the rest.
   * Throws as `read` does.
   */
  changes(
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<{ issues: IssueSnapshot[]; cursor: string; more: boolean }>;
  /**
   * Who gave this issue which state or label, the oldest first, in as few requests as the tracker allows; the latest hundred
   * at least. Absent where the tracker keeps no such record. Throws as `read` does.
   */
  words?(externalId: string, signal?: AbortSignal): Promise<IssueWord[]>;
  /**
   * Every issue at the destination that carries a key of ours and was created since then, by marker, the oldest first:
   * what `find` would answer for all keys. Throws as `read` does.
   */
  sweep(since: string, signal?: AbortSignal): Promise<Map<string, IssueSnapshot[]>>;
};

/** The trackers that are switched on, opened when first asked for. */
export type Trackers = {
  names(): { name: TrackerName; sandbox: boolean }[];
  /** Those that could be switched on. */
  supported(): TrackerName[];
  /** Throws UNSUPPORTED_PLATFORM for a word that is no tracker and INTEGRATION_NOT_CONNECTED for one that is off. */
  open(name: string): Promise<Tracker>;
  /** The tracker used when nobody named one; null when several are connected. */
  preferred(): TrackerName | null;
};

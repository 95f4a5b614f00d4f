/** What must hold at every moment of a scenario, whatever happens: consent, fencing, patience, and no deed after a cancel. */
import type { Approval } from '../../src/domain/approval.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Intent, Push } from '../../src/domain/push.ts';
import { restsUntil, type SendBudget } from '../../src/domain/send-budget.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { Life } from './life.ts';
import type { Witness } from './memory-database.ts';
import type { Sent } from './network.ts';
import type { World } from './world.ts';

/**
 * duplicate: an issue too many. lost: an approved ticket without its end. wrongId: a reference to another issue. untrue:
 * said not to exist, and it does. unapproved: sent without consent. fenced: moved by whoever had lost it. impatient: sent
 * before the tracker listens again. cancelled: sent after a person was told that it is not. links: missing, too many or
 * dangling. differs: a crash made a difference. broken: our own mistake came up.
 */
export type FaultKind =
  | 'duplicate'
  | 'lost'
  | 'wrongId'
  | 'untrue'
  | 'unapproved'
  | 'fenced'
  | 'impatient'
  | 'cancelled'
  | 'links'
  | 'differs'
  | 'broken';

export type Fault = { kind: FaultKind; what: string };
export type Faults = Fault[];

export type Checker = {
  faults: Faults;
  note(kind: FaultKind, what: string): void;
  /** Writes a line into the story of the scenario, where somebody wants to read it. */
  tell(line: string): void;
  observe(world: World): void;
  witness: Witness;
  watch: {
    onWrite(life: Life, sent: readonly Sent[]): void;
    onToldToWait(life: Life, until: number): void;
  };
  /** A person was told that this push is cancelled. */
  cancelled(pushId: Id): void;
  /** A person brings it back. */
  retried(pushId: Id): void;
  /** Pushes that have not ended. */
  unfinished(): number;
};

/** Who looked just before somebody else was told to wait may still send; the send guard ends that. */
const graceMs = 6_000;

/** `onTell` reads the story. */
export function createChecker(onTell?: (line: string) => void): Checker {
  const faults: Faults = [];
  const approvedTitles = new Map<Id, string>();
  const toldToWait = new Map<Life, number>();
  /** What the account's row says to all instances, and since when it does. */
  const rest = { since: 0, until: 0 };
  /** By push: the intents whose requests were already under way when somebody was told that it is cancelled. */
  const cancelled = new Map<Id, ReadonlySet<Id>>();
  let unfinished = 0;
  let world: World;
  const tell = (line: string) => onTell?.(line);
  const note = (kind: FaultKind, what: string) => {
    tell(`!! ${kind}: ${what}`);
    faults.push({ kind, what });
  };
  const rows = <Row>(table: string) => [...(world.database.tables[table] as Map<string, Row>).values()];

  const notePush = (before: Push | undefined, after: Push): void => {
    unfinished += isOpen(after) - isOpen(before);
    // Brought back counts from its commit on, however long ago the button was pressed.
    if (after.cancelledAt === null) cancelled.delete(after.id);
  };

  const judgePatience = (life: Life): void => {
    const wait = (toldToWait.get(life) ?? 0) - world.timeline.now();
    if (wait > 0) note('impatient', `${life.name} sent ${Math.ceil(wait)} ms before it was told to`);
  };

  const judgeSent = (life: Life, { marker, draft }: Sent): void => {
    const intent = rows<Intent>('intents').findLast((one) => one.marker === marker);
    const what = draft?.title ?? `a ${intent?.op === 'link' ? 'link' : 'section'}`;
    if (!intent) {
      note('unapproved', `${what} was sent under a key nobody planned`);
      return;
    }
    const underWay = cancelled.get(intent.pushId);
    if (underWay && !underWay.has(intent.id)) note('cancelled', `${what} was sent after the cancel`);
    const isConsent = (one: Approval) =>
      one.contentHash === intent.contentHash &&
      one.ticketId === intent.ticketId &&
      one.destination === intent.destination &&
      one.usedAt !== null &&
      one.voidedAt === null &&
      approvedTitles.get(one.id) === draft?.title;
    if (draft && !rows<Approval>('approvals').some(isConsent))
      note('unapproved', `${life.name} sent ${what}, which nobody approved`);
  };

  return {
    faults,
    note,
    tell,
    observe(one) {
      world = one;
    },
    witness(table, before, after, writer) {
      if (onTell) tell(describe(table, before, after, writer as Life));
      if (table === 'pushes') notePush(before as Push | undefined, after as Push);
      if (table === 'approvals' && !before) {
        const { id, ticketId } = after as Approval;
        approvedTitles.set(id, (world.database.tables.tickets!.get(ticketId) as Ticket).title);
      }
      if (table === 'budgets') {
        const until = restsUntil(after as SendBudget);
        if (until > rest.until) Object.assign(rest, { since: world.timeline.now(), until });
      }
      if (table === 'intents' && before) {
        const why = fencing(before as Intent, after as Intent, writer as Life);
        if (why) note('fenced', why);
      }
    },
    watch: {
      onWrite(life, sent) {
        judgePatience(life);
        const now = world.timeline.now();
        if (rest.until > now && now - rest.since > graceMs)
          note('impatient', `${life.name} sent while all are to rest for ${Math.ceil(rest.until - now)} ms`);
        tell(`${life.name} sends ${sent.map(({ draft }) => draft?.title ?? 'a step').join(', ')}`);
        for (const one of sent) judgeSent(life, one);
      },
      onToldToWait(life, until) {
        tell(`${life.name} is told to wait ${Math.ceil(until - world.timeline.now())} ms`);
        toldToWait.set(life, until);
      },
    },
    cancelled(pushId) {
      // Whether a section was written is found out by writing it again.
      const runsOn = ({ state, existing }: Intent) =>
        state === 'sending' || (state === 'unknown' && existing?.choice === 'update');
      const ofPush = rows<Intent>('intents').filter((one) => one.pushId === pushId);
      cancelled.set(pushId, new Set(ofPush.filter(runsOn).map(({ id }) => id)));
    },
    retried: (pushId) => void cancelled.delete(pushId),
    unfinished: () => unfinished,
  };
}

function isOpen(push: Push | undefined): number {
  return push && push.finishedAt === null ? 1 : 0;
}

/**
 * An intent that is being sent is moved on by its sender alone, unless its epoch rises or the tracker itself reported the
 * issue; what is out stays out.
 */
function fencing(before: Intent, after: Intent, writer: Life): string | null {
  const moved = `${before.payload?.title ?? before.op} went from ${before.state} to ${after.state}`;
  if (after.epoch < before.epoch) return `${moved} and back to an older epoch`;
  const isFinal = before.state === 'confirmed' || before.state === 'cancelled';
  if (isFinal && after.state !== before.state) return moved;
  const isOwn = before.owner?.startsWith(`${writer.name}/`) || after.state === 'confirmed';
  if (before.state === 'sending' && after.epoch === before.epoch && !isOwn) {
    return `${moved} by ${writer.name}, which did not send it`;
  }
  return null;
}

/** A row that changed, in a line; rows that say nothing about a push are left out. */
function describe(table: string, before: unknown, after: unknown, { name }: Life): string {
  if (table === 'events' || table === 'mirrors') return '';
  const shown = (row: unknown) => {
    const { title, state, epoch, owner, notBefore, reason, payload, op, finishedAt } = (row ??
      {}) as Partial<Intent> & {
      title?: string;
      finishedAt?: string;
    };
    return [payload?.title ?? title ?? op, state, epoch, owner, notBefore, reason, finishedAt]
      .filter(Boolean)
      .join(' ');
  };
  return `${name} writes ${table}: ${shown(before)} -> ${shown(after)}`;
}

/** Pushes and their intents in memory: one open intent per thing to be made, and claims that pass over locked rows. */
import { DocketError } from '../../src/domain/errors.ts';
import { type Intent, isIntentOpen, type Push } from '../../src/domain/push.ts';
import type { ClaimWish, TallyRow } from '../../src/ports/publication-store.ts';
import type { Nouns } from '../../src/ports/store.ts';
import type { Database, Transaction } from './memory-database.ts';
import { byCreation, compare, type Run, updateRow } from './memory-store.ts';

export function pushNouns(database: Database, run: Run): Pick<Nouns, 'pushes'> {
  const pushes = (transaction: Transaction) => database.rows<Push>(transaction, 'pushes').sort(byCreation);
  const push = {
    insert: (one: Push, intents: readonly Intent[]) =>
      run(async (transaction) => {
        for (const intent of intents) await keepOneOpen(database, transaction, intent);
        database.put(transaction, 'pushes', one.id, one);
        for (const intent of intents) database.put(transaction, 'intents', intent.id, intent);
      }),
    planAlone: (destination: string) =>
      run(async (transaction) => {
        const waiting = database.lock(transaction, `plan/${destination}`);
        if (waiting) await waiting;
      }),
    get: (workspaceId: string, id: string) =>
      run((transaction) => {
        const found = database.get<Push>(transaction, 'pushes', id);
        return found?.workspaceId === workspaceId ? found : null;
      }),
    lock: (workspaceId: string, id: string) =>
      run(async (transaction) => {
        const waiting = database.lock(transaction, `pushes/${id}`);
        if (waiting) await waiting;
        const found = database.get<Push>(transaction, 'pushes', id);
        return found?.workspaceId === workspaceId ? found : null;
      }),
    update: (one: Push) =>
      run(async (transaction) => {
        await updateRow<Push>(database, transaction, ['pushes', one.id], (current) =>
          current?.workspaceId === one.workspaceId ? one : undefined,
        );
      }),
    since: (at: string) =>
      run((transaction) => pushes(transaction).filter(({ createdAt }) => createdAt >= at)),
    unfinished: () =>
      run((transaction) => pushes(transaction).filter(({ finishedAt }) => finishedAt === null)),
  };
  return { pushes: { ...push, ...intentNoun(database, run) } };
}

function inOrder(one: Intent, other: Intent): number {
  return one.order - other.order || compare(one.id, other.id);
}

type IntentNoun = Omit<
  Nouns['pushes'],
  'planAlone' | 'insert' | 'get' | 'lock' | 'update' | 'since' | 'unfinished'
>;

function intentNoun(database: Database, run: Run): IntentNoun {
  const intents = (transaction: Transaction) => database.rows<Intent>(transaction, 'intents');
  const ofPush = (transaction: Transaction, pushId: string) =>
    intents(transaction)
      .filter((one) => one.pushId === pushId)
      .sort(inOrder);
  return {
    intents: (pushId) => run((transaction) => ofPush(transaction, pushId)),
    intentsIn: (pushId, states) =>
      run((transaction) => ofPush(transaction, pushId).filter((one) => states.includes(one.state))),
    intentsOfTickets: (workspaceId, ids) =>
      run((transaction) =>
        intents(transaction)
          .filter((one) => one.workspaceId === workspaceId && one.op === 'create')
          .filter((one) => ids.includes(one.ticketId))
          .sort(latestFirst),
      ),
    intentsOfMarkers: (markers) =>
      run((transaction) =>
        intents(transaction)
          .filter((one) => markers.includes(one.marker))
          .sort(latestFirst),
      ),
    plannedLinks: (pushId, ticketIds) =>
      run((transaction) =>
        ofPush(transaction, pushId)
          .filter(({ op, state }) => op === 'link' && state === 'planned')
          .filter(
            ({ ticketId, waitsFor }) => ticketIds.includes(ticketId) || ticketIds.includes(waitsFor ?? ''),
          ),
      ),
    tally: (pushId) => run((transaction) => count(ofPush(transaction, pushId))),
    claim: (pushId, owner, now, wish) =>
      run((transaction) => claim(database, transaction, { ...wish, pushId, owner, now })),
    settle: (intent, from) =>
      run(async (transaction) => {
        if (isIntentOpen(intent) && from === 'failed') await keepOneOpen(database, transaction, intent);
        return updateRow<Intent>(database, transaction, ['intents', intent.id], (current) =>
          current?.epoch === intent.epoch && current.state === from ? intent : undefined,
        );
      }),
    abandon: (sentBefore, notOwner, notBefore) =>
      run(async (transaction) => {
        const isAbandoned = (one: Intent) =>
          one.state === 'sending' && one.sentAt! < sentBefore && one.owner !== notOwner;
        let count = 0;
        for (const { id } of intents(transaction).filter(isAbandoned)) {
          const did = await updateRow<Intent>(database, transaction, ['intents', id], (current) =>
            current && isAbandoned(current)
              ? { ...current, state: 'unknown', epoch: current.epoch + 1, notBefore }
              : undefined,
          );
          if (did) count += 1;
        }
        return count;
      }),
  };
}

function count(intents: readonly Intent[]): TallyRow[] {
  const groups = Map.groupBy(intents, ({ op, state }) => `${op} ${state}`);
  return [...groups.values()].map((group) => {
    const { op, state } = group[0]!;
    const dates = group.flatMap(({ notBefore }) => notBefore ?? []).sort();
    return { op, state, count: group.length, due: dates[0] ?? null };
  });
}

function latestFirst(one: Intent, other: Intent): number {
  return compare(other.updatedAt, one.updatedAt) || compare(other.id, one.id);
}

/** What there may be only one open intent of. */
function thingOf({ op, ticketId, destination, marker }: Intent): string {
  return op === 'create' ? `${ticketId} ${destination}` : marker;
}

/** Whoever comes second waits for the first to commit, and is refused then. */
async function keepOneOpen(database: Database, transaction: Transaction, intent: Intent): Promise<void> {
  const thing = thingOf(intent);
  const waiting = database.lock(transaction, `one open/${thing}`);
  if (waiting) await waiting;
  const all = database.rows<Intent>(transaction, 'intents');
  const second = all.find((one) => one.id !== intent.id && thingOf(one) === thing && isIntentOpen(one));
  if (!second) return;
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'One of these tickets is already on its way to the same place. Nothing was sent by this push.',
    remedy: 'Wait until the push that is under way has finished, then look at the board again.',
  });
}

type Claim = ClaimWish & { pushId: string; owner: string; now: string };

async function claim(database: Database, transaction: Transaction, wish: Claim): Promise<Intent[]> {
  const { owner, now } = wish;
  const claimed: Intent[] = [];
  for (const next of choose(database, transaction, wish)) {
    const { epoch, attempts } = next;
    const counted = { epoch: epoch + 1, attempts: attempts + 1 };
    const taken: Intent = { ...next, ...counted, state: 'sending', owner, sentAt: now, updatedAt: now };
    await updateRow<Intent>(database, transaction, ['intents', next.id], () => taken);
    claimed.push(taken);
  }
  return claimed;
}

/** What is not locked and may go now; an issue together with its parent's, where that is wished. */
function choose(database: Database, transaction: Transaction, wish: Claim): Intent[] {
  const { pushId, now, op, most, withParents, only, except = [] } = wish;
  const all = database.rows<Intent>(transaction, 'intents');
  const openIssue = (ticketId: string | null, at: string) =>
    all.find(
      (one) =>
        one.op === 'create' && one.ticketId === ticketId && one.destination === at && isIntentOpen(one),
    );
  const chosen: Intent[] = [];
  const mayGo = (one: Intent) => {
    if (one.op !== 'create' && openIssue(one.ticketId, one.destination)) return false;
    const parent = openIssue(one.waitsFor, one.destination);
    return !parent || (withParents && chosen.some((other) => other.id === parent.id));
  };
  const candidates = all
    .filter((one) => one.pushId === pushId && one.op === op && one.state === 'planned')
    .filter((one) => one.notBefore === null || one.notBefore <= now)
    .filter(({ id }) => (only ? only.includes(id) : !except.includes(id)))
    .filter(({ id }) => !database.isLockedByAnother(transaction, `intents/${id}`))
    .sort(inOrder);
  for (const one of candidates) if (chosen.length < most && mayGo(one)) chosen.push(one);
  return chosen;
}

/** Takes the next intents of a push, as many as may be sent in one request. */
import { sql } from 'kysely';
import type { Intent, IntentState } from '../../domain/push.ts';
import type { ClaimWish } from '../../ports/publication-store.ts';
import { atomically } from '../query.ts';
import { type Db, intentRow } from '../tables.ts';

/** Where children go with their parents, so many are looked at to find those that may; others wait for a later request. */
const lookedAt = 500;

type Candidate = Pick<Intent, 'id' | 'ticketId' | 'waitsFor'> & { parentState: string | null };

/** `skip locked`, so that two instances working the same push take different intents without waiting for each other. */
export function claimIntents(
  db: Db,
  pushId: string,
  owner: string,
  now: string,
  wish: ClaimWish,
): Promise<Intent[]> {
  return atomically(db, async (inside) => {
    const chosen = choose(await candidates(inside, pushId, now, wish), wish.most);
    if (chosen.length === 0) return [];
    const claimed = await inside
      .updateTable('intents')
      .set((is) => ({
        state: 'sending',
        epoch: is('epoch', '+', 1),
        attempts: is('attempts', '+', 1),
        owner,
        sentAt: now,
        updatedAt: now,
      }))
      .where((is) => is('id', '=', is.fn.any(is.val(chosen))))
      .where('state', '=', 'planned')
      .returning(intentRow.columns)
      .execute();
    const places = new Map(chosen.map((id, at) => [id, at]));
    return claimed.sort((one, other) => places.get(one.id)! - places.get(other.id)!);
  });
}

/** Those whose own issue, and the one they wait for, are settled, or may be made in the same request. */
function candidates(db: Db, pushId: string, now: string, wish: ClaimWish): Promise<Candidate[]> {
  const { op, most, withParents, only, except = [] } = wish;
  const [own, waited] = [openIssueOf('ticketId'), openIssueOf('waitsFor')];
  return db
    .selectFrom('intents as next')
    .select(['next.id', 'next.ticketId', 'next.waitsFor', waited.as('parentState')])
    .where('next.pushId', '=', pushId)
    .where('next.op', '=', op)
    .where('next.state', '=', sql.lit('planned'))
    .where((is) => is.or([is('next.notBefore', 'is', null), is('next.notBefore', '<=', now)]))
    .where((is) => {
      const settled = is(waited, 'is', null);
      return withParents ? is.or([settled, is(waited, '=', 'planned')]) : settled;
    })
    .where((is) => is.or([is('next.op', '=', 'create'), is(own, 'is', null)]))
    .where((is) =>
      only
        ? is('next.id', '=', is.fn.any(is.val(only)))
        : is.not(is('next.id', '=', is.fn.any(is.val(except)))),
    )
    .orderBy('next.order')
    .orderBy('next.id')
    .limit(withParents ? lookedAt : most)
    .forUpdate('next')
    .skipLocked()
    .execute();
}

/** The state of the one intent that may still make the issue of this ticket at the same place, by the index that says so. */
function openIssueOf(ticket: 'ticketId' | 'waitsFor') {
  return sql<IntentState | null>`(
    select one.state from intents one
    where one.ticket_id = ${sql.ref(`next.${ticket}`)} and one.destination = next.destination
      and one.op = 'create' and one.state in ('planned', 'sending', 'unknown')
  )`;
}

/** In their order; one whose parent is not made yet only where the parent is chosen too. */
function choose(found: readonly Candidate[], most: number): string[] {
  const tickets = new Set<string>();
  const chosen: string[] = [];
  for (const { id, ticketId, waitsFor, parentState } of found) {
    if (chosen.length === most) break;
    if (parentState !== null && !tickets.has(waitsFor!)) continue;
    tickets.add(ticketId);
    chosen.push(id);
  }
  return chosen;
}

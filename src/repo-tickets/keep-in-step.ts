/** Keeps tickets and their files in step: what changed on one side since both agreed is taken over by the other. */
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Member } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Log } from '../ports/log.ts';
import { actorOfEvent, callerOfFile, countEntries, systemCaller } from './exchange-actors.ts';
import { exportTickets } from './export-tickets.ts';
import { appendEntry, type Run } from './logs.ts';
import { changeTicket, linkedLike, type MirrorDeps, ownerOf } from './mirror.ts';
import { type Canonical, canonicalOf, differences, fitFile, readProjection } from './project-ticket.ts';
import { findPlace, type Repository, type TicketPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { readTicketFolder } from './snapshot.ts';
import { tellLog } from './tell-log.ts';
import { whileLocked } from './write-file.ts';

export type StepDeps = MirrorDeps & { log: Log };

type Side = { workspaceId: Id; repository: Repository; members: readonly Member[] };

/** Links and owners are exchanged by their own rules; the rest goes by what both agreed on. */
const exchanged: ReadonlySet<keyof Canonical> = new Set([
  ...(['title', 'description', 'criteria', 'priority', 'labels'] as const),
  ...(['status', 'resolution', 'resolutionDetail', 'lane', 'horizon', 'owner'] as const),
]);

/**
 * Notes what both say now as agreed, after one was taken over from the other. Where they still differ nothing is noted: a
 * person has to say whose word holds, by an import or an export.
 */
export async function noteAgreed(deps: StepDeps, side: Side, ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    const pair = await readPair(deps, side, id);
    if (!pair || differing(pair.here, pair.there).length > 0) continue;
    const events = await deps.store.events.ofTicket(side.workspaceId, id);
    await keepBase(deps, pair, events.at(-1)?.id ?? null);
  }
}

/** Brings these in step; what one of them refuses is logged, and the others go on. */
export async function keepInStep(deps: StepDeps, side: Side, ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    try {
      await keepOne(deps, side, id);
    } catch (error) {
      if (!isDocketError(error)) throw error;
      deps.log.warn('a ticket and its file could not be brought in step', { ticket: id, why: error.message });
    }
  }
}

type Pair = { place: TicketPlace; ticket: Ticket; here: Canonical; there: Canonical };

/** Null where one of them is gone or cannot be read. */
async function readPair({ store }: StepDeps, side: Side, id: Id): Promise<Pair | null> {
  const ticket = await store.tickets.get(side.workspaceId, id);
  const place = findPlace(side.repository, id);
  const file = place && readTicketFolder(place.folder)?.file;
  if (!ticket || ticket.deletedAt !== null || !place || !file || file.frontMatter.id !== id) return null;
  const there = readProjection(file, id);
  const beside = { ...linkedLike(there), owner: ownerOf(ticket, side.members), hasChildren: false };
  const here = fitFile(canonicalOf(ticket, beside));
  return { place, ticket, here, there };
}

async function keepOne(deps: StepDeps, side: Side, id: Id): Promise<void> {
  const base = await deps.store.repoBases.get(side.workspaceId, id);
  const before = base && (await readPair(deps, side, id));
  if (!base || !before) return;
  const agreed = base.fields as Canonical;
  const theirs = differing(agreed, before.there).filter((field) =>
    differing(before.here, before.there).includes(field),
  );
  const ours = differing(agreed, before.here);
  const lost = theirs.filter((field) => ours.includes(field));
  if (theirs.length > 0) await takeOver(deps, side, { ...before, logEntries: base.logEntries }, theirs);
  if (lost.length > 0) noteLost(deps, before, lost);
  const news = await eventsSince(deps, side, id, base.toldThrough);
  const current = await readPair(deps, side, id);
  if (!current) return;
  const isOurs =
    differing(current.here, current.there).length > 0 && current.ticket.review.status !== 'generated';
  if (isOurs) await write(deps, side, current, news);
  tellLog(current.place, news, deps.clock);
  const after = (await readPair(deps, side, id)) ?? current;
  const events = await deps.store.events.ofTicket(side.workspaceId, id);
  const isNews = events.at(-1)?.id !== base.toldThrough || countEntries(after.place) !== base.logEntries;
  if (theirs.length > 0 || isOurs || isNews) await keepBase(deps, after, events.at(-1)?.id ?? null);
}

function differing(one: Canonical, other: Canonical): (keyof Canonical)[] {
  return differences(one, other).filter((field) => exchanged.has(field));
}

/** What the file says of these fields, in the name of whoever wrote it last, as its log has it. */
async function takeOver(
  deps: StepDeps,
  side: Side,
  pair: Pair & { logEntries: number },
  fields: readonly (keyof Canonical)[],
): Promise<void> {
  const { ticket, here, there, place, logEntries } = pair;
  const wanted = {
    ...here,
    ...Object.fromEntries(fields.map((field) => [field, there[field]])),
  } as Canonical;
  const caller = callerOfFile(place, logEntries, side);
  await changeTicket(deps, caller, ticket, wanted, side.members);
  if (fields.includes('owner') && there.owner === null) await deps.tickets.assign(caller, [ticket.id], null);
}

/** Of two changes the file’s stands, which everybody who has the repository sees; the other is kept in its log. */
function noteLost(
  { clock }: StepDeps,
  { place, ticket, here }: Pair,
  fields: readonly (keyof Canonical)[],
): void {
  const said = fields.map((field) => `${field}: ${JSON.stringify(here[field]).slice(0, 500)}`);
  const run: Run = { actorId: 'agent:docket', actorType: 'agent', clock: () => clock.now() };
  const summary = `Changed on both sides; in ${ticket.key} it was ${fields.join(', ')}`;
  whileLocked(place.folder, () =>
    appendEntry(place, run, { summary, event_type: 'work', context: said, written_by: 'tickets' }),
  );
}

/** In the log under the name of whoever changed the ticket last. */
async function write(
  deps: StepDeps,
  side: Side,
  { ticket }: Pair,
  news: readonly DomainEvent[],
): Promise<void> {
  const run = runOf({ principal: actorOfEvent(news.at(-1)) }, deps.clock);
  const caller = systemCaller(side.workspaceId);
  await exportTickets(deps, caller, { repository: side.repository, run }, [ticket]);
}

async function eventsSince(
  { store }: StepDeps,
  { workspaceId }: Side,
  id: Id,
  through: Id | null,
): Promise<DomainEvent[]> {
  const all = await store.events.ofTicket(workspaceId, id);
  return all.slice(all.findIndex((event) => event.id === through) + 1);
}

async function keepBase(
  { store }: StepDeps,
  { ticket, there, place }: Pair,
  toldThrough: Id | null,
): Promise<void> {
  const { id: ticketId, workspaceId } = ticket;
  await store.repoBases.put({
    ticketId,
    workspaceId,
    fields: { ...there },
    toldThrough,
    logEntries: countEntries(place),
  });
}

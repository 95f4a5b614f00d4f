/** Keeps tickets and their files in step: what changed on one side since both agreed is taken over by the other. */
import { isDocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import { type Agreed, keepAgreed, readAgreed } from './agreed.ts';
import { actorOfEvent, callerOfFile, systemCaller } from './exchange-actors.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { changeFile, namesOf, secretIn } from './export-tickets.ts';
import { isOfOne } from './fault.ts';
import { applyLinks, readLinkSteps } from './keep-links.ts';
import { appendEntry, type Run } from './logs.ts';
import { changeTicket } from './mirror.ts';
import { type Canonical, differences } from './project-ticket.ts';
import { type Pair, readPair } from './read-pair.ts';
import { findPlace } from './repository.ts';
import { runOf } from './run-of.ts';
import { stepClaim } from './step-claims.ts';
import { insertComments, linkOrigins, readComments } from './step-history.ts';
import { type LinkSteps, nameEdge, withEdges } from './step-links.ts';
import { tellLog } from './tell-log.ts';
import { type NewEntries, readAllBut, readUnread } from './unread-log.ts';
import { whileLocked } from './write-file.ts';

type Field = keyof Canonical;

/** Links are exchanged by their own rules; the rest goes by what both agreed on. */
const exchanged: ReadonlySet<Field> = new Set([
  ...(['title', 'description', 'criteria', 'priority', 'labels', 'owner', 'parentId'] as const),
  ...(['status', 'resolution', 'resolutionDetail', 'nodeType', 'lane', 'horizon'] as const),
]);

/** A group’s status is its members’ affair. */
const ofWork: ReadonlySet<Field> = new Set(['status', 'resolution', 'resolutionDetail']);

function differing(one: Canonical, other: Canonical): Field[] {
  const isGroup = one.nodeType === 'group' || other.nodeType === 'group';
  return differences(one, other).filter((field) => exchanged.has(field) && !(isGroup && ofWork.has(field)));
}

/** How many old entries of its logs a ticket that is first seen is told. */
const toldAtFirst = 20;

/** What is agreed on where one was made from the other: what the file says, and of the links and claims nothing yet. */
export function agreeAtFirst(
  { there, place }: Pick<Pair, 'there' | 'place'>,
  toldThrough: Id | null,
): Agreed {
  const read = readAllBut(place, toldAtFirst);
  return { fields: there, links: [], claim: null, read, toldThrough, stamp: null };
}

/**
 * Notes what both say now as agreed, after one was taken over from the other. Where they still differ nothing is noted: a
 * person has to say whose word holds, by an import or an export.
 */
export async function noteAgreed(deps: StepDeps, side: Side, ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    const pair = await readPair(deps, side, id);
    if (!pair || differing(pair.here, pair.there).length > 0) continue;
    const known = await deps.store.repoBases.get(side.workspaceId, id);
    const events = await deps.store.events.ofTicket(side.workspaceId, id);
    const before = known ? readAgreed(known) : agreeAtFirst(pair, events.at(-1)?.id ?? null);
    // A person has said that these files are the ones that count.
    const { isBehind } = readUnread(pair.place, before.read);
    const read = isBehind ? readUnread(pair.place, {}).read : before.read;
    await keepAgreed(deps.store, pair.ticket, { ...before, read, fields: pair.there });
  }
}

/**
 * Which files may have changed, by their stamps (null for those to be looked at in any case), and what happened lately: links
 * are told by events of one of their ends.
 */
export type News = { files: ReadonlyMap<Id, string | null>; events: readonly DomainEvent[] };

/** Brings these in step, where there is anything new; what one of them refuses is logged, and the others go on. */
export async function keepInStep(deps: StepDeps, side: Side, ids: readonly Id[], since: News): Promise<void> {
  for (const id of ids) {
    try {
      await keepOne(deps, side, id, since);
    } catch (error) {
      if (!isOfOne(error)) throw error;
      deps.log.warn('a ticket and its file could not be brought in step', { ticket: id, why: error.message });
    }
  }
}

/** `changes` are what happened to the ticket and its links since both agreed. */
type Look = Pair & { agreed: Agreed; unread: NewEntries; changes: readonly DomainEvent[] };

async function keepOne(deps: StepDeps, side: Side, id: Id, since: News): Promise<void> {
  const base = await deps.store.repoBases.get(side.workspaceId, id);
  if (!base) return;
  const agreed = readAgreed(base);
  const events = await deps.store.events.ofTicket(side.workspaceId, id);
  const ofLinks = since.events.filter(({ payload }) => payload.sourceId === id);
  const isNews = ofLinks.length > 0 || events.at(-1)?.id !== agreed.toldThrough;
  const stamp = since.files.get(id);
  const isChanged = stamp === null || (stamp !== undefined && stamp !== agreed.stamp);
  const pair = isChanged || isNews ? await readPair(deps, side, id) : null;
  if (!pair) return;
  const news = events.slice(events.findIndex((event) => event.id === agreed.toldThrough) + 1);
  const changes = [...ofLinks, ...news];
  const unread = readUnread(pair.place, agreed.read);
  // What an earlier commit says is no news, and nothing is written into it.
  if (unread.isBehind) return;
  const look: Look = { ...pair, agreed, changes, unread };
  const fields = await keepFields(deps, side, look);
  const steps = await readLinkSteps(deps, side, look);
  const agreedLinks = await applyLinks(deps, callerOfFile(look.unread.entries, side, false), steps);
  const written = writeOurs(deps, side, look, { ...fields, links: steps });
  const claim = await stepClaim(deps, side, { ...pair, news }, agreed.claim);
  tellLog(look.place, news, await readComments(deps, side, id, news), deps.clock);
  await linkOrigins(deps, side, id, look.unread.entries);
  const next: Agreed = {
    fields: written ? { ...fields.agreed, ...pick(fields.here, fields.ours) } : fields.agreed,
    links: [...agreedLinks, ...(written ? steps.write : steps.erase).map(nameEdge)],
    claim,
    read: look.unread.read,
    toldThrough: events.at(-1)?.id ?? agreed.toldThrough,
    stamp: stamp ?? agreed.stamp,
  };
  if (JSON.stringify(next) === JSON.stringify(agreed)) return;
  await deps.store.transact(async (nouns) => {
    await insertComments(deps, nouns, side, { ticket: look.ticket, entries: look.unread.entries });
    await keepAgreed(nouns, look.ticket, next);
  });
}

type Fields = {
  /** What is left for the file to be told, and what the ticket says of it. */
  ours: readonly Field[];
  here: Canonical;
  /** What both say once the ticket has taken over what the file said. */
  agreed: Canonical;
};

async function keepFields(deps: StepDeps, side: Side, look: Look): Promise<Fields> {
  const { agreed, here, there } = look;
  const apart = differing(here, there);
  const changed = (by: Canonical) => differing(agreed.fields, by).filter((field) => apart.includes(field));
  const taken = changed(there);
  // A status and how it ended are one word: whoever says the one says the other.
  const endings = taken.some((field) => ofWork.has(field)) ? apart.filter((field) => ofWork.has(field)) : [];
  const theirs = [...new Set([...taken, ...endings])];
  const ours = changed(here).filter((field) => !theirs.includes(field));
  const settled = { ...there, ...pick(agreed.fields, ours) };
  if (theirs.length === 0) return { ours, here, agreed: settled };
  try {
    await takeOver(deps, side, look, theirs);
  } catch (error) {
    if (!isDocketError(error)) throw error;
    await tellRefusal(deps, side, look, { fields: theirs, why: error.message });
    const now = (await readPair(deps, side, look.ticket.id)) ?? look;
    return { ours: differing(now.here, there), here: now.here, agreed: settled };
  }
  const lost = changed(here).filter((field) => theirs.includes(field));
  if (lost.length > 0) noteLost(deps, look, lost);
  return { ours, here, agreed: settled };
}

function pick(from: Canonical, fields: readonly Field[]): Partial<Canonical> {
  return Object.fromEntries(fields.map((field) => [field, from[field]]));
}

/** What the file says of these fields, in the name of whoever wrote it last, as its log has it. */
async function takeOver(deps: StepDeps, side: Side, look: Look, fields: readonly Field[]): Promise<void> {
  const { ticket, here, there, unread } = look;
  const wanted = { ...here, parentId: ticket.parentId, ...pick(there, fields) } as Canonical;
  const caller = callerOfFile(unread.entries, side, fields.includes('status'));
  await changeTicket(deps, caller, ticket, wanted, side.members);
  // Whom the store does not know, it cannot give the ticket to; whoever had it has it no more.
  if (fields.includes('owner') && !look.knowsOwner) await deps.tickets.assign(caller, [ticket.id], null);
  if (fields.includes('parentId') && there.parentId === null)
    await deps.tickets.setParent(caller, [ticket.id], null);
}

/** Of two changes the file’s stands, which everybody who has the repository sees; the other is kept in its log. */
function noteLost({ clock }: StepDeps, { place, ticket, here }: Look, fields: readonly Field[]): void {
  const said = fields.map((field) => `${field}: ${JSON.stringify(here[field]).slice(0, 500)}`);
  const run: Run = { actorId: 'agent:docket', actorType: 'agent', clock: () => clock.now() };
  const summary = `Changed on both sides; in ${ticket.key} it was ${fields.join(', ')}`;
  const custom = { docket: { key: ticket.key } };
  const content = { summary, event_type: 'work', context: said, written_by: 'tickets', custom };
  whileLocked(place.folder, () => appendEntry(place, run, content));
}

/** What may not be is said where people look, and the file is given back what the ticket says. */
async function tellRefusal(
  deps: StepDeps,
  { workspaceId }: Side,
  { ticket, there }: Look,
  { fields, why }: { fields: readonly Field[]; why: string },
): Promise<void> {
  const said = fields.map((field) => `${field} ${JSON.stringify(there[field])?.slice(0, 200)}`).join(', ');
  const text = `The file in the repository said ${said}. That was not taken over: ${why}`;
  await deps.tickets.comment(systemCaller(workspaceId), [ticket.id], { text, mention: null });
}

type Ours = {
  ours: readonly Field[];
  here: Canonical;
  links: Pick<LinkSteps, 'write' | 'erase'>;
};

/**
 * Into the files, under the name of whoever changed the ticket last. False where that has to wait: a ticket that waits for
 * its review stays in the house, and so does what looks like a secret.
 */
function writeOurs(deps: StepDeps, { repository }: Side, look: Look, { ours, here, links }: Ours): boolean {
  const { ticket, place, changes } = look;
  if (ours.length === 0 && links.write.length === 0 && links.erase.length === 0) return true;
  if (ticket.review.status === 'generated' || secretIn(ticket)) return false;
  const run = runOf({ principal: actorOfEvent(changes.findLast(isChangeByOthers)) }, deps.clock);
  const named = namesOf(ticket);
  const wish = (now: Canonical): Canonical => ({
    ...now,
    ...pick(here, ours),
    ...withEdges(ticket.id, now, { add: links.write, drop: links.erase }),
  });
  changeFile(place, run, wish, named);
  for (const edge of links.erase) {
    const other = findPlace(repository, edge.source === ticket.id ? edge.target : edge.source);
    const without = (now: Canonical) => ({ ...now, ...withEdges(now.id, now, { add: [], drop: [edge] }) });
    if (other) changeFile(other, run, without, named);
  }
  return true;
}

const said: ReadonlySet<DomainEvent['type']> = new Set([
  ...(['TicketCommented', 'AgentUpdateAdded', 'TicketClaimed', 'TicketClaimReleased'] as const),
]);

/** What the repository itself did is no reason to write into it, and what is only said changes no field. */
function isChangeByOthers({ actor, type }: DomainEvent): boolean {
  return actor.id !== 'system:repository' && !said.has(type);
}

/** Looks for what says the same as a ticket already: in the tracker it would go to, and among our other tickets. */
import { approvalHash, type Destination } from '../domain/approval.ts';
import type { DuplicateCandidate, DuplicateFinding } from '../domain/duplicate.ts';
import { type Id, issueKey } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { createDuplicateIndex, type DuplicateIndex, type Likeness } from '../generation/duplicates.ts';
import type { Desk } from './desk.ts';
import { freshMs, type KnownIssues } from './issue-mirrors.ts';
import { liveTickets } from './read-board.ts';
import { judgeAll, nowhere } from './standing.ts';

export type Search = {
  findings: DuplicateFinding[];
  /** Why the tracker could not be searched; null when it was, or when nothing had to be. */
  problem: string | null;
  compared: { issues: number; tickets: number };
};

/** How many candidates a person is offered. */
const offered = 3;
/** A document that says two things in nearly the same words means two things, unless the words are the same. */
const sameDocumentFrom = 0.9;
/** Of a large workspace the newest tickets are compared. */
const mostTickets = 2_000;

/**
 * Brings the findings of these tickets at the destination up to date and stores them; tickets that were looked at a few
 * minutes ago and have not changed since are left, unless `anew`. Decisions stand. Pass only tickets that are not out.
 */
async function findDuplicates(
  desk: Desk,
  workspaceId: Id,
  tickets: readonly Ticket[],
  destination: Destination | null,
  anew = false,
): Promise<Search> {
  const place = destination?.id ?? nowhere;
  const before = await findingsAt(desk, workspaceId, tickets, place);
  const due = tickets.filter((ticket) => anew || isDue(desk, ticket, before.get(ticket.id), place));
  if (due.length === 0) return { findings: [...before.values()], problem: null, compared: none };
  const { known, problem } = destination
    ? await desk.mirrors.look(workspaceId, destination)
    : { known: null, problem: null };
  const ground = await readGround(desk, workspaceId, place, known);
  const foundAt = problem === null ? desk.clock.now().toISOString() : null;
  const found = due.map((ticket): DuplicateFinding => {
    const candidates = isStandard(ticket) ? [] : candidatesOf(desk, ticket, place, ground);
    const contentHash = approvalHash(ticket, place);
    const decision = before.get(ticket.id)?.decision ?? null;
    return {
      ticketId: ticket.id,
      workspaceId,
      destination: place,
      contentHash,
      candidates,
      foundAt,
      decision,
    };
  });
  await desk.store.duplicates.note(found);
  const findings = new Map([...before, ...found.map((one) => [one.ticketId, one] as const)]);
  const compared = { issues: known?.issues.size ?? 0, tickets: ground.tickets.size };
  return { findings: [...findings.values()], problem, compared };
}

/** Every capability has a ticket such as "Review the spec", once; only its own items may say what is there already. */
function isStandard({ stage }: Ticket): boolean {
  return stage != null && stage.key.split(':').length < 4;
}

/** As above for tickets by id, of which those that are out or on their way are left aside. */
export async function findForOpen(
  desk: Desk,
  workspaceId: Id,
  ids: readonly Id[],
  destination: Destination | null,
  anew = false,
): Promise<Search> {
  const tickets = await liveTickets(desk.store, workspaceId, ids);
  const judged = await judgeAll(desk.store, workspaceId, tickets, destination?.id ?? nowhere);
  const open = judged.flatMap(({ ticket, standing }) =>
    standing.kind === 'pushed' || standing.kind === 'busy' ? [] : ticket,
  );
  return findDuplicates(desk, workspaceId, open, destination, anew);
}

const none = { issues: 0, tickets: 0 };

async function findingsAt(desk: Desk, workspaceId: Id, tickets: readonly Ticket[], place: string) {
  const ids = tickets.map((ticket) => ticket.id);
  const findings = await desk.store.duplicates.ofTickets(workspaceId, ids);
  return new Map(findings.filter((one) => one.destination === place).map((one) => [one.ticketId, one]));
}

function isDue(desk: Desk, ticket: Ticket, finding: DuplicateFinding | undefined, place: string): boolean {
  if (!finding || finding.foundAt === null || finding.contentHash !== approvalHash(ticket, place))
    return true;
  return desk.clock.now().getTime() - Date.parse(finding.foundAt) >= freshMs;
}

/** Everything tickets are compared with. */
export type Ground = {
  known: KnownIssues | null;
  tickets: ReadonlyMap<Id, Ticket>;
  index: DuplicateIndex;
  /** External id to the ticket whose issue it is, at this destination. */
  owners: ReadonlyMap<string, Ticket>;
  /** Tickets that have an issue here. */
  out: ReadonlySet<Id>;
};

export async function readGround(
  desk: Desk,
  workspaceId: Id,
  place: string,
  known: KnownIssues | null,
): Promise<Ground> {
  const listed = (await desk.store.tickets.list(workspaceId, {})).slice(-mostTickets);
  const tickets = new Map(listed.map((ticket) => [ticket.id, ticket]));
  const refs = (await desk.store.externalRefs.ofTickets(workspaceId, [...tickets.keys()])).filter(
    (ref) => ref.destination === place,
  );
  return {
    known,
    tickets,
    index: createDuplicateIndex(listed.map((ticket) => ({ id: ticket.id, ...comparedPart(ticket) }))),
    owners: new Map(refs.map((ref) => [ref.externalId, tickets.get(ref.ticketId)!])),
    out: new Set(refs.map((ref) => ref.ticketId)),
  };
}

function comparedPart({ title, description, criteria }: Ticket): { title: string; text: string } {
  return { title, text: [description, ...criteria.map(({ text }) => text)].join('\n') };
}

function candidatesOf(desk: Desk, ticket: Ticket, place: string, ground: Ground): DuplicateCandidate[] {
  const candidates = [...issuesLike(desk, ticket, place, ground), ...ticketsLike(ticket, ground)];
  return candidates
    .sort((one, other) => Number(other.strong) - Number(one.strong) || other.score - one.score)
    .slice(0, offered);
}

/** The issue that Docket made, or is about to make, of this very ticket is no duplicate of it. */
function issuesLike(
  desk: Desk,
  ticket: Ticket,
  place: string,
  { known, owners }: Ground,
): DuplicateCandidate[] {
  if (known === null) return [];
  const of = { workspaceId: ticket.workspaceId, ticketId: ticket.id, destination: place, generation: 0 };
  const own = issueKey(desk.secret, of);
  const isOwn = (id: string) =>
    id === own.uuid || owners.get(id)?.id === ticket.id || known.issues.get(id)?.marker === own.marker;
  return known.index
    .likest(comparedPart(ticket), { most: 2 * offered, except: isOwn })
    .filter((likeness) => isApart(ticket, owners.get(likeness.id), likeness))
    .map(({ id, score, strong, words }) => {
      const { externalKey: key, title, url, rawStatus: status, open } = known.issues.get(id)!;
      return { kind: 'issue', id, key, title, url, status, open, score, strong, words };
    });
}

/**
 * Of two tickets that may be the same, the later one is asked about, so that people decide once. What has an issue at the
 * destination is compared as that issue.
 */
function ticketsLike(ticket: Ticket, { known, tickets, index, out }: Ground): DuplicateCandidate[] {
  const except = (id: string) => {
    const other = tickets.get(id)!;
    const isFamily = other.id === ticket.parentId || other.parentId === ticket.id;
    const isGroup = other.planning.nodeType === 'group';
    const isMirrored = known !== null && out.has(id);
    return id === ticket.id || isFamily || isMirrored || isGroup !== (ticket.planning.nodeType === 'group');
  };
  return index
    .likest(comparedPart(ticket), { most: 2 * offered, except })
    .filter((likeness) => isApart(ticket, tickets.get(likeness.id), likeness))
    .map(({ id, score, strong, words }) => {
      const { key, title, work } = tickets.get(id)!;
      const isEarlier = id < ticket.id || out.has(id);
      const open = work.status !== 'done' && work.status !== 'cancelled' && work.status !== 'failed';
      const base = { kind: 'ticket' as const, id, key, title, url: '', status: work.status };
      return { ...base, open, score, strong: strong && isEarlier, words };
    });
}

function isApart(ticket: Ticket, other: Ticket | undefined, { score }: Likeness): boolean {
  const { documentId } = ticket.origin;
  const sameDocument = documentId !== null && other?.origin.documentId === documentId;
  return !sameDocument || score >= sameDocumentFrom;
}

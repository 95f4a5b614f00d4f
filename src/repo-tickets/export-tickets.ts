/** Writes tickets of the store into the files of an attached repository, with the log lines the command would write. */
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { MirrorDeps } from './exchange-deps.ts';
import { type LinkFields, meetLinks, type Surroundings } from './exchange-links.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, type Run } from './logs.ts';
import { ownerOf } from './mirror.ts';
import { addTicket } from './new-ticket.ts';
import {
  type Canonical,
  canonicalOf,
  readProjection,
  updateProjection,
  writeProjection,
} from './project-ticket.ts';
import { findPlace, type Repository, type TicketPlace } from './repository.ts';
import { findSecret } from './secrets.ts';
import { readTicketFolder } from './snapshot.ts';
import { readTicketText } from './ticket-file.ts';
import { whileLocked, writeWhole } from './write-file.ts';

/**
 * The store's word over the files', ticket by ticket: a new file under the ticket's own id, or the differing fields of the
 * one there is, all else to the byte as it stands. Where nothing differs, nothing is written. What looks like a secret
 * stays out.
 */
export async function exportTickets(
  deps: MirrorDeps,
  caller: Caller,
  into: { repository: Repository; run: Run },
  tickets: readonly Ticket[],
): Promise<MirrorOutcome> {
  requireWriter(caller);
  const members = await deps.store.members.list(caller.workspaceId);
  const around = await lookAround(deps, caller, into.repository, tickets);
  const parents = new Set(tickets.map(({ parentId }) => parentId));
  const outcome: MirrorOutcome = { added: [], changed: [], unchanged: 0, refused: [] };
  const withFiledParent = (ticket: Ticket): Ticket => {
    const isFiled = ticket.parentId !== null && around.file(ticket.parentId) !== null;
    return isFiled ? ticket : { ...ticket, parentId: null };
  };
  for (const ticket of tickets) {
    const linked = meetLinks(ticket.id, around);
    const beside = { owner: ownerOf(ticket, members), hasChildren: parents.has(ticket.id), ...linked };
    const secret = secretIn(ticket);
    if (secret) outcome.refused.push({ ticket: ticket.key, why: `It holds what looks like ${secret}.` });
    else tell(outcome, ticket.key, exportOne(into, canonicalOf(withFiledParent(ticket), beside), ticket));
  }
  return outcome;
}

/** Files as they were before anything is written; tickets that will have one count as having an empty one. */
async function lookAround(
  { store }: MirrorDeps,
  { workspaceId }: Caller,
  repository: Repository,
  tickets: readonly Ticket[],
): Promise<Surroundings> {
  const ids = tickets.map(({ id }) => id);
  const files = new Map<string, LinkFields | null>();
  const file = (id: string): LinkFields | null => {
    if (!files.has(id)) files.set(id, readLinks(repository, id));
    return files.get(id) ?? null;
  };
  for (const id of ids) if (file(id) === null) files.set(id, emptyLinks);
  return { links: await store.links.ofTickets(workspaceId, ids), file };
}

const emptyLinks: LinkFields = { dependencies: [], blocks: [], related: [], precedes: [], memberOf: [] };

export function readLinks(repository: Repository, id: string): LinkFields | null {
  const place = findPlace(repository, id);
  const found = place && readTicketFolder(place.folder);
  if (!found?.file) return null;
  return readProjection(found.file, id);
}

function tell(outcome: MirrorOutcome, key: string, did: 'added' | 'changed' | null): void {
  if (did === null) outcome.unchanged += 1;
  else outcome[did].push(key);
}

type Into = { repository: Repository; run: Run };

function exportOne({ repository, run }: Into, ticket: Canonical, stored: Ticket): 'added' | 'changed' | null {
  const named = namesOf(stored);
  const { key } = named;
  const place = findPlace(repository, ticket.id);
  if (place) return changeFile(place, run, (now) => meet(now, ticket), named);
  const made = addTicket(repository, { id: ticket.id, text: writeProjection(ticket, named) });
  whileLocked(made.folder, () => log(made, run, `Written from ${key}`, key));
  return 'added';
}

/** `wish` says from what the file is what it is to be; nothing is written where that is the same. */
export function changeFile(
  place: TicketPlace,
  run: Run,
  wish: (now: Canonical) => Canonical,
  named: { key: string; createdAt: string },
): 'changed' | null {
  return whileLocked(place.folder, () => {
    const file = loadForChange(place);
    const after = updateProjection(file, wish(readProjection(file, place.id)), named);
    if (after === null) return null;
    writeWhole(place.file, after);
    const [before, now] = [file.frontMatter.status, readTicketText(after).frontMatter.status];
    if (before === now) log(place, run, `Brought in step with ${named.key}`, named.key);
    else {
      const summary = `Status changed from ${String(before)} to ${String(now)}`;
      const marked = { context: [named.key], custom: { docket: { key: named.key } } };
      appendEntry(place, run, { summary, event_type: 'status', written_by: 'tickets', ...marked });
    }
    return 'changed';
  });
}

/** Whom the store does not know stays the owner, and a group's status is its members' affair. */
function meet(now: Canonical, ticket: Canonical): Canonical {
  const { status, resolution, resolutionDetail } = now;
  const kept = ticket.nodeType === 'group' ? { status, resolution, resolutionDetail } : {};
  return { ...ticket, ...kept, owner: ticket.owner ?? now.owner };
}

function log(place: TicketPlace, run: Run, summary: string, key: string): void {
  const custom = { docket: { key } };
  appendEntry(place, run, { summary, event_type: 'work', context: [summary], written_by: 'tickets', custom });
}

/** As a file wants it: whole seconds. */
export function namesOf({ key, createdAt }: Ticket): { key: string; createdAt: string } {
  return { key, createdAt: `${createdAt.slice(0, 19)}Z` };
}

/** What among its texts looks like a secret, or null. */
export function secretIn({ title, description, criteria }: Ticket): string | null {
  return findSecret([title, description, ...criteria.map(({ text }) => text)].join('\n'));
}

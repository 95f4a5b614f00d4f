/** Writes tickets of the store into the files of an attached repository, with the log lines the command would write. */
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type LinkFields, meetLinks, type Surroundings } from './exchange-links.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, type Run } from './logs.ts';
import { type MirrorDeps, ownerOf } from './mirror.ts';
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
  for (const ticket of tickets) {
    const linked = meetLinks(ticket.id, around);
    const beside = { owner: ownerOf(ticket, members), hasChildren: parents.has(ticket.id), ...linked };
    const texts = [ticket.title, ticket.description, ...ticket.criteria.map(({ text }) => text)];
    const secret = findSecret(texts.join('\n'));
    if (secret) outcome.refused.push({ ticket: ticket.key, why: `It holds what looks like ${secret}.` });
    else tell(outcome, ticket.key, exportOne(into, canonicalOf(ticket, beside), ticket));
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

function readLinks(repository: Repository, id: string): LinkFields | null {
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

function exportOne(
  { repository, run }: Into,
  ticket: Canonical,
  { key, createdAt }: Ticket,
): 'added' | 'changed' | null {
  const named = { key, createdAt: `${createdAt.slice(0, 19)}Z` };
  const place = findPlace(repository, ticket.id);
  if (place) return changeFile(place, run, ticket, named);
  const made = addTicket(repository, { id: ticket.id, text: writeProjection(ticket, named) });
  whileLocked(made.folder, () => log(made, run, `Written from ${key}`));
  return 'added';
}

function changeFile(
  place: TicketPlace,
  run: Run,
  ticket: Canonical,
  named: { key: string; createdAt: string },
): 'changed' | null {
  return whileLocked(place.folder, () => {
    const file = loadForChange(place);
    const after = updateProjection(file, meet(readProjection(file, ticket.id), ticket), named);
    if (after === null) return null;
    writeWhole(place.file, after);
    const [before, now] = [file.frontMatter.status, readTicketText(after).frontMatter.status];
    if (before === now) log(place, run, `Brought in step with ${named.key}`);
    else {
      const summary = `Status changed from ${String(before)} to ${String(now)}`;
      appendEntry(place, run, { summary, event_type: 'status', written_by: 'tickets', context: [named.key] });
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

function log(place: TicketPlace, run: Run, summary: string): void {
  appendEntry(place, run, { summary, event_type: 'work', context: [summary], written_by: 'tickets' });
}

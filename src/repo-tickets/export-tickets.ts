/** Writes tickets of the store into the files of an attached repository, with the log lines the command would write. */
import type { TicketLink } from '../domain/links.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import { loadForChange } from './load-ticket.ts';
import { appendEntry, type Run } from './logs.ts';
import { type MirrorDeps, ownerOf } from './mirror.ts';
import { addTicket } from './new-ticket.ts';
import { type Canonical, canonicalOf, updateProjection, writeProjection } from './project-ticket.ts';
import { findPlace, type Repository, type TicketPlace } from './repository.ts';
import { findSecret } from './secrets.ts';
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
  const { store } = deps;
  const members = await store.members.list(caller.workspaceId);
  const links = await store.links.ofTickets(
    caller.workspaceId,
    tickets.map(({ id }) => id),
  );
  const parents = new Set(tickets.map(({ parentId }) => parentId));
  const outcome: MirrorOutcome = { added: [], changed: [], unchanged: 0, refused: [] };
  for (const ticket of tickets) {
    const beside = {
      owner: ownerOf(ticket, members),
      hasChildren: parents.has(ticket.id),
      ...carry(ticket, links),
    };
    const canonical = canonicalOf(ticket, beside);
    const secret = findSecret(
      [ticket.title, ticket.description, ...ticket.criteria.map(({ text }) => text)].join('\n'),
    );
    if (secret) outcome.refused.push({ ticket: ticket.key, why: `It holds what looks like ${secret}.` });
    else tell(outcome, ticket.key, exportOne(into, canonical, ticket));
  }
  return outcome;
}

function tell(outcome: MirrorOutcome, key: string, did: 'added' | 'changed' | null): void {
  if (did === null) outcome.unchanged += 1;
  else outcome[did].push(key);
}

/** Which file carries a link says `declaredOn`: a `blocks` link stands with its source, a dependency with its target. */
function carry({ id }: Ticket, links: readonly TicketLink[]) {
  const of = (type: TicketLink['type']) => links.filter((link) => link.type === type && link.sourceId === id);
  const targets = (found: readonly TicketLink[]) => found.map(({ targetId }) => targetId);
  const waitsFor = links.filter(
    ({ type, targetId, declaredOn }) => type === 'blocks' && targetId === id && declaredOn !== 'source',
  );
  return {
    dependencies: waitsFor.map(({ sourceId }) => sourceId),
    blocks: targets(of('blocks').filter(({ declaredOn }) => declaredOn !== 'target')),
    related: targets([...of('relatesTo'), ...of('duplicateOf')]),
    precedes: targets(of('precedes')),
    memberOf: targets(of('memberOf')),
  };
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
    const after = updateProjection(file, ticket, named);
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

function log(place: TicketPlace, run: Run, summary: string): void {
  appendEntry(place, run, { summary, event_type: 'work', context: [summary], written_by: 'tickets' });
}

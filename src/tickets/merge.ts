/** Merging: one ticket takes over what others say, where they came from and what they are linked to. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import { type Criterion, nodeTypeOf, type Ticket } from '../domain/ticket.ts';
import { archiveTicket, handOnChildren, refuseOutside } from './discard.ts';
import { reopenReview } from './edit.ts';
import { type Linking, linkTickets } from './link.ts';
import type { Mutate } from './mutate.ts';
import { recordMade } from './record-change.ts';
import { uniteTraces } from './unite-traces.ts';

export type Merging = Linking & { mutate: Mutate };

/**
 * The first ticket stays, under its key, and covers the others, which are archived: their criteria, labels, source lines,
 * children, links and comments become its own. Throws INVALID_INPUT for fewer than two and TICKET_ALREADY_PUSHED for one that is in
 * a tracker or on its way; nothing is changed then.
 */
export async function mergeTickets(
  merging: Merging,
  tickets: readonly Ticket[],
  title?: string,
): Promise<Ticket> {
  const [first, ...others] = tickets;
  if (!first || others.length === 0) {
    throw new DocketError('INVALID_INPUT', {
      message: 'Merging takes two tickets or more. Nothing was changed.',
      remedy: 'Name the tickets, the one that stays first: merge 2 and 6.',
    });
  }
  await refuseOutside(merging, tickets);
  const written = await merging.mutate(merging.nouns, merging.scope, first.id, (current) => ({
    next: absorb(current, others, title),
    events: [
      {
        type: 'TicketDetailsUpdated',
        documentId: current.origin.documentId,
        payload: { merged: others.map((other) => other.key) },
      },
    ],
  }));
  await takeTraces(merging, first.id, others);
  await takeLinks(merging, first, others);
  await takeComments(merging, first.id, others);
  for (const other of others) {
    await archiveTicket(merging, other.id, { reason: 'merged', into: first.key });
    await handOnChildren(merging, other.id, first.id);
  }
  return written!.after;
}

function absorb(first: Ticket, others: readonly Ticket[], title: string | undefined): Ticket {
  const all = [first, ...others];
  const urgent = all.map((ticket) => ticket.priority).filter((priority) => priority !== 0);
  const parted = others.some((other) => other.id === first.parentId);
  const type = all.some((ticket) => ticket.type === 'epic') ? 'epic' : first.type;
  return reopenReview({
    ...first,
    type,
    title: title ?? first.title,
    description: all.map((ticket, at) => (at === 0 ? ticket.description : quoteMerged(ticket))).join('\n\n'),
    criteria: uniteCriteria(all),
    labels: [...new Set(all.flatMap((ticket) => ticket.labels))],
    priority: urgent.length > 0 ? (Math.min(...urgent) as Ticket['priority']) : 0,
    parentId: parted ? null : first.parentId,
    planning: { ...first.planning, nodeType: nodeTypeOf(type), effortRange: addRanges(all) },
    origin: { ...first.origin, ...uniteLines(first, others) },
  });
}

function quoteMerged({ key, title, description }: Ticket): string {
  return `**${title}** (merged from ${key})\n\n${description}`;
}

function uniteCriteria(tickets: readonly Ticket[]): Criterion[] {
  const seen = new Map<string, Criterion>();
  for (const criterion of tickets.flatMap((ticket) => ticket.criteria)) {
    const words = criterion.text.toLowerCase().trim();
    if (!seen.has(words)) seen.set(words, criterion);
  }
  return [...seen.values()];
}

/** Null where one of them is not known: a sum of some would look like the whole. */
function addRanges(tickets: readonly Ticket[]): [number, number] | null {
  const ranges = tickets.map((ticket) => ticket.planning.effortRange);
  if (ranges.some((range) => range === null)) return null;
  return ranges.reduce<[number, number]>((sum, range) => [sum[0] + range![0], sum[1] + range![1]], [0, 0]);
}

/** Lines of another document, or of another version of it, would be wrong beside the first one's; their traces have them. */
function uniteLines(first: Ticket, others: readonly Ticket[]) {
  const { documentId, documentVersion } = first.origin;
  const same = others.filter(
    ({ origin }) => origin.documentId === documentId && origin.documentVersion === documentVersion,
  );
  if (documentId === null || same.length === 0) return {};
  const quotes = [first, ...same].flatMap((ticket) => ticket.origin.sourceQuote ?? []);
  const lines = new Set([first, ...same].flatMap((ticket) => ticket.origin.sourceLines));
  return { sourceLines: [...lines].sort((a, b) => a - b), sourceQuote: [...new Set(quotes)].join('\n') };
}

async function takeTraces(merging: Merging, id: Id, others: readonly Ticket[]): Promise<void> {
  const { nouns, scope, ids, clock } = merging;
  const createdAt = clock.now().toISOString();
  const gone = others.map((other) => other.id);
  const kept = await uniteTraces(nouns, scope.workspaceId, id, gone);
  const traces = kept.map((trace) => ({ ...trace, id: ids.next(), ticketId: id, createdAt }));
  await nouns.traces.insert(traces);
  await recordMade({ clock, ids }, nouns, scope, 'trace', traces);
}

/** Copies under their authors and times; the archived tickets keep theirs. */
async function takeComments(merging: Merging, id: Id, others: readonly Ticket[]): Promise<void> {
  const { nouns, scope, ids, clock } = merging;
  for (const other of others) {
    const comments = await nouns.comments.ofTicket(scope.workspaceId, other.id);
    const copies = comments.map((comment) => ({ ...comment, id: ids.next(), ticketId: id }));
    await nouns.comments.insert(copies);
    await recordMade({ clock, ids }, nouns, scope, 'comment', copies);
  }
}

/** A link that would close a circle, or lead back to the ticket itself, ends with the ticket that had it. */
async function takeLinks(merging: Merging, first: Ticket, others: readonly Ticket[]): Promise<void> {
  const { nouns, scope } = merging;
  const gone = new Set(others.map((other) => other.id));
  const links = await nouns.links.ofTickets(scope.workspaceId, [...gone]);
  for (const link of links) {
    const sourceId = gone.has(link.sourceId) ? first.id : link.sourceId;
    const targetId = gone.has(link.targetId) ? first.id : link.targetId;
    if (sourceId === targetId) continue;
    const ends = await nouns.tickets.list(scope.workspaceId, { ids: [sourceId, targetId] });
    const find = (id: Id) => ends.find((ticket) => ticket.id === id);
    await relink(merging, link.type, find(sourceId), find(targetId));
  }
}

async function relink(
  merging: Merging,
  type: TicketLink['type'],
  source: Ticket | undefined,
  target: Ticket | undefined,
): Promise<void> {
  if (!source || !target) return;
  try {
    await linkTickets(merging, type, source, target);
  } catch (error) {
    if (!(error instanceof DocketError) || error.code !== 'LINK_CYCLE') throw error;
  }
}

/** Splitting: one ticket becomes several, which share where it came from and divide what it promises. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Criterion, Ticket } from '../domain/ticket.ts';
import type { AddTickets, NewTicket } from './create.ts';
import { refuseOutside } from './discard.ts';
import { reopenReview } from './edit.ts';
import { linkTickets } from './link.ts';
import type { Merging } from './merge.ts';
import { recordMade } from './record-change.ts';

export type Splitting = Merging & { addTickets: AddTickets };

/** `by` names the pieces; else there are `into` of them, or two. */
export type SplitWish = { into?: number; by?: readonly string[] };

type Piece = { title: string; criteria: Criterion[] };

const mostPieces = 10;

/**
 * The ticket keeps its key and becomes the first piece. Each criterion goes to the piece whose name it mentions, or else
 * they are divided in their order; traces, labels, priority, parent and dependencies are the same for all, and the effort
 * is unknown again. Throws INVALID_INPUT for fewer than 2 or more than 10 pieces and TICKET_ALREADY_PUSHED.
 */
export async function splitTicket(splitting: Splitting, ticket: Ticket, wish: SplitWish): Promise<Ticket[]> {
  const { nouns, scope, mutate, ids } = splitting;
  const pieces = cutPieces(ticket, wish);
  await refuseOutside(splitting, [ticket]);
  const [own, ...rest] = pieces;
  const written = await mutate(nouns, scope, ticket.id, (current) => ({
    next: reopenReview({ ...current, ...own, effort: null, planning: withoutEffort(current) }),
    events: [
      {
        type: 'TicketDetailsUpdated',
        documentId: current.origin.documentId,
        payload: { split: pieces.length },
      },
    ],
  }));
  const first = written!.after;
  const made = await splitting.addTickets(
    nouns,
    scope,
    rest.map((piece) => pieceOf(first, piece, ids.next())),
  );
  for (const one of made) await shareEdges(splitting, first, one);
  return [first, ...made];
}

function cutPieces({ title, criteria }: Ticket, { into, by }: SplitWish): Piece[] {
  const names = by?.map((name) => name.trim()).filter(Boolean) ?? [];
  const count = names.length > 0 ? names.length : (into ?? 2);
  if (count < 2 || count > mostPieces) {
    throw new DocketError('INVALID_INPUT', {
      message: `A ticket can be split into 2 to ${mostPieces} pieces, not ${count}. Nothing was changed.`,
      remedy: 'Say into how many, or name the pieces: split 3 into backend and frontend.',
    });
  }
  if (names.length > 0) return divideByName(title, criteria, names);
  return divideInOrder(criteria, count).map((own, at) => {
    const [only] = own;
    const name = only && own.length === 1 ? only.text.replace(/[.;\s]+$/, '') : `part ${at + 1} of ${count}`;
    return { title: nameOf(title, name), criteria: own };
  });
}

function divideByName(title: string, criteria: readonly Criterion[], names: readonly string[]): Piece[] {
  const pieces = names.map((name): Piece => ({ title: nameOf(title, name), criteria: [] }));
  for (const criterion of criteria) {
    const text = criterion.text.toLowerCase();
    const at = names.findIndex((name) => text.includes(name.toLowerCase()));
    pieces[Math.max(at, 0)]!.criteria.push(criterion);
  }
  return pieces;
}

function divideInOrder(criteria: readonly Criterion[], count: number): Criterion[][] {
  return Array.from({ length: count }, (_, at) => {
    const edge = (part: number) => Math.round((part * criteria.length) / count);
    return criteria.slice(edge(at), edge(at + 1));
  });
}

function nameOf(title: string, name: string): string {
  const whole = `${title}: ${name}`;
  return whole.length <= 256 ? whole : `${whole.slice(0, 255)}…`;
}

function withoutEffort({ planning }: Ticket): Ticket['planning'] {
  return { ...planning, effortRange: null, estimatedHours: null };
}

/** A piece is a person's doing: reading the document again neither changes it nor proposes to drop it. */
function pieceOf(first: Ticket, piece: Piece, id: Id): NewTicket {
  const { type, description, labels, priority, parentId, origin, planning, work, review } = first;
  return {
    ...{ id, type, description, labels, priority, parentId, ...piece },
    effort: null,
    effortRange: null,
    suggestedAfter: planning.suggestedAfter,
    assigneeId: work.assigneeId,
    review: review.status === null ? null : 'generated',
    origin: { ...origin, kind: 'manual', madeBy: 'person', base: null, incoming: null },
  };
}

async function shareEdges(splitting: Splitting, first: Ticket, piece: Ticket): Promise<void> {
  const { nouns, scope, ids, clock } = splitting;
  const own = await nouns.traces.ofTicket(scope.workspaceId, first.id);
  const createdAt = clock.now().toISOString();
  const traces = own.map((trace) => ({ ...trace, id: ids.next(), ticketId: piece.id, createdAt }));
  await nouns.traces.insert(traces);
  await recordMade({ clock, ids }, nouns, scope, 'trace', traces);
  const links = await nouns.links.ofTickets(scope.workspaceId, [first.id]);
  for (const { type, sourceId, targetId } of links.filter((link) => link.type === 'blocks')) {
    const [other] = await nouns.tickets.list(scope.workspaceId, {
      ids: [sourceId === first.id ? targetId : sourceId],
    });
    if (!other) continue;
    if (sourceId === first.id) await linkTickets(splitting, type, piece, other);
    else await linkTickets(splitting, type, other, piece);
  }
}

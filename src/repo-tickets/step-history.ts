/** What is said about a ticket: comments and reports go into the log of its file, and what is logged there is a comment of the ticket. */
import type { Comment } from '../domain/comment.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { stampEvents } from '../tickets/append-events.ts';
import { actorOfEntry } from './exchange-actors.ts';
import type { Side, StepDeps } from './exchange-deps.ts';
import { isMapping, isUuidV7, type Mapping } from './format.ts';
import { trimItems } from './logs.ts';
import { findSecret } from './secrets.ts';
import type { NewEntries } from './unread-log.ts';

const longestComment = 4000;

/** What was logged in the files as comments, in one transaction with the note that it was read. */
export async function insertComments(
  deps: StepDeps,
  nouns: Nouns,
  side: Side,
  { ticket, entries }: { ticket: Ticket; entries: NewEntries['entries'] },
): Promise<void> {
  for (const entry of entries) {
    const text = textOf(entry);
    if (text === '' || findSecret(text)) continue;
    const { principal: author } = actorOfEntry(entry, side);
    const comment: Comment = {
      id: deps.ids.next(),
      workspaceId: side.workspaceId,
      ticketId: ticket.id,
      text,
      mention: null,
      author,
      createdAt: momentOf(entry, deps),
    };
    await nouns.comments.insert([comment]);
    const told = {
      type: 'TicketCommented' as const,
      ticketId: ticket.id,
      documentId: ticket.origin.documentId,
      payload: { commentId: comment.id, source: 'repository' },
    };
    await nouns.events.append(stampEvents(deps, { workspaceId: side.workspaceId, actor: author }, [told]));
  }
}

function momentOf({ ts }: Mapping, { clock }: StepDeps): string {
  const at = typeof ts === 'string' ? Date.parse(ts) : Number.NaN;
  return new Date(Number.isNaN(at) ? clock.now().getTime() : at).toISOString();
}

/** `Went on with the export.`, and below it what was decided, what is next, and what it was checked with. */
function textOf(entry: Mapping): string {
  if (entry.event_type !== undefined && entry.event_type !== 'work') return '';
  const listed = (label: string, value: unknown) => {
    const items = Array.isArray(value) ? trimItems(value.filter((item) => typeof item === 'string')) : [];
    return items.length > 0 ? [`${label}: ${items.join('; ')}`] : [];
  };
  const changes = isMapping(entry.changes) ? entry.changes.files : [];
  const { results } = isMapping(entry.verification) ? entry.verification : {};
  return [
    String(entry.summary ?? '').trim(),
    ...listed('Context', entry.context),
    ...listed('Decided', entry.decisions),
    ...listed('Blocked by', entry.blockers),
    ...listed('Next', entry.next_steps),
    ...listed('Changed', changes),
    ...listed('Verified', [results]),
  ]
    .filter(Boolean)
    .join('\n')
    .slice(0, longestComment);
}

/** Which ticket was made from which, as logs tell it, both of them in the store. */
export async function linkOrigins(
  deps: StepDeps,
  side: Side,
  id: Id,
  entries: NewEntries['entries'],
): Promise<void> {
  for (const entry of entries) {
    const { caller } = actorOfEntry(entry, side);
    const made = Array.isArray(entry.tickets_created) ? entry.tickets_created.filter(isUuidV7) : [];
    const pairs = [
      ...(isUuidV7(entry.created_from) ? [[id, entry.created_from] as const] : []),
      ...made.map((child) => [child, id] as const),
    ];
    for (const [child, origin] of pairs) {
      const both = await deps.store.tickets.list(side.workspaceId, { ids: [child, origin] });
      if (both.length < 2) continue;
      await deps.tickets.link(caller, { type: 'createdFrom', sourceIds: [child], targetIds: [origin] });
    }
  }
}

/** Comments among the events, with their texts; those that came from the files are left out. */
export async function readComments(
  { store }: StepDeps,
  { workspaceId }: Side,
  id: Id,
  news: readonly DomainEvent[],
): Promise<ReadonlyMap<Id, Comment>> {
  const said = news.filter(
    ({ type, payload }) => type === 'TicketCommented' && payload.source !== 'repository',
  );
  if (said.length === 0) return new Map();
  const comments = await store.comments.ofTicket(workspaceId, id);
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  return new Map(
    said.flatMap((event) => {
      const comment = byId.get(String(event.payload.commentId));
      return comment ? [[event.id, comment] as const] : [];
    }),
  );
}

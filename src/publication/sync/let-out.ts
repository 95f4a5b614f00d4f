/** A person lets something out to an issue that exists: exactly what their card showed, written down before it is sent. */
import type { Comment } from '../../domain/comment.ts';
import { DocketError } from '../../domain/errors.ts';
import { type Id, issueKey } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import { changeOfLabels, type IssueWrite, type SyncField, type SyncFields } from '../../domain/sync.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { getLive } from '../../tickets/view.ts';
import { isPublicPlace, refuseEmbargoed } from '../capability-contexts.ts';
import { labelsThrough, readConnectors } from '../connectors.ts';
import { type Desk, scopeOf } from '../desk.ts';
import { draftIssues } from '../draft-issues.ts';
import { requireDecider } from '../grant.ts';
import { queueWrite } from './jobs.ts';
import { findStanding, type Standing, termsOf, unsentFields } from './read-updates.ts';
import { placeOf } from './refresh-contexts.ts';
import { fieldsOfTicket } from './sides.ts';

/** A person's deed only. Throws STALE when the ticket or the issue is no longer what the card showed. */
export async function sendUpdate(
  desk: Desk,
  caller: Caller,
  wish: { ticketId: Id; terms: string },
): Promise<void> {
  requireDecider(caller, 'send this to the tracker');
  const write = await desk.store.transact(async (nouns) => {
    const standing = await requireStanding(nouns, caller, {
      ticketId: wish.ticketId,
      now: desk.clock.now().toISOString(),
    });
    const fields = unsentFields(standing);
    if (fields.length === 0 || termsOf(standing, fields) !== wish.terms) throw stale(standing.ticket);
    const made = await writeUpdate(desk, nouns, caller, standing, fields);
    return keep(desk, nouns, caller, standing.ticket, made);
  });
  await queueWrite(desk, write);
}

/** A person's deed only; the comment goes out once, whatever happens. Throws CONCURRENCY_CONFLICT for a second time. */
export async function sendComment(
  desk: Desk,
  caller: Caller,
  { ticketId, commentId }: { ticketId: Id; commentId: Id },
): Promise<Comment> {
  requireDecider(caller, 'send this to the tracker');
  const { write, comment } = await desk.store.transact(async (nouns) => {
    const standing = await requireStanding(nouns, caller, { ticketId, now: desk.clock.now().toISOString() });
    const comments = await nouns.comments.ofTicket(caller.workspaceId, ticketId);
    const found = comments.find(({ id }) => id === commentId) ?? refuseGone();
    const made = writeComment(desk, caller, standing, found);
    return { write: await keep(desk, nouns, caller, standing.ticket, made), comment: found };
  });
  await queueWrite(desk, write);
  return comment;
}

async function requireStanding(
  nouns: Nouns,
  { workspaceId }: Caller,
  { ticketId, now }: { ticketId: Id; now: string },
): Promise<Standing> {
  const [ticket] = await getLive(nouns, workspaceId, [ticketId]);
  const standing = await findStanding(nouns, ticket!);
  if (standing) return requireFree(nouns, standing, now);
  throw new DocketError('INVALID_INPUT', {
    message: `Nothing is known yet of ${ticket!.key} in a tracker. Nothing was sent.`,
    remedy: 'Push it first; if it was, say "sync" and try again.',
  });
}

/** Throws EMBARGOED for what must not be read by anybody yet. */
async function requireFree(nouns: Nouns, standing: Standing, now: string): Promise<Standing> {
  const { ticket, ref } = standing;
  const place = await placeOf(nouns, ticket, ref);
  await refuseEmbargoed(nouns, ticket.workspaceId, { tickets: [ticket], place, now });
  return standing;
}

async function writeUpdate(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  standing: Standing,
  fields: readonly SyncField[],
): Promise<IssueWrite> {
  const { ticket, base } = standing;
  const now = fieldsOfTicket(ticket);
  const isPublic = await isPublicPlace(nouns, ticket.workspaceId, await placeOf(nouns, ticket, standing.ref));
  const by = () => caller.principal.name;
  const drafts = await draftIssues(nouns, ticket.workspaceId, [ticket], by, { isPublic });
  const connectorOf = await readConnectors(nouns, ticket.workspaceId, [ticket]);
  const connector = connectorOf(ticket, standing.ref.tracker);
  const there = (labels: readonly string[]) => labelsThrough(connector, labels);
  const plain = fields.filter((field) => field !== 'labels');
  const values = Object.fromEntries(plain.map((field) => [field, now[field]])) as Partial<SyncFields>;
  return {
    ...begin(desk, caller, standing),
    kind: 'update',
    fields: values,
    labels: fields.includes('labels') ? changeOfLabels(there(base.ours.labels), there(now.labels)) : null,
    text: fields.includes('body') ? drafts.get(ticket.id)!.body : null,
    ...keyOf(desk, standing, ''),
    commentId: null,
  };
}

function writeComment(desk: Desk, caller: Caller, standing: Standing, comment: Comment): IssueWrite {
  return {
    ...begin(desk, caller, standing),
    kind: 'comment',
    fields: null,
    labels: null,
    text: `${comment.text}\n\n${comment.author.name} in Docket`,
    ...keyOf(desk, standing, ` comment ${comment.id}`),
    commentId: comment.id,
  };
}

/** The issue's own key, or one of its own for each comment, the same for every attempt and after a restart. */
function keyOf({ secret }: Desk, { ticket, ref }: Standing, of: string) {
  const { workspaceId, id: ticketId } = ticket;
  return issueKey(secret, { workspaceId, ticketId, destination: `${ref.destination}${of}`, generation: 0 });
}

function begin(desk: Desk, { principal, threadId }: Caller, { ticket, ref }: Standing) {
  const at = desk.clock.now().toISOString();
  return {
    id: desk.ids.next(),
    workspaceId: ticket.workspaceId,
    threadId,
    ticketId: ticket.id,
    tracker: ref.tracker,
    destination: ref.destination,
    externalId: ref.externalId,
    requestedBy: principal.id,
    requestedByName: principal.name,
    state: 'planned' as const,
    epoch: 0,
    attempts: 0,
    sentAt: null,
    notBefore: null,
    reason: null,
    createdAt: at,
    updatedAt: at,
  };
}

async function keep(
  desk: Desk,
  nouns: Nouns,
  caller: Caller,
  ticket: Ticket,
  write: IssueWrite,
): Promise<IssueWrite> {
  await nouns.issueWrites.insert(write);
  const payload = { kind: write.kind, fields: Object.keys(write.fields ?? {}) };
  const about = { ticketId: ticket.id, documentId: ticket.origin.documentId };
  await desk.append(nouns, scopeOf(caller), [{ type: 'IssueWriteApproved', ...about, payload }]);
  return write;
}

function stale({ key }: Ticket): DocketError {
  return new DocketError('STALE', {
    message: `${key} or its issue changed since this was shown. Nothing was sent.`,
    remedy: `Look at it as it is now: /docket update ${key}`,
  });
}

function refuseGone(): never {
  throw new DocketError('NOT_FOUND', {
    message: 'That comment is no longer there. Nothing was sent.',
    remedy: 'Write it again, then send it.',
  });
}

/** Puts back what a deed changed besides tickets, and keeps what stood there instead, so that an undo can itself be taken back. */
import type { Change } from '../domain/change.ts';
import { Comment } from '../domain/comment.ts';
import { BlockTicketLink } from '../domain/document.ts';
import { TicketLink } from '../domain/links.ts';
import { Preferences } from '../domain/preferences.ts';
import { Schedule } from '../domain/schedule.ts';
import { UpstreamLink } from '../domain/upstream.ts';
import { restoreRecord } from '../insights/restore-record.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { WriteScope } from './append-events.ts';
import { recordChanges } from './record-change.ts';

type Restoring = { nouns: Nouns; scope: WriteScope; clock: Clock; ids: IdSource };

/** Does nothing for tickets and documents, which are restored elsewhere. */
export async function restoreOther(restoring: Restoring, change: Change): Promise<void> {
  const { nouns, scope } = restoring;
  const { subject, subjectId, before } = change;
  if (subject === 'ticket' || subject === 'document') return;
  const now = await presentOf(nouns, change);
  await recordChanges(restoring, nouns, scope, [{ subject, subjectId, before: now, version: null }]);
  if (subject === 'link') {
    if (before === null) await nouns.links.delete(scope.workspaceId, subjectId);
    else await nouns.links.insert(TicketLink.parse(before));
  }
  if (subject === 'comment') {
    if (before === null) await nouns.comments.delete(scope.workspaceId, subjectId);
    else await nouns.comments.insert([Comment.parse(before)]);
  }
  if (subject === 'schedule') {
    if (before === null) await nouns.schedules.delete(scope.workspaceId, subjectId);
    else await nouns.schedules.put(Schedule.parse(before));
  }
  if (subject === 'preferences') {
    await nouns.preferences.put(scope.workspaceId, subjectId, Preferences.parse(before));
  }
  await restoreRecord(nouns, change);
  if (subject === 'trace') {
    if (before === null) await nouns.traces.delete(scope.workspaceId, [subjectId]);
    else await nouns.traces.insert([BlockTicketLink.parse(before)]);
  }
}

/** The row as it is now; null where there is none. */
async function presentOf(
  nouns: Nouns,
  { workspaceId, subject, subjectId: id }: Change,
): Promise<object | null> {
  switch (subject) {
    case 'link':
      return nouns.links.get(workspaceId, id);
    case 'comment':
      return nouns.comments.get(workspaceId, id);
    case 'schedule':
      return nouns.schedules.get(workspaceId, id);
    case 'preferences':
      return nouns.preferences.get(workspaceId, id);
    case 'trace':
      return nouns.traces.get(workspaceId, id);
    case 'research':
      return nouns.upstream.research.get(workspaceId, id);
    case 'insight':
      return nouns.upstream.insights.get(workspaceId, id);
    case 'recommendation':
      return nouns.upstream.recommendations.get(workspaceId, id);
    case 'block_upstream':
      return (await nouns.upstream.blockLinks(workspaceId, [id]))[0] ?? null;
    case 'document_upstream':
      return UpstreamLink.safeParse(await nouns.documents.get(workspaceId, id)).data ?? null;
    default:
      return null;
  }
}

/** Notes what a ticket and its new issue agree on at the moment the issue is known to exist. */
import type { Intent, IssueSnapshot, Push } from '../../domain/push.ts';
import type { Nouns } from '../../ports/store.ts';
import { firstBase } from './sides.ts';

/** What is approved cannot change while it is sent, so the ticket as it is says what the tracker was given. */
export async function keepFirstBase(
  nouns: Nouns,
  { workspaceId, destination }: Push,
  { ticketId, existing }: Intent,
  issue: IssueSnapshot,
): Promise<void> {
  const ticket = await nouns.tickets.get(workspaceId, ticketId);
  if (!ticket) return;
  const { tracker, id } = destination;
  const at = { workspaceId, tracker, destination: id, own: existing?.choice !== 'update' };
  await nouns.syncBases.swap(firstBase(at, ticket, issue), 0);
}

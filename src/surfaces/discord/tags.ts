/** How a ticket stands, shown by the tags of the forum post it came of; a post is never renamed. */
import { type APIGuildForumTag, type APIThreadChannel, type REST, Routes } from 'discord.js';
import type { Log } from '../../ports/log.ts';
import type { TicketState } from '../../ports/surface.ts';
import { codes, isRefused, readFault } from './client.ts';
import type { Place } from './place.ts';

/** What people may have called the tag, without regard to case. */
const names: Record<TicketState, readonly string[]> = {
  triage: ['triage', 'new', 'needs triage'],
  filed: ['filed', 'accepted', 'confirmed'],
  'in progress': ['in progress', 'in-progress', 'working on it'],
  fixed: ['fixed', 'done', 'solved', 'resolved'],
  declined: ['wontfix', "won't fix", 'declined', 'not a bug', 'closed'],
};

const mostTags = 5;

/** Only in forums that have tags of these names; the tags of others stay. Throws nothing. */
export async function tagPost(
  { rest, log }: { rest: REST; log: Log },
  { channel, thread }: Place,
  state: TicketState,
): Promise<void> {
  if (!thread) return;
  await settleThread({ rest, log }, thread, state);
  try {
    const forum = (await rest.get(Routes.channel(channel))) as { available_tags?: APIGuildForumTag[] };
    const tags = forum.available_tags ?? [];
    const wanted = findTag(tags, state);
    if (!wanted) return;
    const { applied_tags: applied = [] } = (await rest.get(Routes.channel(thread))) as APIThreadChannel;
    const ours = new Set(Object.keys(names).flatMap((one) => findTag(tags, one as TicketState)?.id ?? []));
    const next = [wanted.id, ...applied.filter((id) => !ours.has(id))].slice(0, mostTags);
    if (next.length === applied.length && next.every((id) => applied.includes(id))) return;
    await applyTags(rest, thread, next);
  } catch (error) {
    log.info('a post of a forum could not be tagged', { fault: readFault(error) });
  }
}

/** Days without a word after which a thread goes to Discord's archive, by whether anything is to come. Minutes. */
const archivedAfter = { going: 10_080, over: 1440 };

/** Discord itself puts away what is over a day later; it lets those who may manage threads say so, and whoever opened one. */
async function settleThread(
  { rest, log }: { rest: REST; log: Log },
  thread: string,
  state: TicketState,
): Promise<void> {
  const isOver = state === 'fixed' || state === 'declined';
  try {
    const wanted = isOver ? archivedAfter.over : archivedAfter.going;
    const { thread_metadata: known } = (await rest.get(Routes.channel(thread))) as APIThreadChannel;
    // Who chose another time for what goes on had a reason.
    const isDue = isOver
      ? known?.auto_archive_duration !== wanted
      : known?.auto_archive_duration === archivedAfter.over;
    if (!known || known.archived || !isDue) return;
    await rest.patch(Routes.channel(thread), { body: { auto_archive_duration: wanted } });
  } catch (error) {
    log.info('a thread of Discord keeps its time to the archive', { fault: readFault(error) });
  }
}

function findTag(tags: readonly APIGuildForumTag[], state: TicketState): APIGuildForumTag | undefined {
  return tags.find(({ name }) => names[state].includes(name.trim().toLowerCase()));
}

/** A post that has gone to the archive is brought back by it. */
async function applyTags(rest: REST, thread: string, tags: readonly string[]): Promise<void> {
  try {
    await rest.patch(Routes.channel(thread), { body: { applied_tags: tags } });
  } catch (error) {
    if (!isRefused(error, codes.threadArchived)) throw error;
    await rest.patch(Routes.channel(thread), { body: { archived: false } });
    await rest.patch(Routes.channel(thread), { body: { applied_tags: tags } });
  }
}

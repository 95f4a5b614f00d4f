/** Puts messages into Slack once, and changes them: a lost answer is looked up before anything is sent again. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EditBudget } from '../../messenger/edit-budget.ts';
import type { IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PostOptions } from '../../ports/surface.ts';
import { readFault, type SlackClients } from './clients.ts';
import type { Place } from './place.ts';
import type { SlackMessage } from './render.ts';

export type Poster = {
  /** The `ts` of the message, which stands there once for its `once`. Throws when Slack refuses it. */
  post(place: Place, message: SlackMessage, once?: PostOptions['once']): Promise<string>;
  /** The same, tried once and not for long: when it rejects, the message may stand all the same. */
  postSoon(place: Place, message: SlackMessage, key: string): Promise<string>;
  /** The `ts` of what was posted, or edited, under this key; null where nothing was, or where it cannot be told. */
  find(place: Place, key: string): Promise<string | null>;
  /** Seen by this person only, and gone when they reload. */
  whisper(place: Place, user: string, message: SlackMessage): Promise<string>;
  /** Does nothing when there is no such message any more. */
  remove(place: Place, ts: string): Promise<void>;
  /** False when there is no such message any more. With a key it is known by that from now on. */
  update(
    place: Place,
    ts: string,
    message: SlackMessage,
    how: { passing: boolean; key?: string },
  ): Promise<boolean>;
};

const mostTries = 4;
/** Links that documents bring along are not fetched by Slack. */
const quiet = { unfurl_links: false, unfurl_media: false } as const;

export function createPoster(deps: {
  clients: SlackClients;
  budget: EditBudget;
  ids: IdSource;
  log: Log;
}): Poster {
  const { clients, budget } = deps;
  return {
    post: (place, message, once) => postOnce(deps, place, { message, once }),
    async postSoon(place, message, key) {
      const body = bodyOf(place, message, idOf(key));
      return (await clients.interactive.chat.postMessage(body)).ts!;
    },
    find: (place, key) => findPosted(clients, place, idOf(key)),
    async whisper(place, user, message) {
      const body = { channel: place.channel, user, ...threadOf(place), ...message };
      return (await clients.interactive.chat.postEphemeral(body)).message_ts!;
    },
    async remove({ channel }, ts) {
      const call = () => clients.background.chat.delete({ channel, ts });
      await insist(call, () => {});
    },
    async update(place, ts, message, { passing, key }) {
      let found = true;
      const known = key === undefined ? {} : { metadata: markOf(idOf(key)) };
      const body: Edit = { channel: place.channel, ts, ...message, ...known };
      const make = async () => {
        found = await insist(() => clients.background.chat.update(body), budget.rest);
      };
      await budget.edit(`${place.channel}:${ts}`, make, { passing });
      return found;
    },
  };
}

/** Sent again only once it is known that it does not stand there. */
async function postOnce(
  { clients, ids, log }: { clients: SlackClients; ids: IdSource; log: Log },
  place: Place,
  { message, once }: { message: SlackMessage; once: PostOptions['once'] },
): Promise<string> {
  const id = once ? idOf(once.key) : ids.next();
  const standing = once?.again ? await findPosted(clients, place, id) : null;
  if (standing) return standing;
  const body = bodyOf(place, message, id);
  for (let attempt = 1; ; attempt++) {
    try {
      return (await clients.background.chat.postMessage(body)).ts!;
    } catch (error) {
      const fault = readFault(error);
      if (fault.kind === 'refused' || attempt === mostTries) throw error;
      log.warn('Slack did not confirm a message', { attempt, ...fault });
      await wait(fault.kind === 'busy' ? fault.retryAfterMs : 300 * 2 ** attempt);
      const found = fault.kind === 'lost' ? await findPosted(clients, place, id) : null;
      if (found) return found;
    }
  }
}

/** Every app in the workspace can read it, so it tells nothing. */
function idOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function markOf(id: string) {
  return { event_type: 'docket_message', event_payload: { id } };
}

function bodyOf(place: Place, message: SlackMessage, id: string) {
  return { channel: place.channel, ...threadOf(place), ...message, ...quiet, metadata: markOf(id) };
}

type Edit = { channel: string; ts: string; metadata?: ReturnType<typeof markOf> } & SlackMessage;

/** For what changes nothing when it is done again, so that a lost answer needs no looking up; false where the message is gone. */
async function insist(call: () => Promise<unknown>, onBusy: (ms: number) => void): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await call();
      return true;
    } catch (error) {
      const fault = readFault(error);
      if (fault.kind === 'refused' && gone.test(fault.error)) return false;
      if (fault.kind === 'refused' || attempt === mostTries) throw error;
      const ms = fault.kind === 'busy' ? fault.retryAfterMs : 300 * 2 ** attempt;
      if (fault.kind === 'busy') onBusy(ms);
      await wait(ms);
    }
  }
}

const gone = /^(?:message_not_found|cant_update_message|edit_window_closed|channel_not_found)$/;

/** Null where it cannot be told; the message is posted again then, which is better than never. */
async function findPosted(clients: SlackClients, place: Place, id: string): Promise<string | null> {
  try {
    const mine = (await readRecent(clients, place)).find(({ metadata }) => {
      return (metadata?.event_payload as { id?: string } | undefined)?.id === id;
    });
    return mine?.ts ?? null;
  } catch {
    return null;
  }
}

/** A conversation that is a whole channel tells its newest first; a thread is read to its end. */
async function readRecent({ background }: SlackClients, { channel, threadTs }: Place) {
  const asked = { channel, include_all_metadata: true, limit: 200 };
  if (!threadTs) return (await background.conversations.history(asked)).messages ?? [];
  return (await background.conversations.replies({ ...asked, ts: threadTs, limit: 999 })).messages ?? [];
}

function threadOf({ threadTs }: Place): { thread_ts?: string } {
  return threadTs ? { thread_ts: threadTs } : {};
}

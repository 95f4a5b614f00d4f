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
  /** Seen by this person only, and gone when they reload. */
  whisper(place: Place, user: string, message: SlackMessage): Promise<string>;
  /** False when there is no such message any more. */
  update(place: Place, ts: string, message: SlackMessage, how: { passing: boolean }): Promise<boolean>;
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
    async whisper(place, user, message) {
      const body = { channel: place.channel, user, ...threadOf(place), ...message };
      return (await clients.interactive.chat.postEphemeral(body)).message_ts!;
    },
    async update(place, ts, message, how) {
      let found = true;
      const make = async () => {
        found = await edit(deps, { channel: place.channel, ts, ...message });
      };
      await budget.edit(`${place.channel}:${ts}`, make, how);
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
  // Every app in the workspace can read it, so it tells nothing.
  const id = once ? createHash('sha256').update(once.key).digest('base64url') : ids.next();
  const standing = once?.again ? await findPosted(clients, place, id) : null;
  if (standing) return standing;
  const metadata = { event_type: 'docket_message', event_payload: { id } };
  const body = { channel: place.channel, ...threadOf(place), ...message, ...quiet, metadata };
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

type Edit = { channel: string; ts: string } & SlackMessage;

/** The same edit again changes nothing, so a lost answer needs no looking up. */
async function edit(
  { clients, budget }: { clients: SlackClients; budget: EditBudget },
  body: Edit,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await clients.background.chat.update(body);
      return true;
    } catch (error) {
      const fault = readFault(error);
      if (fault.kind === 'refused' && gone.test(fault.error)) return false;
      if (fault.kind === 'refused' || attempt === mostTries) throw error;
      const ms = fault.kind === 'busy' ? fault.retryAfterMs : 300 * 2 ** attempt;
      if (fault.kind === 'busy') budget.rest(ms);
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

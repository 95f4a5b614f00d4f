/** Puts messages into Slack once, and changes them: a lost answer is looked up before anything is sent again. */
import { setTimeout as wait } from 'node:timers/promises';
import type { IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { readFault, type SlackClients } from './clients.ts';
import type { EditBudget } from './edit-budget.ts';
import type { Place } from './place.ts';
import type { SlackMessage } from './render.ts';

export type Poster = {
  /** The `ts` of the message. Throws when Slack refuses it. */
  post(place: Place, message: SlackMessage): Promise<string>;
  /** Seen by this person only, and gone when they reload. */
  whisper(place: Place, user: string, message: SlackMessage): Promise<string>;
  /** False when there is no such message any more. */
  update(place: Place, ts: string, message: SlackMessage): Promise<boolean>;
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
    post: (place, message) => postOnce(deps, place, message),
    async whisper(place, user, message) {
      const body = { channel: place.channel, user, ...threadOf(place), ...message };
      return (await clients.interactive.chat.postEphemeral(body)).message_ts!;
    },
    async update(place, ts, message) {
      let found = true;
      await budget.edit(`${place.channel}:${ts}`, async () => {
        found = await edit(deps, { channel: place.channel, ts, ...message });
      });
      return found;
    },
  };
}

/** Sent again only once it is known that it does not stand there. */
async function postOnce(
  { clients, ids, log }: { clients: SlackClients; ids: IdSource; log: Log },
  place: Place,
  message: SlackMessage,
): Promise<string> {
  const id = ids.next();
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
async function findPosted({ background }: SlackClients, place: Place, id: string): Promise<string | null> {
  if (!place.threadTs) return null;
  try {
    const answer = await background.conversations.replies({
      channel: place.channel,
      ts: place.threadTs,
      include_all_metadata: true,
      limit: 100,
    });
    const mine = answer.messages?.find(({ metadata }) => {
      return (metadata?.event_payload as { id?: string } | undefined)?.id === id;
    });
    return mine?.ts ?? null;
  } catch {
    return null;
  }
}

function threadOf({ threadTs }: Place): { thread_ts?: string } {
  return threadTs ? { thread_ts: threadTs } : {};
}

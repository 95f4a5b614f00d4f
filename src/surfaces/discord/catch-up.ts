/** What was said to us while nobody listened: Discord tells it to nobody again, so it is read after each new session. */
import { type APIMessage, type Client, Routes } from 'discord.js';
import { readFault } from './client.ts';
import type { IntakeDesk } from './intake-desk.ts';
import type { FromIntake } from './intake-link.ts';
import { idAt } from './place.ts';

/** How far back a message may be that is not taken in yet while we listen. */
const slackMs = 30_000;
const noteEveryMs = 15_000;
/** After a longer absence nobody waits for an answer any more. */
const mostAbsentMs = 24 * 60 * 60_000;
const mostChannels = 50;
/** Discord gives the oldest of those that are asked for, the newest of them first. */
const perPage = 100;
const mostPages = 50;

export type CatchUp = {
  /** Reads what came since we listened last. What is known already is taken in once all the same. */
  run(): Promise<void>;
  /** To be told of each message that could not be stored, so that it is read again. */
  missed(): void;
  stop(): void;
};

/** `take` takes in a message that nobody waits for any more. */
export function createCatchUp(
  { client, ask, clock, log }: IntakeDesk,
  { take, say }: { take(message: unknown): Promise<void>; say(said: FromIntake): void },
): CatchUp {
  let failed = false;
  const note = () => {
    if (failed || !client.isReady()) return;
    say({ say: 'heard', until: clock.now().getTime() - slackMs });
  };
  const timer = setInterval(note, noteEveryMs);
  timer.unref();
  return {
    async run() {
      const heard = await ask('heardUntil');
      let isWhole = true;
      if (heard !== null) {
        const since = idAt(Math.max(heard, clock.now().getTime() - mostAbsentMs));
        for (const channel of changedSince(client, since)) {
          await readChannel(client, { channel, since, take }).catch((error: unknown) => {
            isWhole &&= readFault(error).kind === 'refused';
            log.warn('what was said meanwhile in Discord could not be read', {
              channel,
              fault: readFault(error),
            });
          });
        }
      }
      // What could not be read is read at the next session; what Discord refuses it refuses again.
      failed = !isWhole;
      note();
    },
    missed() {
      failed = true;
    },
    stop: () => clearInterval(timer),
  };
}

/** Channels and threads in which something was said since. */
function changedSince(client: Client, since: string): string[] {
  const said = client.channels.cache.filter((channel) => {
    const last = 'lastMessageId' in channel ? channel.lastMessageId : null;
    return last != null && BigInt(last) > BigInt(since);
  });
  return [...said.keys()].slice(0, mostChannels);
}

async function readChannel(
  client: Client,
  { channel, since, take }: { channel: string; since: string; take(message: unknown): Promise<void> },
): Promise<void> {
  const known = client.channels.cache.get(channel);
  const guild_id = known && 'guildId' in known ? known.guildId : undefined;
  let after = since;
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ after, limit: String(perPage) });
    const messages = (await client.rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    for (const message of messages.toReversed())
      await take({ ...message, ...(guild_id ? { guild_id } : {}) });
    if (messages.length < perPage) return;
    after = messages[0]!.id;
  }
}

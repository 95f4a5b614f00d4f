/** Where in Discord a thread is, and the name the rest of Docket knows it by. */

/**
 * A thread that was opened on a message has the id of that message, so its place is known before Discord has made it. `thread`
 * is null for a conversation that is a whole channel, such as a direct message.
 */
export type Place = { guild: string; channel: string; thread: string | null };

export function nameThread({ guild, channel, thread }: Place): string {
  return `${guild}/${channel}/${thread ?? ''}`;
}

/** Throws for a name that is no thread of Discord. */
export function readThread(name: string): Place {
  const [guild, channel, thread] = name.split('/');
  if (!guild || !channel) throw new Error(`not a thread of Discord: ${name}`);
  return { guild, channel, thread: thread || null };
}

/** The channel in which messages of this place stand; threads are channels too. */
export function channelOf({ channel, thread }: Place): string {
  return thread ?? channel;
}

/** `channel:message`. */
export type MessageName = { channel: string; message: string };

/** Null for what is no message of Discord. */
export function readRef(ref: string): MessageName | null {
  const [, channel, message] = /^(\d+):(\d+)$/.exec(ref) ?? [];
  return channel && message ? { channel, message } : null;
}

const discordEpochMs = 1_420_070_400_000;

/** When something with this id was made. Milliseconds. */
export function madeAt(id: string): number {
  return Number(BigInt(id) >> 22n) + discordEpochMs;
}

/** The least id that something made at this moment has. */
export function idAt(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - discordEpochMs)) << 22n);
}

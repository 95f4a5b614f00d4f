/** The connections to Discord and what its errors mean. */
import {
  Client,
  DiscordAPIError,
  GatewayIntentBits,
  Options,
  Partials,
  REST,
  type RESTOptions,
} from 'discord.js';
import type { DiscordSettings } from './settings.ts';

/** Nobody is mentioned, unless a message names them. */
export const noMentions = { parse: [] as never[], repliedUser: false };

/**
 * For what sends files, with Node's own client: the one that comes with discord.js shares its connections with any other of its kind in the
 * process, and refuses to send files where that is of another version.
 */
const request: RESTOptions['makeRequest'] = (url, { dispatcher: _dispatcher, ...init }) =>
  fetch(url, init as RequestInit) as unknown as ReturnType<RESTOptions['makeRequest']>;

const restOptions = { timeout: 10_000, retries: 1, makeRequest: request };

/** For all that needs no connection to the gateway. */
export function createRest({ token, apiUrl }: DiscordSettings): REST {
  return new REST({ ...restOptions, api: apiUrl }).setToken(token);
}

/**
 * Without the message content intent, unless the settings ask for it: a bot reads what mentions it, what answers it and
 * what is sent to it in person. Threads and channels are remembered; messages and people are not.
 */
export function createClient(
  { token, apiUrl, readsAll }: DiscordSettings,
  shard: { id: number; count: number },
): Client {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsAll ? [GatewayIntentBits.MessageContent] : []),
    ],
    shards: [shard.id],
    shardCount: shard.count,
    partials: [Partials.Channel],
    allowedMentions: noMentions,
    enforceNonce: true,
    rest: { timeout: 10_000, retries: 1, api: apiUrl },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
    }),
  });
  client.rest.setToken(token);
  return client;
}

/** `refused` has certainly not happened; `lost` may have. */
export type DiscordFault = { kind: 'refused'; code: number; status: number } | { kind: 'lost' };

/** Codes by Discord's reference of opcodes and status codes. */
export const codes = {
  unknownChannel: 10_003,
  unknownMessage: 10_008,
  unknownInteraction: 10_062,
  tooManyOldEdits: 30_046,
  alreadyAcknowledged: 40_060,
  missingAccess: 50_001,
  missingPermissions: 50_013,
  threadArchived: 50_083,
  threadExists: 160_004,
} as const;

/** Errors of Discord's client hold what was sent and tokens in addresses, so nothing else of them is told. */
export function readFault(error: unknown): DiscordFault {
  if (error instanceof DiscordAPIError && error.status < 500) {
    return { kind: 'refused', code: Number(error.code), status: error.status };
  }
  return { kind: 'lost' };
}

export function isRefused(error: unknown, ...wanted: number[]): boolean {
  const fault = readFault(error);
  return fault.kind === 'refused' && wanted.includes(fault.code);
}

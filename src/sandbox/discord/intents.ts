/** Which gateway events a session asked for, and what of them it may read: docs, events/gateway, list of intents. */
import { isReadable } from './call.ts';
import { toMessage } from './views.ts';
import type { GatewayEvent, Json, Portal, World } from './world.ts';

const intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  presences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

const privileged: [keyof Portal, number][] = [
  ['guildMembers', intent.guildMembers],
  ['presences', intent.presences],
  ['messageContent', intent.messageContent],
];

/** Highest bit that is an intent: direct message polls. */
const known = (1 << 26) - 1;

/** The code a connection is closed with for these intents, or null when they do. */
export function refuseIntents(intents: unknown, portal: Portal): 4013 | 4014 | null {
  if (typeof intents !== 'number' || intents < 0 || intents > known) return 4013;
  return privileged.some(([name, bit]) => intents & bit && !portal[name]) ? 4014 : null;
}

export function wants(intents: number, { t, guild }: GatewayEvent): boolean {
  if (t === 'INTERACTION_CREATE') return true;
  if (t.startsWith('MESSAGE_'))
    return (intents & (guild === null ? intent.directMessages : intent.guildMessages)) !== 0;
  if (t.startsWith('CHANNEL_') && guild === null) return (intents & intent.directMessages) !== 0;
  if (t.startsWith('GUILD_MEMBER_')) return (intents & intent.guildMembers) !== 0;
  return (intents & intent.guilds) !== 0;
}

/** Without the intent, what a message says is empty, unless it is the app's, for it, or in private. */
export function dataFor(world: World, intents: number, { d, message }: GatewayEvent): Json {
  if (!message || (intents & intent.messageContent) !== 0) return d;
  const isOpen = isReadable({ ...world, portal: { ...world.portal, messageContent: false } }, message);
  if (isOpen) return d;
  const { content, components, embeds, attachments } = toMessage(world, message, false);
  return { ...d, content, components, embeds, attachments };
}

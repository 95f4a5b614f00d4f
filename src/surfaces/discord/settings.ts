/** What switches Discord on, and how much one of its messages takes. */
import * as z from 'zod';
import type { CardLimits } from '../../cards/fit.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../../ports/settings.ts';

export const DiscordSettings = z.object({
  token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'DISCORD_BOT_TOKEN is three parts with dots between'),
  /** Without a slash at its end and without a version. */
  apiUrl: z.url(),
  /** Whether the app may read messages that do not mention it, which has to be allowed in Discord's portal too. */
  readsAll: z.boolean(),
});
export type DiscordSettings = z.infer<typeof DiscordSettings>;

export const discordSettings: AdapterSettings<DiscordSettings> = {
  name: 'discord',
  title: 'Discord',
  variables: [
    {
      name: 'DISCORD_BOT_TOKEN',
      description: 'Bot token, from the app’s page under Bot',
      required: true,
      secret: true,
      example: 'MTA….GbC….xYz…',
    },
    {
      name: 'DISCORD_API_URL',
      description: 'Address of the REST interface',
      required: false,
      secret: false,
      default: 'https://discord.com/api',
    },
    {
      name: 'DISCORD_MESSAGE_CONTENT',
      description:
        '1 reads every message in its threads; needs the message content intent, on the app’s page under Bot',
      required: false,
      secret: false,
      seldom: true,
    },
  ],
  parse(environment) {
    const values = readVariables(discordSettings, environment);
    if (!values) return null;
    const url = requireSafeUrl('DISCORD_API_URL', values.DISCORD_API_URL!);
    return DiscordSettings.parse({
      token: values.DISCORD_BOT_TOKEN,
      apiUrl: url.replace(/\/+$/, ''),
      readsAll: ['1', 'true', 'yes'].includes(values.DISCORD_MESSAGE_CONTENT?.toLowerCase() ?? ''),
    });
  },
};

/** The first part of a token is the app's id. */
export function appOf(token: string): string {
  return Buffer.from(token.split('.')[0]!, 'base64url').toString('utf8');
}

/** Below Discord's own limits of a message, since escaping makes text longer: 4,000 characters, a button of 80. */
export const discordLimits: CardLimits = {
  characters: 3400,
  title: 200,
  text: 1800,
  body: 240,
  items: 40,
  choices: 20,
  label: 80,
  confirm: 1000,
};

/** In one message, those within others counted too (Discord's reference, Components V2). */
export const mostComponents = 40;
/** All text displays of one message together; enforced, and not in the reference. */
export const mostCharacters = 4000;
/** Of a select menu. */
export const mostOptions = 25;
/** Of a row. */
export const mostButtons = 5;
/** Top-level components of a modal. */
export const mostFields = 5;

/** Whether Discord lets us do what we are made for: the token, the intent, each permission, and that presses come to us. */
import { REST, Routes } from 'discord.js';
import * as z from 'zod';
import { readFault } from './client.ts';
import { inviteUrl, missingFrom } from './permissions.ts';
import type { DiscordSettings } from './settings.ts';

export type DiscordHealth = {
  ok: boolean;
  account: string | null;
  problem: string | null;
  remedy: string | null;
};

const App = z.object({
  id: z.string(),
  name: z.string(),
  flags: z.number().default(0),
  interactions_endpoint_url: z.string().nullish(),
});
const Guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

/** Allowed to every app, or to a small one; Discord's reference, resources/application. */
const contentFlags = (1 << 18) | (1 << 19);

/** Looks without connecting: a second connection would take nothing from the first, but count. Never throws. */
export async function checkDiscord(settings: DiscordSettings): Promise<DiscordHealth> {
  const rest = new REST({ api: settings.apiUrl, retries: 0, timeout: 5000 }).setToken(settings.token);
  try {
    const app = App.parse(await rest.get(Routes.currentApplication()));
    const guilds = Guilds.parse(await rest.get(Routes.userGuilds()));
    return sayApp(app, settings) ?? sayGuilds(app, guilds);
  } catch (error) {
    return sayFault(error, settings);
  }
}

const wrong = (problem: string, remedy: string): DiscordHealth => ({
  ok: false,
  account: null,
  problem,
  remedy,
});

function sayApp(app: z.infer<typeof App>, { readsAll }: DiscordSettings): DiscordHealth | null {
  if (readsAll && (app.flags & contentFlags) === 0) {
    return wrong(
      'The message content intent is not allowed to this app, and DISCORD_MESSAGE_CONTENT asks for it.',
      'Allow it on the app’s page under Bot, or remove DISCORD_MESSAGE_CONTENT.',
    );
  }
  if (!app.interactions_endpoint_url) return null;
  return wrong(
    'Discord sends commands and presses to another address, and Docket hears none of them.',
    'Empty "Interactions Endpoint URL" on the app’s page under General Information.',
  );
}

function sayGuilds({ id, name }: z.infer<typeof App>, guilds: z.infer<typeof Guilds>): DiscordHealth {
  const invite = inviteUrl(id);
  if (guilds.length === 0) return wrong(`${name} is in no server yet.`, `Let it into one at ${invite}`);
  const lacking = guilds.flatMap(({ name: guild, permissions }) => {
    const missing = missingFrom(BigInt(permissions));
    return missing.length > 0 ? [`in ${guild} ${missing.join(', ')}`] : [];
  });
  if (lacking.length > 0) {
    return wrong(
      `Discord did not grant ${lacking.join('; ')}.`,
      `Give it to the role of the bot in the server’s settings, or invite it again at ${invite}`,
    );
  }
  const account = `${name} in ${guilds.map((guild) => guild.name).join(', ')}`;
  return { ok: true, account, problem: null, remedy: null };
}

function sayFault(error: unknown, { apiUrl }: DiscordSettings): DiscordHealth {
  const fault = readFault(error);
  if (fault.kind === 'refused' && fault.status === 401) {
    return wrong(
      'Discord does not accept the token.',
      'Reset it on the app’s page under Bot, and set DISCORD_BOT_TOKEN to the new one.',
    );
  }
  if (fault.kind === 'refused' && fault.status === 429) {
    return wrong('Discord asks to slow down.', 'Try again in a minute.');
  }
  return wrong(`Discord could not be reached at ${apiUrl}.`, 'Check the network.');
}

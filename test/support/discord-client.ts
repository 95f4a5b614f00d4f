/** A bot of nothing but discord.js in the sandbox's Discord: what is tried on the sandbox goes through the real client. */
import {
  type ApplicationCommandDataResolvable,
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  Partials,
} from 'discord.js';
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from '../../src/sandbox/discord/discord.ts';

export type BareBot = { sandbox: DiscordSandbox; client: Client<true>; close(): Promise<void> };

export const everydayIntents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
];

/** Resolves when the client has seen its servers. */
export async function openBareBot(
  options: DiscordSandboxOptions = {},
  over: Partial<ClientOptions> = {},
): Promise<BareBot> {
  const sandbox = await startDiscordSandbox(options);
  const client = await logIn(sandbox, over);
  return {
    sandbox,
    client,
    async close() {
      await client.destroy();
      await sandbox.close();
    },
  };
}

export async function logIn(
  sandbox: DiscordSandbox,
  over: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: everydayIntents,
    partials: [Partials.Channel],
    rest: { api: sandbox.apiUrl },
    ...over,
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  return ready;
}

/** A command with subcommands, one for those who manage a server, and one on a message. */
export const everydayCommands: readonly ApplicationCommandDataResolvable[] = [
  {
    name: 'docket',
    description: 'Ask',
    options: [
      {
        type: 1,
        name: 'bug',
        description: 'Report',
        options: [{ type: 11, name: 'log', description: 'Log' }],
      },
      {
        type: 1,
        name: 'show',
        description: 'Show',
        options: [{ type: 3, name: 'ticket', description: 'Which', required: true, autocomplete: true }],
      },
    ],
  },
  { name: 'setup', description: 'Connect', defaultMemberPermissions: '32' },
  { name: 'Report as bug', type: 3 },
];

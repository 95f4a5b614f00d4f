/** The commands that people find in Discord: `/docket` with what it can do, and two on a message. */
import { createHash } from 'node:crypto';
import {
  type RESTPostAPIApplicationCommandsJSONBody as CommandBody,
  type APIApplicationCommandBasicOption as CommandOption,
  type REST,
  Routes,
} from 'discord.js';
import type { Shelf } from '../../ports/shelf.ts';

export const reportCommand = 'Report as bug';
export const draftCommand = 'Create tickets from this';

type Sub = { name: string; description: string; options?: CommandOption[] };

const text = (name: string, description: string, required = false): CommandOption => ({
  type: 3,
  name,
  description,
  required,
});
const ticket = (required: boolean): CommandOption => ({
  type: 3,
  name: 'ticket',
  description: 'Its number on the board, its key, or words of its title',
  autocomplete: true,
  required,
});

const subcommands: readonly Sub[] = [
  {
    name: 'ask',
    description: 'Ask or tell Docket anything in your own words',
    options: [{ ...text('question', 'What shall Docket do?', true), max_length: 3000 } as CommandOption],
  },
  {
    name: 'generate',
    description: 'Draft tickets from a document; nothing is pushed',
    options: [
      { type: 11, name: 'file', description: 'The document', required: false },
      text('document', 'The address or the name of a document'),
    ],
  },
  {
    name: 'bug',
    description: 'Report a bug',
    options: [{ type: 11, name: 'screenshot', description: 'A screenshot or a log', required: false }],
  },
  {
    name: 'incident',
    description: 'Production is down: raise an incident and alert every agent it needs',
    options: [
      text('title', 'What is down?', true),
      text('description', 'What is known, and who is affected'),
    ],
  },
  { name: 'board', description: 'Show the review board: approve, edit, push' },
  { name: 'tickets', description: 'List tickets', options: [text('status', 'For example open or approved')] },
  { name: 'show', description: 'Show a ticket', options: [ticket(true)] },
  { name: 'trace', description: 'Say why a ticket exists', options: [ticket(true)] },
  { name: 'status', description: 'Say where everything stands' },
  { name: 'sync', description: 'Bring home what changed in the tracker' },
  {
    name: 'do',
    description: 'Any command of Docket, as it is typed elsewhere',
    options: [{ ...text('command', 'For example: approve 1 2', true), autocomplete: true } as CommandOption],
  },
  { name: 'help', description: 'What can be said and done' },
  {
    name: 'link',
    description: 'For those who manage this server: let it work in a Docket workspace',
    options: [text('code', 'The code that Docket gave', true)],
  },
  {
    name: 'forum',
    description: 'For those who manage this server: offer to file posts of a forum as bugs, or stop',
    options: [{ type: 7, name: 'channel', description: 'The forum', channel_types: [15], required: true }],
  },
];

const inGuilds = { integration_types: [0], contexts: [0] };

export const commands: CommandBody[] = [
  {
    ...inGuilds,
    type: 1,
    name: 'docket',
    description: 'Documents into tickets, bugs into fixes; nothing is pushed without a click',
    options: subcommands.map(({ name, description, options = [] }) => ({
      type: 1,
      name,
      description,
      options,
    })),
  },
  { ...inGuilds, type: 3, name: reportCommand },
  { ...inGuilds, type: 3, name: draftCommand },
];

/** Only what changed is sent: Discord takes 200 a day. Throws what Discord refuses. */
export async function registerCommands({
  rest,
  app,
  shelf,
}: {
  rest: REST;
  app: string;
  shelf: Shelf;
}): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify(commands)).digest('hex');
  const key = `commands ${app}`;
  if ((await shelf.get(key)) === hash) return;
  await rest.put(Routes.applicationCommands(app), { body: commands });
  await shelf.set(key, hash);
}

/** A house that takes in nothing, as a process of its own: Discord's intake in its thread, with its journal, to be killed. */
import { startIntakeThread } from '../../src/intake-thread.ts';
import { silentLog } from '../../src/ports/log.ts';
import { createDiscordSurface } from '../../src/surfaces/discord/discord.ts';
import { discordDeps } from './discord.ts';

const [token, apiUrl, folder, key] = process.argv.slice(2) as [string, string, string, string];
const surface = createDiscordSurface(
  { token, apiUrl, readsAll: false },
  {
    ...discordDeps(),
    threads: async () => [],
    journal: () => {
      throw new Error('the thread has its own');
    },
    openIntake: (start) =>
      startIntakeThread({ room: 'discord', start }, { folder, key, flushFirst: false }, silentLog),
  },
);
await surface.start(() => new Promise(() => {}));
process.stdout.write('listens\n');

/** Discord as a surface of this house: which workspace a server works in, who is who there, and what its surface asks for. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { verbsAnsweredAside } from './answered-aside.ts';
import type { House } from './app.ts';
import { listCommands } from './catalog/load-tools.ts';
import type { Conversation } from './conversation/conversation.ts';
import { DocketError, isDocketError } from './domain/errors.ts';
import { startIntakeThread } from './intake-thread.ts';
import type { Surface } from './ports/surface.ts';
import { findThread, stopThread } from './stop-thread.ts';
import { listJournals, openSealedJournal } from './storage/journal.ts';
import type { DiscordDeps } from './surfaces/discord/desk.ts';
import { offerLink, takeLink } from './workspace/link-codes.ts';

const mostTickets = 25;

export async function openDiscord(
  house: House,
  { conversation, print }: { conversation(): Conversation | null; print(text: string): void },
): Promise<Surface> {
  const { log, clock, ids, catalog, storage, config } = house;
  const { store } = storage;
  const settings = config.discord!;
  const { createDiscordSurface } = await import('./surfaces/discord/discord.ts');
  const inGuild = (guild: string) => house.workspaceOf('discord', guild);
  const shelf = storage.memo('discord');
  const vault = vaultOf(settings.token);
  const [, { secretKey }] = vault;
  return createDiscordSurface(settings, {
    log,
    print,
    clock,
    ids,
    shelf,
    vault: storage.memo(...vault),
    knows: async (team, thread) => (await findThread(house, { surface: 'discord', team, thread })) !== null,
    stop: (team, thread, how) =>
      stopThread(house, conversation(), { surface: 'discord', team, thread, ...how }),
    aside: verbsAnsweredAside(catalog.presses),
    isLinked: async (guild) => (await inGuild(guild)) !== null,
    async link(team, { externalId: user }, code) {
      try {
        return await takeLink({ store, clock, shelf }, { surface: 'discord', team, user, code });
      } catch (error) {
        // A code that is worn out, or was never given, is answered where only whoever runs Docket reads it.
        if (isDocketError(error) && error.code === 'INVALID_INPUT') print(await sayCode(house));
        throw error;
      }
    },
    async guildOf(user) {
      for (const { team, workspaceId } of await store.chatTeams.list('discord')) {
        if (await store.members.byIdentity(workspaceId, 'discord', user)) return team;
      }
      return null;
    },
    async userOf(guild, memberId) {
      const workspaceId = await inGuild(guild);
      const members = workspaceId === null ? [] : await store.members.list(workspaceId);
      const { identities = [] } = members.find(({ id }) => id === memberId) ?? {};
      return identities.find(({ surface }) => surface === 'discord')?.externalId ?? null;
    },
    tickets: (guild, user, typed) => findTickets(house, { guild, user, typed }),
    commands: listCommands(catalog),
    hold: () => storage.hold('discord gateway'),
    ...intakeOf(house, secretKey),
  });
}

/** Beside the embedded store what comes in is kept on the disk; a server keeps it itself, so that any instance can go on. */
function intakeOf(
  { storage, config, log }: House,
  key: string,
): Pick<DiscordDeps, 'threads' | 'journal' | 'leftBeyond' | 'openIntake'> {
  const isAlone = storage.kind === 'pglite';
  const folder = join(config.core.home, 'intake', 'discord');
  const folderOf = (shard: number | string) => join(folder, String(shard));
  return {
    threads: async () => (isAlone ? storage.store.threads.names('discord') : null),
    // Sealed, since who holds the token of an interaction can answer it.
    journal: isAlone ? (shard) => openSealedJournal(folderOf(shard), key, { flushFirst: false }) : null,
    leftBeyond: (shards) =>
      listJournals(folder)
        .filter((name) => Number(name) >= shards)
        .map((name) => openSealedJournal(folderOf(name), key)),
    openIntake: (start) =>
      startIntakeThread(
        { room: 'discord', start },
        { folder: isAlone ? folderOf(start.shard.id) : null, key, flushFirst: false },
        log,
      ),
  };
}

/** Members see the tickets of their workspace; others see none. */
async function findTickets(
  { storage: { store }, workspaceOf }: House,
  { guild, user, typed }: { guild: string; user: string; typed: string },
): Promise<{ key: string; title: string }[]> {
  const workspaceId = await workspaceOf('discord', guild);
  if (workspaceId === null || !(await store.members.byIdentity(workspaceId, 'discord', user))) return [];
  const words = typed.split(/\s+/).filter(Boolean);
  const tickets = await store.tickets.list(workspaceId, {});
  return tickets
    .filter(({ key, title }) => words.every((word) => `${key} ${title}`.toLowerCase().includes(word)))
    .slice(-mostTickets)
    .toReversed();
}

/** A key of its own for each token: what is kept is worth nothing without it, and nothing after another has come. */
function vaultOf(token: string): [namespace: string, options: { secretKey: string }] {
  const secretKey = createHash('sha256').update(`docket vault ${token}`).digest('base64');
  const name = createHash('sha256').update(secretKey).digest('hex').slice(0, 12);
  return [`discord ${name}`, { secretKey }];
}

/** How to go on from the terminal, once it listens. */
export async function sayDiscord(house: House): Promise<string> {
  const { storage, workspace } = house;
  const guilds = await storage.store.chatTeams.list('discord');
  if (guilds.some(({ workspaceId }) => workspaceId === workspace.id)) {
    return 'Docket listens in Discord. Mention it, or use /docket.';
  }
  return `Docket listens in Discord. ${await sayCode(house)}`;
}

async function sayCode({ storage, workspace }: House): Promise<string> {
  const members = await storage.store.members.list(workspace.id);
  const owner = members.find(({ roles }) => roles.includes('owner'));
  const offer = { surface: 'discord', workspaceId: workspace.id, memberId: owner?.id ?? null };
  const code = await offerLink(storage.memo('discord'), offer);
  return `Let your server work with it: enter there, as somebody who may manage it, within a day:\n  /docket link code:${code}`;
}

export function refuseDiscord(cause: unknown): never {
  if (cause instanceof DocketError) throw cause;
  throw new DocketError('CONFIG_INVALID', {
    message: 'Discord could not be reached.',
    remedy: 'Check the network, and DISCORD_API_URL where it is set.',
    cause,
  });
}

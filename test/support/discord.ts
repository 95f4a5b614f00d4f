/** Discord as a surface at work, over discord.js and the sandbox, and the person in front of it. */
import { createIdSource } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Inbound } from '../../src/ports/surface.ts';
import {
  type DiscordSandbox,
  type DiscordSandboxOptions,
  startDiscordSandbox,
} from '../../src/sandbox/discord/discord.ts';
import { type DiscordMessage, ids } from '../../src/sandbox/discord/world.ts';
import type { DiscordDeps } from '../../src/surfaces/discord/desk.ts';
import { createDiscordSurface } from '../../src/surfaces/discord/discord.ts';
import { nameThread } from '../../src/surfaces/discord/place.ts';
import type { SurfaceStage } from '../contracts/surface.ts';
import { keepInMemory } from './slack.ts';

export type DiscordStage = SurfaceStage & {
  sandbox: DiscordSandbox;
  deps: DiscordDeps;
  /** What `accept` does besides, for example to fail. */
  onAccept(handle: (event: Inbound) => Promise<void>): void;
};

/** Everything a person reads of a message, its buttons among it. */
export function readDiscordText({ components, content, attachments }: DiscordMessage): string {
  const said: string[] = [content, ...attachments.map(({ name }) => name)];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if ((key === 'content' || key === 'label') && typeof one === 'string') said.push(one);
      else walk(one);
    }
  };
  walk(components);
  return said.join(' ').replaceAll('\\', '');
}

/** What a surface needs and no test looks at. */
export function discordDeps(): DiscordDeps {
  return {
    log: silentLog,
    print: () => {},
    clock: systemClock,
    ids: createIdSource(() => Date.now()),
    shelf: keepInMemory(),
    vault: keepInMemory(),
    knows: async () => false,
    aside: new Set(),
    isLinked: async (guild) => guild === ids.guild,
    link: async ({ name }) => `${name} works here now.`,
    guildOf: async (user) => (user === ids.gus ? null : ids.guild),
    userOf: async () => null,
    tickets: async () => [],
    commands: [],
    stop: async () => {},
    hold: async () => true,
    threads: async () => null,
    journal: null,
    answerWithinMs: 400,
  };
}

export async function openDiscord(
  over: Partial<DiscordDeps> = {},
  options: DiscordSandboxOptions = {},
): Promise<DiscordStage> {
  const now = () => (over.clock ?? systemClock).now();
  const sandbox = await startDiscordSandbox({ ackMs: 2000, now, ...options });
  const events: Inbound[] = [];
  let handle = async (_event: Inbound): Promise<void> => {};
  const { token, apiUrl, people } = sandbox;
  const root = sandbox.world.nextId();
  const thread = await people.openThread(`Talk ${root}`);
  const name = nameThread({ guild: ids.guild, channel: ids.general, thread: thread.id });
  const deps = { ...discordDeps(), knows: async (_guild: string, known: string) => known === name, ...over };
  const surface = createDiscordSurface({ token, apiUrl, readsAll: false }, deps);
  await surface.start(async (event) => {
    await handle(event);
    events.push(event);
  });
  const mine = () => sandbox.world.messages.filter(({ author }) => author === sandbox.world.bot.id);
  const until = async (count: number) => {
    for (let tries = 0; events.length < count && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 10));
  };
  return {
    surface,
    sandbox,
    deps,
    thread: name,
    actor: { externalId: ids.ana, name: 'Ana' },
    events,
    onAccept: (next) => {
      handle = next;
    },
    shown: () => mine().map(readDiscordText).join('\n'),
    async say(text) {
      const before = events.length;
      await people.say(`<@${sandbox.world.bot.id}> ${text}`, { channel: thread.id });
      await until(before + 1);
    },
    async press(label) {
      const isThere = JSON.stringify(sandbox.ours(thread.id).at(-1)?.components).includes(
        `"label":"${label}"`,
      );
      if (!isThere) await people.press('Review');
      await people.press(label);
    },
    async fill(values) {
      await people.press('Save');
      const before = events.length;
      await people.submit(values);
      await until(before + 1);
    },
    files: () =>
      mine().flatMap(({ attachments }) =>
        attachments.map(({ name: file, bytes }) => ({ name: file, text: bytes.toString('utf8') })),
      ),
    async close() {
      await surface.stop();
      await sandbox.close();
    },
  };
}

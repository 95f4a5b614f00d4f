/** A room of Slack or Discord in which people work with the real program, told alike for both. */
import { expect } from 'vitest';
import { labelsOf as discordLabels } from '../../src/sandbox/discord/pressable.ts';
import { readDiscordText } from './discord.ts';
import { openDiscordScene } from './discord-scene.ts';
import { readMessageText } from './slack.ts';
import { openSlackScene, labelsOf as slackLabels } from './slack-scene.ts';

export type Shown = { id: string; text: string; labels: string[] };

export type WorkRoom = {
  /** Everything that Docket shows in public, as it is now, in the order in which it came. */
  shown(): Shown[];
  say(text: string): Promise<unknown>;
  press(label: string, on: Shown): Promise<unknown>;
  /** What the platform refused of it. */
  refused(): string[];
  /** Asks the program to end; throws for another exit code than 0. */
  stop(): Promise<void>;
  close(): Promise<void>;
};

/** Of Discord's JSON error codes. */
const unknownChannel = 10_003;

const patience = { timeout: 90_000, interval: 150 };

export const openRoom: Record<
  'Slack' | 'Discord',
  (environment: Record<string, string>) => Promise<WorkRoom>
> = {
  async Slack(environment) {
    const scene = await openSlackScene({ environment });
    const { room, people, calls } = scene.slack;
    return {
      shown: () =>
        room.messages
          .filter(({ user, ephemeralTo }) => user === room.bot.id && ephemeralTo === null)
          .map((one) => ({ id: one.ts, text: readMessageText(one), labels: slackLabels(one) })),
      say: (text) => people.say(`<@${room.bot.id}> ${text}`),
      press: (label, { id: ts }) => people.press(label, { ts }),
      refused: () =>
        calls().flatMap(({ method, reply }) => (reply?.ok === false ? [`${method} ${reply.error}`] : [])),
      stop: scene.stop,
      close: scene.close,
    };
  },
  async Discord(environment) {
    const scene = await openDiscordScene({ environment });
    const { world, people } = scene.discord;
    return {
      shown: () =>
        world.messages
          .filter(({ author, ephemeralTo }) => author === world.bot.id && ephemeralTo === null)
          .map((one) => ({
            id: one.id,
            text: readDiscordText(one),
            labels: labelsBehind(discordLabels(one)),
          })),
      say: (text) => people.say(`<@${world.bot.id}> ${text}`),
      async press(label, { id }) {
        const message = world.messages.find((one) => one.id === id)!;
        if (discordLabels(message).includes(label)) return people.press(label, { message });
        // A row has place for one button, and the others are behind it, for whoever presses it.
        const before = world.messages.length;
        await people.press('Open', { message });
        const find = () => world.messages.slice(before).find((one) => discordLabels(one).includes(label));
        await expect.poll(find, patience).toBeDefined();
        return people.press(label, { message: find()! });
      },
      // A thread that is not there yet is made when Discord says so.
      refused: () =>
        scene.discord
          .refused()
          .filter(({ code }) => code !== unknownChannel)
          .map((one) => JSON.stringify(one)),
      stop: scene.stop,
      close: scene.close,
    };
  },
};

function labelsBehind(labels: string[]): string[] {
  return labels.includes('Open') ? [...labels, 'Done'] : labels;
}

/** The latest that says this, also one to come. */
export async function says(room: WorkRoom, pattern: RegExp): Promise<Shown> {
  const find = () => room.shown().findLast(({ text }) => pattern.test(text));
  await expect.poll(find, patience).toBeDefined();
  return find()!;
}

export async function press(room: WorkRoom, label: string): Promise<void> {
  const find = () => room.shown().findLast(({ labels }) => labels.includes(label));
  await expect.poll(find, patience).toBeDefined();
  await room.press(label, find()!);
}

/** Says Done to every step that waits for a person, until `pattern` is said; gives how often. */
export async function carryThrough(room: WorkRoom, pattern: RegExp): Promise<number> {
  const pressed = new Set<string>();
  const waiting = () =>
    room
      .shown()
      .find(
        ({ id, text, labels }) =>
          labels.includes('Done') && /for a person/.test(text) && !pressed.has(`${id} ${text}`),
      );
  const isOver = () => room.shown().some(({ text }) => pattern.test(text));
  for (;;) {
    await expect.poll(() => isOver() || waiting() !== undefined, patience).toBe(true);
    const next = waiting();
    if (!next) return pressed.size;
    pressed.add(`${next.id} ${next.text}`);
    await room.press('Done', next);
  }
}

/** Slack as a surface at work, over the real clients and the sandbox, and the person in front of it. */
import { createIdSource } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Shelf } from '../../src/ports/shelf.ts';
import type { Inbound } from '../../src/ports/surface.ts';
import type { SlackMessage } from '../../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import type { SlackDeps } from '../../src/surfaces/slack/desk.ts';
import { nameThread } from '../../src/surfaces/slack/place.ts';
import { createSlackSurface } from '../../src/surfaces/slack/slack.ts';
import type { SurfaceStage } from '../contracts/surface.ts';

export type SlackStage = SurfaceStage & {
  sandbox: SlackSandbox;
  stopped: string[];
  deps: SlackDeps;
  /** What `accept` does besides, for example to fail. */
  onAccept(handle: (event: Inbound) => Promise<void>): void;
};

/** Everything a person reads of a message, its buttons among it. */
export function readMessageText(message: SlackMessage): string {
  const said: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if (key === 'text' && typeof one === 'string') said.push(one);
      else walk(one);
    }
  };
  walk(message.blocks);
  return message.blocks.length > 0 ? said.join(' ') : message.text;
}

/** What a surface needs and no test looks at. */
export function slackDeps(): SlackDeps {
  return {
    log: silentLog,
    clock: systemClock,
    ids: createIdSource(() => Date.now()),
    shelf: keepInMemory(),
    vault: null,
    welcome: async () => {},
    knows: async () => false,
    threads: async () => null,
    aside: new Set(),
    journal: null,
    stop: async () => {},
    answerWithinMs: 400,
    reconnectMs: 300,
  };
}

export async function openSlack(
  over: Partial<SlackDeps> = {},
  { ackMs = 1000 }: { ackMs?: number } = {},
): Promise<SlackStage> {
  const sandbox = await startSlackSandbox({ ackMs });
  const events: Inbound[] = [];
  const stopped: string[] = [];
  let handle = async (_event: Inbound): Promise<void> => {};
  const channel = 'C0GENERAL';
  const rootTs = sandbox.room.nextTs();
  const thread = nameThread({ team: sandbox.room.team, channel, threadTs: rootTs });
  const { botToken, appToken, apiUrl } = sandbox;
  const deps: SlackDeps = {
    ...slackDeps(),
    knows: async (_team, name) => name === thread,
    stop: async (_team, name) => void stopped.push(name),
    ...over,
  };
  const surface = createSlackSurface(
    { access: { to: 'one', botToken }, delivery: { by: 'socket', appToken }, apiUrl },
    deps,
  );
  await surface.start(async (event) => {
    await handle(event);
    events.push(event);
  });
  const { people } = sandbox;
  const mine = () => sandbox.room.messages.filter(({ user }) => user === sandbox.room.bot.id);
  return {
    surface,
    sandbox,
    thread,
    actor: { externalId: 'U0ANA', name: 'Ana' },
    events,
    stopped,
    deps,
    onAccept: (next) => {
      handle = next;
    },
    shown: () => mine().map(readMessageText).join('\n'),
    say: async (text) => void (await people.say(text, { threadTs: rootTs })),
    press: async (label) => void (await people.press(label)),
    async fill(values) {
      await people.press('Save');
      await people.submit(values);
    },
    files: () =>
      [...sandbox.room.files.values()].map(({ name, bytes }) => ({ name, text: bytes.toString('utf8') })),
    async close() {
      await surface.stop();
      await sandbox.close();
    },
  };
}

/** A shelf as the database keeps one: what comes back is a copy. */
export function keepInMemory(): Shelf {
  const kept = new Map<string, string>();
  return {
    async get(key) {
      const found = kept.get(key);
      return found === undefined ? undefined : JSON.parse(found);
    },
    set: async (key, value) => kept.set(key, JSON.stringify(value)),
    delete: async (key) => kept.delete(key),
  };
}

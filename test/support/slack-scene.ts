/** Docket in Slack as it runs at a team's: the real program, one or several of it, between a Slack and a Linear on loopback. */
import { expect } from 'vitest';
import type { LinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import type { SlackMessage } from '../../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import { linearEnvironment, newWorkplace, type Running, type Workplace } from './child-program.ts';
import { readMessageText } from './slack.ts';

export type SlackScene = {
  slack: SlackSandbox;
  linear: LinearSandbox;
  workplace: Workplace;
  /** Ends each process with SIGKILL and starts it again, one after the other. */
  killAll(): Promise<void>;
  /** Asks each to end and waits; throws for another exit code than 0. */
  stop(): Promise<void>;
  /** The first message of ours that says this, also one to come. */
  says(pattern: RegExp): Promise<SlackMessage>;
  /** How many messages of ours say this now. */
  count(pattern: RegExp): number;
  /** The message as it is now. */
  now(message: Pick<SlackMessage, 'ts'>): SlackMessage;
  /** Of its REST API, where Slack calls over HTTP. */
  address(): string;
  close(): Promise<void>;
};

export type SceneOptions = {
  /** On one database; 1 when absent. */
  processes?: number;
  databaseUrl?: string;
  /** Slack calls, instead of being called. */
  overHttp?: boolean;
  /** Besides what points it at Slack and Linear. */
  environment?: Record<string, string>;
  /** Before the first process starts. */
  prepare?(workplace: Workplace): Promise<void>;
};

const signingSecret = 'what Slack signs with';
/** How fast it acknowledges is for a bench to say: here the machine may be busy. */
const patienceMs = 60_000;

export async function openSlackScene(options: SceneOptions = {}): Promise<SlackScene> {
  const { processes = 1, databaseUrl, overHttp = false } = options;
  const [slack, linear] = [await startSlackSandbox({ ackMs: 30_000 }), await startLinearSandbox()];
  const { botToken, appToken, apiUrl } = slack;
  const workplace = newWorkplace({
    ...linearEnvironment(linear),
    SLACK_BOT_TOKEN: botToken,
    SLACK_API_URL: apiUrl,
    ...(overHttp
      ? { SLACK_SIGNING_SECRET: signingSecret, DOCKET_HTTP_PORT: '0' }
      : { SLACK_APP_TOKEN: appToken }),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...options.environment,
  });
  for (const [user, slackId] of [
    ['Ana', 'U0ANA'],
    ['Ben', 'U0BEN'],
  ] as const) {
    await workplace.run(['member', 'add', '--user', user, '--slack', slackId, '--role', 'owner']);
  }
  await options.prepare?.(workplace);
  let address = '';
  const start = async (): Promise<Running> => {
    const running = workplace.start(['serve'], { timeoutMs: 600_000 });
    await running.until(/listens in Slack/, patienceMs);
    if (!overHttp) return running;
    const said = await running.until(/listens at (\S+)\./, patienceMs);
    address = /listens at (\S+)\./.exec(said)![1]!;
    slack.deliverTo({ url: `${address}/slack/events`, signingSecret });
    return running;
  };
  const running: Running[] = [];
  for (let at = 0; at < processes; at++) running.push(await start());
  const ours = () => slack.room.messages.filter(({ user }) => user === slack.room.bot.id);
  return {
    slack,
    linear,
    workplace,
    address: () => address,
    async killAll() {
      for (const [at, one] of running.entries()) {
        one.kill('SIGKILL');
        await one.ended;
        running[at] = await start();
      }
    },
    async stop() {
      for (const one of running) one.kill('SIGTERM');
      const ends = await Promise.all(running.map(({ ended }) => ended));
      const wrong = ends.find(({ code }) => code !== 0);
      if (wrong) throw new Error(`Docket ended with ${wrong.code}: ${wrong.stderr}`);
    },
    says: (pattern) =>
      slack.until((one) => one.user === slack.room.bot.id && pattern.test(readMessageText(one)), patienceMs),
    count: (pattern) => ours().filter((one) => pattern.test(readMessageText(one))).length,
    now: ({ ts }) => slack.room.messages.find((one) => one.ts === ts)!,
    async close() {
      await workplace.remove();
      await slack.close();
      await linear.close();
    },
  };
}

/** A message may take as long to change as to come: the machine may be busy. */
const soon = { timeout: patienceMs, interval: 100 };

/** What a person does, and what they see of it. */
export type SceneStep = [what: string, deed: (scene: SlackScene) => Promise<void>];

/** Plays all of it, with what comes between two steps; a failure names its step and what was said last. */
export async function playScene(
  scene: SlackScene,
  steps: readonly SceneStep[],
  between: () => Promise<void> = async () => {},
): Promise<void> {
  for (const [what, deed] of steps) {
    await deed(scene).catch((cause) => {
      const said = scene.slack.room.messages.slice(-6).map(readMessageText).join('\n');
      throw new Error(`${what}: ${cause.message}\n${said}`, { cause });
    });
    await between();
  }
  // No answer was left as the message it was opened with, and Slack refused nothing.
  await expect.poll(() => scene.count(/^On it …$/), soon).toBe(0);
  const refused = scene.slack.calls().filter(({ reply }) => reply?.ok === false);
  expect(refused.map(({ method, reply }) => `${method} ${reply?.error}`)).toEqual([]);
}

/** Waits until the message reads so. */
export function reads(scene: SlackScene, ts: string, pattern: RegExp): Promise<void> {
  return expect.poll(() => readMessageText(scene.now({ ts })), soon).toMatch(pattern);
}

/** Presses the button whose label is this, once it is there; gives the label. */
export async function pressOn(
  scene: SlackScene,
  label: RegExp,
  { ts, user = 'U0ANA' }: { ts: string; user?: string },
): Promise<string> {
  const find = () => labelsOf(scene.now({ ts })).find((one) => label.test(one)) ?? '';
  await expect.poll(find, soon).not.toBe('');
  const found = find();
  await scene.slack.people.press(found, { ts, user });
  return found;
}

/** What the buttons of a message say. */
export function labelsOf({ blocks }: SlackMessage): string[] {
  const rows = blocks.filter(({ type }) => type === 'actions');
  return rows.flatMap((row) =>
    (row.elements as { text?: { text: string } }[]).flatMap(({ text }) => text?.text ?? []),
  );
}

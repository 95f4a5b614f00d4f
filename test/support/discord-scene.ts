/** Docket in Discord and Slack at once as it runs at a team's: the real program between both and a GitHub, all on loopback. */
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/discord.ts';
import { type DiscordMessage, ids } from '../../src/sandbox/discord/world.ts';
import { type GithubSandbox, startGithubSandbox } from '../../src/sandbox/github/github.ts';
import type { SlackMessage } from '../../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import { newWorkplace, type Running, type Workplace } from './child-program.ts';
import { readDiscordText } from './discord.ts';
import { readMessageText } from './slack.ts';

export type DiscordScene = {
  discord: DiscordSandbox;
  slack: SlackSandbox;
  github: GithubSandbox;
  workplace: Workplace;
  /** Ends the program with SIGKILL and starts it again. */
  kill(): Promise<void>;
  /** Asks it to end and waits; throws for another exit code than 0. */
  stop(): Promise<void>;
  /** The first message of ours there that says this, also one to come; one that is edited until it does counts. */
  saysInDiscord(pattern: RegExp): Promise<DiscordMessage>;
  saysInSlack(pattern: RegExp): Promise<SlackMessage>;
  close(): Promise<void>;
};

/** How fast it answers is for a bench to say: here the machine may be busy. */
const patienceMs = 120_000;

/** Ana owns the workspace and is in both; Ben is a member of it in Discord alone. */
export async function openDiscordScene({
  environment = {},
}: {
  environment?: Record<string, string>;
} = {}): Promise<DiscordScene> {
  const discord = await startDiscordSandbox({ ackMs: 30_000 });
  const slack = await startSlackSandbox({ ackMs: 30_000 });
  const github = await startGithubSandbox();
  const workplace = newWorkplace({
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    GITHUB_TOKEN: github.token,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_API_URL: github.url,
    ...environment,
  });
  await workplace.run(['member', 'add', '--user', 'Ana', '--slack', 'U0ANA', '--role', 'owner']);
  await workplace.run(['member', 'link', '--user', 'Ana', '--discord', ids.ana]);
  await workplace.run(['member', 'add', '--user', 'Ben', '--discord', ids.ben]);
  await workplace.run(['team', 'link', '--discord', ids.guild]);
  const start = async (): Promise<Running> => {
    const started = workplace.start(['serve'], { timeoutMs: 600_000 });
    await started.until(/listens in Discord/, patienceMs);
    return started;
  };
  let running = await start();
  return {
    discord,
    slack,
    github,
    workplace,
    async kill() {
      running.kill('SIGKILL');
      await running.ended;
      running = await start();
    },
    async stop() {
      running.kill('SIGTERM');
      const { code, stderr } = await running.ended;
      if (code !== 0) throw new Error(`Docket ended with ${code}: ${stderr}`);
    },
    saysInDiscord: (pattern) =>
      discord.until(
        (one) => one.author === discord.world.bot.id && pattern.test(readDiscordText(one)),
        patienceMs,
      ),
    saysInSlack: (pattern) =>
      slack.until((one) => one.user === slack.room.bot.id && pattern.test(readMessageText(one)), patienceMs),
    async close() {
      await workplace.remove();
      await discord.close();
      await slack.close();
      await github.close();
    },
  };
}

/** The stand-ins of all trackers, and of a chat: how each is started, and how Docket is pointed at it. */
import { join } from 'node:path';
import type { SandboxTrackers, ServiceName } from './adapters.ts';
import type { Log } from './ports/log.ts';

type StartOptions = {
  port?: number;
  stateFile?: string;
  /** Docket's server, which is told what happens where the sandbox can tell. */
  webhooksTo?: string;
};

/** One that is up. */
type Running<Name extends ServiceName> = {
  title: string;
  /** Where people see its issues. */
  url: string;
  settings: Awaited<ReturnType<SandboxTrackers[Name]>>;
  /** What points another Docket at it. */
  environment: Record<string, string>;
  close(): Promise<void>;
};

/** Each throws what opening its port or its state file throws. */
export const startSandbox: {
  [Name in ServiceName]: (options: StartOptions) => Promise<Running<Name>>;
} = {
  async linear(options) {
    const { startLinearSandbox } = await import('./sandbox/linear/linear.ts');
    const webhookUrl = options.webhooksTo && `${options.webhooksTo}/webhooks/linear`;
    const started = await startLinearSandbox({ ...options, webhookUrl });
    const { url, apiUrl, apiKey, webhookSecret, close } = started;
    return {
      title: 'Linear',
      url,
      settings: { apiKey, apiUrl, team: 'ENG', project: null, webhookSecret, sandbox: true },
      environment: {
        LINEAR_API_KEY: apiKey,
        LINEAR_TEAM: 'ENG',
        LINEAR_API_URL: apiUrl,
        LINEAR_WEBHOOK_SECRET: webhookSecret,
      },
      close,
    };
  },
  async github(options) {
    const { startGithubSandbox } = await import('./sandbox/github/github.ts');
    const webhookUrl = options.webhooksTo && `${options.webhooksTo}/webhooks/github`;
    const started = await startGithubSandbox({ ...options, webhookUrl });
    const { url, token, repository: fullName, webhookSecret, close } = started;
    const [owner = '', repository = ''] = fullName.split('/');
    return {
      title: 'GitHub',
      url,
      settings: { auth: { token }, owner, repository, apiUrl: url, webhookSecret, sandbox: true },
      environment: {
        GITHUB_TOKEN: token,
        GITHUB_REPOSITORY: fullName,
        GITHUB_API_URL: url,
        GITHUB_WEBHOOK_SECRET: webhookSecret,
      },
      close,
    };
  },
  async jira(options) {
    const { startJiraSandbox } = await import('./sandbox/jira/jira.ts');
    const webhookUrl = options.webhooksTo && `${options.webhooksTo}/webhooks/jira`;
    const started = await startJiraSandbox({ ...options, webhookUrl });
    const { url, email, apiToken, project, webhookSecret, close } = started;
    const account = { host: url, apiUrl: url, email, apiToken };
    return {
      title: 'Jira',
      url,
      settings: { ...account, project, issueType: null, webhookSecret, sandbox: true },
      environment: {
        JIRA_HOST: url,
        JIRA_EMAIL: email,
        JIRA_API_TOKEN: apiToken,
        JIRA_PROJECT: project,
        JIRA_WEBHOOK_SECRET: webhookSecret,
      },
      close,
    };
  },
};

/** A Discord to talk in with a browser. Throws what opening its port throws. */
export async function startChatSandbox(port: number) {
  const { startDiscordSandbox } = await import('./sandbox/discord/discord.ts');
  const { url, apiUrl, token, close } = await startDiscordSandbox({ port });
  return {
    title: 'Discord',
    url,
    environment: { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: apiUrl },
    /** How one begins there. */
    next: 'Ana owns the server there. Be her, and enter the /docket link that Docket prints when it serves.',
    close,
  };
}

/** Started when first asked for, each with its state in a file of its own in `home`. */
export function createSandboxes(
  { home, webhooksTo }: { home: string; webhooksTo?: string | undefined },
  log: Log,
): { trackers: SandboxTrackers; close(): Promise<void> } {
  const running = new Map<ServiceName, Promise<Running<ServiceName>>>();
  const settingsOf = async <Name extends ServiceName>(name: Name): Promise<Running<Name>['settings']> => {
    const stateFile = join(home, `sandbox-${name}.jsonl`);
    const known = running.get(name) ?? startSandbox[name]({ stateFile, webhooksTo });
    running.set(name, known as Promise<Running<ServiceName>>);
    known.catch(() => running.delete(name));
    const { title, url, settings } = (await known) as Running<Name>;
    log.info(`the sandbox ${title} is up`, { url });
    return settings;
  };
  return {
    trackers: {
      linear: () => settingsOf('linear'),
      github: () => settingsOf('github'),
      jira: () => settingsOf('jira'),
    },
    async close() {
      for (const one of running.values()) await (await one).close();
    },
  };
}

/** Every tracker by name: its settings at once, its code only when it is opened. */
import { DocketError } from './domain/errors.ts';
import { modelSettings } from './models/settings.ts';
import { type OutsideSettings, outsideSettings } from './outside-agents/settings.ts';
import type { CodeHost } from './ports/code-host.ts';
import type { Log } from './ports/log.ts';
import type { AdapterSettings, Environment } from './ports/settings.ts';
import type { Tracker, TrackerName, Trackers } from './ports/tracker.ts';
import type { ReadWebhook } from './ports/webhook.ts';
import { type DiscordSettings, discordSettings } from './surfaces/discord/settings.ts';
import { type SlackSettings, slackSettings } from './surfaces/slack/settings.ts';
import { type GithubSettings, githubSettings } from './trackers/github/settings.ts';
import { type JiraSettings, jiraSettings } from './trackers/jira/settings.ts';
import { type LinearSettings, linearSettings } from './trackers/linear/settings.ts';

export type { DiscordSettings, GithubSettings, JiraSettings, LinearSettings, OutsideSettings, SlackSettings };
export { discordSettings, modelSettings, outsideSettings, slackSettings };

type SettingsOf = { linear: LinearSettings; github: GithubSettings; jira: JiraSettings };
/** A tracker with a service behind it, in the order people are offered them. */
export type ServiceName = keyof SettingsOf;

type Adapter<Settings> = {
  settings: AdapterSettings<Settings>;
  open(settings: Settings, log: Log): Promise<Tracker>;
  webhook(secret: string): Promise<ReadWebhook>;
};

const adapters: { [Name in ServiceName]: Adapter<SettingsOf[Name]> } = {
  linear: {
    settings: linearSettings,
    open: async (settings, log) =>
      (await import('./trackers/linear/linear.ts')).createLinearTracker(settings, { log }),
    webhook: async (secret) => (await import('./trackers/linear/webhook.ts')).createLinearWebhook(secret),
  },
  github: {
    settings: githubSettings,
    open: async (settings, log) =>
      (await import('./trackers/github/github.ts')).createGithubTracker(settings, { log }),
    webhook: async (secret) => (await import('./trackers/github/webhook.ts')).createGithubWebhook(secret),
  },
  jira: {
    settings: jiraSettings,
    open: async (settings, log) =>
      (await import('./trackers/jira/jira.ts')).createJiraTracker(settings, { log }),
    webhook: async (secret) => (await import('./trackers/jira/webhook.ts')).createJiraWebhook(secret),
  },
};

const services = Object.keys(adapters) as ServiceName[];

/** What `docket doctor`, `.env.example` and the configuration read, in that order. */
export const adapterSettings: readonly AdapterSettings<unknown>[] = [
  ...services.map((name) => adapters[name].settings),
  slackSettings,
  discordSettings,
  modelSettings,
  outsideSettings,
];

/** Null: not connected. */
export type TrackerConfig = { [Name in ServiceName]: SettingsOf[Name] | null };

/** Throws CONFIG_INVALID as the adapters' settings do. */
export function readTrackers(environment: Environment): TrackerConfig {
  const parsed = services.map((name) => [name, adapters[name].settings.parse(environment)]);
  return Object.fromEntries(parsed) as TrackerConfig;
}

/** Settings that point a tracker at its own stand-in; started when first asked for. */
export type SandboxTrackers = { [Name in ServiceName]: () => Promise<SettingsOf[Name]> };

type Deps = { sandbox: SandboxTrackers };
type Wish = TrackerConfig & { forceSandbox: boolean };

/** The repository of code agents may read: GitHub's, where it is configured and no sandbox is forced; else null. */
export async function openCodeHost({ github, forceSandbox }: Wish): Promise<CodeHost | null> {
  if (github === null || forceSandbox) return null;
  return (await import('./trackers/github/code.ts')).createGithubCode(github);
}

/** With none configured, or where the sandbox is forced, each has its stand-in. */
function connect(config: Wish, { sandbox }: Deps) {
  const configured = services.filter((name) => config[name] !== null);
  const useSandbox = config.forceSandbox || configured.length === 0;
  return {
    configured,
    useSandbox,
    names: useSandbox ? services : configured,
    settingsOf: async <Name extends ServiceName>(name: Name): Promise<SettingsOf[Name]> =>
      useSandbox ? await sandbox[name]() : (config[name] as SettingsOf[Name]),
  };
}

/** What tells a tracker's webhooks genuine; null for one that is off or shares no secret with us. */
export function createWebhookReaders(
  config: Wish,
  deps: Deps,
): (source: TrackerName) => Promise<ReadWebhook | null> {
  const { names, settingsOf } = connect(config, deps);
  return async (source) => {
    const name = names.find((one) => one === source);
    if (name === undefined) return null;
    const { webhookSecret } = (await settingsOf(name)) as { webhookSecret?: string | null };
    return webhookSecret ? adapters[name].webhook(webhookSecret) : null;
  };
}

/** Those that are connected, or all as sandboxes; `local` is always there. */
export function createTrackers(config: Wish, deps: Deps & { log: Log }): Trackers {
  const { configured, useSandbox, names, settingsOf } = connect(config, deps);
  const opened = new Map<TrackerName, Promise<Tracker>>();
  const start = async (name: ServiceName | 'local'): Promise<Tracker> => {
    if (name === 'local') return (await import('./trackers/local/local.ts')).createLocalTracker();
    const adapter = adapters[name] as Adapter<unknown>;
    return adapter.open(await settingsOf(name), deps.log);
  };
  const open = (name: ServiceName | 'local'): Promise<Tracker> => {
    const known = opened.get(name) ?? start(name);
    opened.set(name, known);
    known.catch(() => opened.delete(name));
    return known;
  };
  const usable = [...names, 'local' as const];
  return {
    names: () => usable.map((name) => ({ name, sandbox: useSandbox && name !== 'local' })),
    supported: () => ['local', ...services],
    preferred: () => (configured.length > 1 ? null : (configured[0] ?? 'linear')),
    async open(name) {
      const wanted = name.toLowerCase();
      const found = usable.find((one) => one === wanted);
      if (found) return open(found);
      throw services.some((one) => one === wanted)
        ? notConnected(wanted as ServiceName, usable)
        : noTracker(name, usable);
    },
  };
}

function notConnected(name: ServiceName, usable: readonly string[]): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: `${adapters[name].settings.title} is not connected to this workspace. Nothing was pushed.`,
    remedy: `Push to ${listOr(usable)} instead, or connect it with: docket init`,
  });
}

function noTracker(name: string, usable: readonly string[]): DocketError {
  return new DocketError('UNSUPPORTED_PLATFORM', {
    message: `"${name}" is no tracker that Docket knows. Nothing was pushed.`,
    remedy: `Use ${listOr(usable)}.`,
  });
}

function listOr(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

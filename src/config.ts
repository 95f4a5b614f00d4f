/** Every setting, read once and frozen; the only reader of the environment. */
import { loadEnvFile } from 'node:process';
import * as z from 'zod';
import {
  adapterSettings,
  type DiscordSettings,
  discordSettings,
  modelSettings,
  type OutsideSettings,
  outsideSettings,
  readTrackers,
  type SlackSettings,
  slackSettings,
  type TrackerConfig,
} from './adapters.ts';
import { type ServerSettings, serverSettings, settingsOfService } from './api/settings.ts';
import { DocketError } from './domain/errors.ts';
import type { AdapterSettings, Environment } from './ports/settings.ts';

const CoreSettings = z.object({
  home: z.string(),
  databaseUrl: z.string().nullable(),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
  timeZone: z.string(),
  forceSandbox: z.boolean(),
  fetchUrls: z.boolean(),
  /** What secrets are kept with; null: a key of the home’s own. */
  secretKey: z.string().nullable(),
  /** Addresses of one’s own networks may be told what happens. */
  webhooksToPrivate: z.boolean(),
});
export type CoreSettings = z.infer<typeof CoreSettings>;

export const coreSettings: AdapterSettings<CoreSettings> = {
  name: 'core',
  title: 'Docket',
  variables: [
    {
      name: 'DOCKET_HOME',
      description: 'Folder of the embedded store',
      required: false,
      secret: false,
      default: '.docket',
    },
    {
      name: 'DATABASE_URL',
      description: 'Postgres server to use instead of the embedded store',
      required: false,
      secret: true,
      example: 'postgres://user:password@host/database',
    },
    {
      name: 'DOCKET_LOG_LEVEL',
      description: 'debug, info, warn, error or silent; logs go to stderr',
      required: false,
      secret: false,
      default: 'error',
    },
    {
      name: 'DOCKET_TIME_ZONE',
      description: 'Time zone of dates and ticket keys, e.g. Europe/Berlin; the machine’s own when absent',
      required: false,
      secret: false,
    },
    {
      name: 'DOCKET_SANDBOX',
      description: '1 uses the sandbox trackers even where a real one is configured',
      required: false,
      secret: false,
    },
    {
      name: 'DOCKET_FETCH_URLS',
      description: '1 lets people name a document by a public https address',
      required: false,
      secret: false,
    },
    {
      name: 'DOCKET_SECRET_KEY',
      description:
        'Key with which tokens and secrets are kept: 32 random bytes, as `openssl rand -base64 32` prints them; made in DOCKET_HOME when absent',
      required: false,
      secret: true,
      seldom: true,
    },
    {
      name: 'DOCKET_WEBHOOKS_TO_PRIVATE',
      description: '1 lets webhooks go to addresses of your own networks, also over http',
      required: false,
      secret: false,
      seldom: true,
    },
  ],
  parse(environment) {
    const given = (name: string) => environment[name]?.trim() || undefined;
    return {
      home: given('DOCKET_HOME') ?? '.docket',
      databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
      logLevel: readLogLevel(given('DOCKET_LOG_LEVEL') ?? 'error'),
      timeZone: readTimeZone(given('DOCKET_TIME_ZONE')),
      forceSandbox: isOn(given('DOCKET_SANDBOX')),
      fetchUrls: isOn(given('DOCKET_FETCH_URLS')),
      secretKey: readSecretKey(given('DOCKET_SECRET_KEY')),
      webhooksToPrivate: isOn(given('DOCKET_WEBHOOKS_TO_PRIVATE')),
    };
  },
};

/** Everything that can be set, for `docket doctor`, `docket init` and `.env.example`. */
export const allSettings: readonly AdapterSettings<unknown>[] = [
  coreSettings,
  serverSettings,
  ...adapterSettings,
];

export type Config = Readonly<{
  core: CoreSettings;
  /** Null: nothing listens. */
  server: ServerSettings | null;
  trackers: TrackerConfig;
  /** Null: Slack is off. */
  slack: SlackSettings | null;
  /** Null: Discord is off. */
  discord: DiscordSettings | null;
  model: ReturnType<typeof modelSettings.parse>;
  /** Null: every agent is Docket's own. */
  agents: OutsideSettings | null;
  /** The terminal wants no colour (https://no-color.org). */
  noColor: boolean;
}>;

/** Reads `.env` beside the program's working folder where there is one; variables that are set already win. */
export function readEnvironment(): Environment {
  try {
    loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadableEnvFile();
  }
  return process.env;
}

/**
 * `serves`: for what listens also where no port is set. Throws CONFIG_INVALID in a whole sentence for a value that cannot be
 * used or an adapter that is half set up.
 */
export function readConfig(environment: Environment, { serves = false } = {}): Config {
  const server = serves ? settingsOfService(environment) : serverSettings.parse(environment);
  const slack = slackSettings.parse(environment);
  const agents = outsideSettings.parse(environment);
  if (slack && server === null && needsServer(slack)) throw deaf();
  if (agents && agents.callbackUrl === null && server === null) throw deafToAgents();
  return Object.freeze({
    core: coreSettings.parse(environment)!,
    server,
    trackers: readTrackers(environment),
    slack,
    discord: discordSettings.parse(environment),
    model: modelSettings.parse(environment),
    agents,
    noColor: Boolean(environment.NO_COLOR),
  });
}

/** Pages to install on are the server's; deliveries may come to a port of their own. */
function needsServer({ delivery, access }: NonNullable<Config['slack']>): boolean {
  return delivery.by === 'http' && (delivery.own === undefined || access.to === 'many');
}

function isOn(text: string | undefined): boolean {
  return ['1', 'true', 'yes'].includes(text?.toLowerCase() ?? '');
}

function readSecretKey(text: string | undefined): string | null {
  if (text === undefined || Buffer.from(text, 'base64').length === 32) return text ?? null;
  throw invalid('DOCKET_SECRET_KEY is not 32 bytes as base64.', 'Make one with: openssl rand -base64 32');
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw invalid('DATABASE_URL is not a Postgres address.', 'Write postgres://user:password@host/database.');
}

function readLogLevel(text: string): CoreSettings['logLevel'] {
  const level = CoreSettings.shape.logLevel.safeParse(text.toLowerCase());
  if (level.success) return level.data;
  throw invalid(`DOCKET_LOG_LEVEL is "${text}".`, 'Use debug, info, warn, error or silent.');
}

function readTimeZone(text: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', text ? { timeZone: text } : {}).resolvedOptions().timeZone;
  } catch {
    throw invalid(
      `DOCKET_TIME_ZONE is "${text}", which is no time zone.`,
      'Write one like Europe/Berlin or UTC.',
    );
  }
}

function deaf(): DocketError {
  return invalid(
    'Slack is to call Docket over HTTP, and nothing listens.',
    'Set DOCKET_HTTP_PORT too, or SLACK_APP_TOKEN, with which Docket calls Slack instead.',
  );
}

function deafToAgents(): DocketError {
  return invalid(
    'Agents of your own are to answer over HTTP, and nothing listens.',
    'Set DOCKET_HTTP_PORT too, or DOCKET_AGENT_CALLBACK_URL where another process of Docket listens.',
  );
}

function invalid(message: string, remedy: string): DocketError {
  return new DocketError('CONFIG_INVALID', { message, remedy });
}

function unreadableEnvFile(): DocketError {
  return invalid('The file .env cannot be read.', 'Make it a readable text file, or remove it.');
}

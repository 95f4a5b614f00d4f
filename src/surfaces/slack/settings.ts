/** What switches Slack on, how its deliveries come, whose tokens are used, and how much one of its messages takes. */
import * as z from 'zod';
import type { CardLimits } from '../../cards/fit.ts';
import { DocketError } from '../../domain/errors.ts';
import {
  type AdapterSettings,
  namesGiven,
  requireAll,
  requireSafeUrl,
  valuesOf,
} from '../../ports/settings.ts';

/** By socket, Slack is called and nothing here has to be reachable; by HTTP, Slack calls and signs each request. */
const Delivery = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('socket'),
    appToken: z.string().startsWith('xapp-', 'SLACK_APP_TOKEN begins with xapp-'),
  }),
  z.object({
    by: z.literal('http'),
    signingSecret: z.string().min(1),
    /** Where deliveries are listened for beside the house; on the house's own server when absent. */
    own: z.object({ host: z.string(), port: z.int().min(1).max(65_535) }).optional(),
  }),
]);

/** Of one workspace of Slack, whose token is given; or of many, each of which installs the app for itself. */
const Access = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('one'),
    botToken: z.string().startsWith('xoxb-', 'SLACK_BOT_TOKEN begins with xoxb-'),
  }),
  z.object({
    to: z.literal('many'),
    clientId: z.string(),
    clientSecret: z.string(),
    /** 32 bytes as base64, with which the tokens of installations are kept. */
    secretKey: z.string(),
    /** Where people are sent to allow the installation. */
    authorizeUrl: z.url(),
    /** Slack workspaces that may install; null for any that Slack lets. */
    teams: z.array(z.string()).nullable(),
  }),
]);

export const SlackSettings = z.object({
  delivery: Delivery,
  access: Access,
  /** Ends with a slash. */
  apiUrl: z.url(),
});
export type SlackSettings = z.infer<typeof SlackSettings>;

const forMany = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'DOCKET_SECRET_KEY'];

export const slackSettings: AdapterSettings<SlackSettings> = {
  name: 'slack',
  title: 'Slack',
  variables: [
    {
      name: 'SLACK_BOT_TOKEN',
      description: 'Bot token, from the app’s page under OAuth & Permissions',
      required: true,
      secret: true,
      example: 'xoxb-…',
    },
    {
      name: 'SLACK_APP_TOKEN',
      description: 'App-level token with connections:write, from the app’s page under Basic Information',
      required: true,
      secret: true,
      example: 'xapp-…',
    },
    {
      name: 'SLACK_SIGNING_SECRET',
      description:
        'In the place of the app-level token: Slack calls DOCKET_HTTP_PORT under /slack/events and signs with this',
      required: false,
      secret: true,
      seldom: true,
    },
    {
      name: 'SLACK_HTTP_PORT',
      description:
        'With the signing secret: a port for Slack alone, which answers in time however busy Docket is; its proxy sends /slack/events there',
      required: false,
      secret: false,
      seldom: true,
    },
    {
      name: 'SLACK_CLIENT_ID',
      description:
        'In the place of the bot token, with the three below: several workspaces of Slack install the app',
      required: false,
      secret: false,
      seldom: true,
    },
    {
      name: 'SLACK_CLIENT_SECRET',
      description: 'Secret of that client, from the app’s page under Basic Information',
      required: false,
      secret: true,
      seldom: true,
    },
    {
      name: 'SLACK_TEAMS',
      description: 'Ids of the workspaces that may install, with commas; any that Slack lets when absent',
      required: false,
      secret: false,
      seldom: true,
    },
    {
      name: 'SLACK_API_URL',
      description: 'Address of the Web API',
      required: false,
      secret: false,
      default: 'https://slack.com/api/',
    },
    {
      name: 'SLACK_AUTHORIZE_URL',
      description: 'Address of the page on which people allow the app',
      required: false,
      secret: false,
      seldom: true,
      default: 'https://slack.com/oauth/v2/authorize',
    },
  ],
  parse(environment) {
    const given = namesGiven(slackSettings, environment);
    if (given.length === 0) return null;
    const isForMany = forMany.some((name) => given.includes(name));
    const isByHttp =
      isForMany || (given.includes('SLACK_SIGNING_SECRET') && !given.includes('SLACK_APP_TOKEN'));
    if (isForMany) refuseBoth(given);
    const secretKey = environment.DOCKET_SECRET_KEY?.trim();
    requireAll(
      'Slack',
      [...given, ...(secretKey ? ['DOCKET_SECRET_KEY'] : [])],
      [...(isForMany ? forMany : ['SLACK_BOT_TOKEN']), isByHttp ? 'SLACK_SIGNING_SECRET' : 'SLACK_APP_TOKEN'],
    );
    const values: Record<string, string | undefined> = {
      ...valuesOf(slackSettings, environment),
      DOCKET_SECRET_KEY: secretKey,
    };
    const url = requireSafeUrl('SLACK_API_URL', values.SLACK_API_URL!);
    return SlackSettings.parse({
      delivery: isByHttp
        ? { by: 'http', signingSecret: values.SLACK_SIGNING_SECRET, ...readOwn(values, environment) }
        : { by: 'socket', appToken: values.SLACK_APP_TOKEN },
      access: isForMany ? readMany(values) : { to: 'one', botToken: values.SLACK_BOT_TOKEN },
      apiUrl: url.endsWith('/') ? url : `${url}/`,
    });
  },
};

function readOwn(
  { SLACK_HTTP_PORT: port }: Record<string, string | undefined>,
  { DOCKET_HTTP_HOST: host }: Record<string, string | undefined>,
) {
  if (port === undefined) return {};
  if (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)
    return { own: { host: host?.trim() || '127.0.0.1', port: Number(port) } };
  throw new DocketError('CONFIG_INVALID', {
    message: `SLACK_HTTP_PORT is "${port}", which is no port.`,
    remedy: 'Give a number from 1 to 65535 that nothing else listens on, such as 3031, or remove it.',
  });
}

function readMany(values: Record<string, string | undefined>) {
  const secretKey = values.DOCKET_SECRET_KEY!;
  if (Buffer.from(secretKey, 'base64').length !== 32) {
    throw new DocketError('CONFIG_INVALID', {
      message: 'DOCKET_SECRET_KEY is not 32 bytes as base64.',
      remedy: 'Make one with: openssl rand -base64 32',
    });
  }
  return {
    to: 'many',
    clientId: values.SLACK_CLIENT_ID,
    clientSecret: values.SLACK_CLIENT_SECRET,
    secretKey,
    authorizeUrl: requireSafeUrl('SLACK_AUTHORIZE_URL', values.SLACK_AUTHORIZE_URL!),
    teams: values.SLACK_TEAMS?.split(/[\s,]+/).filter(Boolean) ?? null,
  };
}

/** One workspace by its token or many by installation, over HTTP: the two are not mixed. */
function refuseBoth(given: readonly string[]): void {
  const other = given.filter((name) => name === 'SLACK_BOT_TOKEN' || name === 'SLACK_APP_TOKEN');
  if (other.length === 0) return;
  throw new DocketError('CONFIG_INVALID', {
    message: 'Slack is set up twice: for one workspace by its token, and for several that install the app.',
    remedy: `Remove ${other.join(' and ')}, or ${forMany.filter((name) => given.includes(name)).join(' and ')}.`,
  });
}

/**
 * Below Slack's own limits of a message (50 blocks, about 13,200 characters before `msg_blocks_too_long`, a button of 75,
 * a header of 150, a dialogue of 300), so that what is added around a card still fits.
 */
export const slackLimits: CardLimits = {
  characters: 11_000,
  title: 145,
  text: 2900,
  body: 600,
  items: 100,
  choices: 20,
  label: 75,
  confirm: 300,
};

export const mostBlocks = 50;
/** Slack refuses a message at about 13,200. */
export const mostCharacters = 13_000;
/** Rows of one `data_table` block, its head among them. */
export const mostTableRows = 101;
export const mostTableColumns = 20;

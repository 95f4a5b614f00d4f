/** What switches Slack on, and how much one of its messages takes. */
import * as z from 'zod';
import type { CardLimits } from '../../cards/fit.ts';
import { type AdapterSettings, readVariables, requireSafeUrl } from '../../ports/settings.ts';

export const SlackSettings = z.object({
  botToken: z.string().startsWith('xoxb-', 'SLACK_BOT_TOKEN begins with xoxb-'),
  /** For Socket Mode: Slack is called, and nothing here has to be reachable from outside. */
  appToken: z.string().startsWith('xapp-', 'SLACK_APP_TOKEN begins with xapp-'),
  /** Ends with a slash. */
  apiUrl: z.url(),
});
export type SlackSettings = z.infer<typeof SlackSettings>;

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
      name: 'SLACK_API_URL',
      description: 'Address of the Web API',
      required: false,
      secret: false,
      default: 'https://slack.com/api/',
    },
  ],
  parse(environment) {
    const values = readVariables(slackSettings, environment);
    if (values === null) return null;
    const url = requireSafeUrl('SLACK_API_URL', values.SLACK_API_URL!);
    return SlackSettings.parse({
      botToken: values.SLACK_BOT_TOKEN,
      appToken: values.SLACK_APP_TOKEN,
      apiUrl: url.endsWith('/') ? url : `${url}/`,
    });
  },
};

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
/** Rows of one `table` block, its head among them. */
export const mostTableRows = 100;
export const mostTableColumns = 20;

/** Whether Slack lets us do what we are made for: both tokens, and each scope that the manifest asks for. */
import { WebClient } from '@slack/web-api';
import { createClients, readFault, silent } from './clients.ts';
import type { SlackSettings } from './settings.ts';

export type SlackHealth = {
  ok: boolean;
  account: string | null;
  problem: string | null;
  remedy: string | null;
};

/** What people would miss without it. */
const needs: Record<string, string> = {
  'app_mentions:read': 'being mentioned',
  'channels:history': 'replies in threads of public channels',
  'groups:history': 'replies in threads of private channels',
  'im:history': 'direct messages',
  'im:write': 'answers in person where it is not in the channel',
  'chat:write': 'answering at all',
  commands: '/docket',
  'files:read': 'documents dropped into a thread',
  'files:write': 'exports',
  'users:read': 'telling members from guests',
};

/** Never throws: what is wrong is an answer. */
export async function checkSlack(settings: SlackSettings): Promise<SlackHealth> {
  try {
    const { interactive } = createClients(settings);
    const who = await interactive.auth.test();
    const granted = who.response_metadata?.scopes ?? [];
    const missing = Object.keys(needs).filter((scope) => !granted.includes(scope));
    if (missing.length > 0) return sayMissing(missing);
    await openConnection(settings);
    return { ok: true, account: `${who.user} in ${who.team}`, problem: null, remedy: null };
  } catch (error) {
    return sayFault(error, settings);
  }
}

/** Asks where to connect, and does not: a second connection would take deliveries from the first. */
async function openConnection({ appToken, apiUrl }: SlackSettings): Promise<void> {
  const once = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 5000, logger: silent };
  const client = new WebClient(appToken, once);
  await client.apps.connections.open({});
}

function sayMissing(missing: readonly string[]): SlackHealth {
  const named = missing.map((scope) => `${scope} (${needs[scope]})`).join(', ');
  return {
    ok: false,
    account: null,
    problem: `Slack did not grant ${named}.`,
    remedy: 'Give the app the scopes of manifest.json under OAuth & Permissions, and install it again.',
  };
}

function sayFault(error: unknown, { apiUrl }: SlackSettings): SlackHealth {
  const fault = readFault(error);
  const wrong = { ok: false, account: null };
  if (fault.kind === 'refused' && /auth|token/.test(fault.error)) {
    const problem = `Slack does not accept a token: ${fault.error}.`;
    return {
      ...wrong,
      problem,
      remedy: 'Copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN anew from the app’s pages.',
    };
  }
  if (fault.kind === 'refused') {
    const problem = `Slack refuses the connection: ${fault.error}.`;
    return {
      ...wrong,
      problem,
      remedy: 'Turn Socket Mode on, and give the app-level token connections:write.',
    };
  }
  if (fault.kind === 'busy') {
    return { ...wrong, problem: 'Slack asks to slow down.', remedy: 'Try again in a minute.' };
  }
  return { ...wrong, problem: `Slack could not be reached at ${apiUrl}.`, remedy: 'Check the network.' };
}

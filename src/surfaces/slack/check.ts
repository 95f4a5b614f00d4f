/** Whether Slack lets us do what we are made for: both tokens, and each scope that the manifest asks for. */
import { WebClient } from '@slack/web-api';
import { createClients, readFault, silent } from './clients.ts';
import { scopes, scopeUses } from './scopes.ts';
import type { SlackSettings } from './settings.ts';

export type SlackHealth = {
  ok: boolean;
  account: string | null;
  problem: string | null;
  remedy: string | null;
};

/** With `installed` the teams that installed the app, where it has no token of its own. Never throws. */
export async function checkSlack(
  settings: SlackSettings,
  installed: readonly { name: string; token: string | null }[] = [],
): Promise<SlackHealth> {
  const { access, delivery, apiUrl } = settings;
  try {
    if (access.to === 'many') return await checkInstalled(settings, installed);
    const { account, missing } = await askWho(access.botToken, apiUrl);
    if (missing.length > 0) return sayMissing(missing);
    if (delivery.by === 'socket') await openConnection(delivery.appToken, apiUrl);
    const by = delivery.by === 'socket' ? '' : `, over HTTP at ${sayWhere(delivery)}`;
    return { ok: true, account: `${account}${by}`, problem: null, remedy: null };
  } catch (error) {
    return sayFault(error, settings);
  }
}

function sayWhere({ own }: Extract<SlackSettings['delivery'], { by: 'http' }>): string {
  return own ? `${own.host}:${own.port}/slack/events` : '/slack/events';
}

async function askWho(token: string, apiUrl: string): Promise<{ account: string; missing: string[] }> {
  const who = await createClients(token, apiUrl).interactive.auth.test();
  const granted = who.response_metadata?.scopes ?? [];
  return {
    account: `${who.user} in ${who.team}`,
    missing: scopes.filter((scope) => !granted.includes(scope)),
  };
}

async function checkInstalled(
  settings: SlackSettings,
  installed: readonly { name: string; token: string | null }[],
): Promise<SlackHealth> {
  const present = installed.filter(({ token }) => token !== null);
  for (const { name, token } of present) {
    const answer = await askWho(token!, settings.apiUrl).catch((error) => sayFault(error, settings));
    if ('problem' in answer) return { ...answer, problem: `${name}: ${answer.problem}` };
    if (answer.missing.length > 0) {
      const said = sayMissing(answer.missing);
      return { ...said, problem: `${name}: ${said.problem}` };
    }
  }
  const names = present.map(({ name }) => name).join(', ');
  const account = names ? `installed in ${names}` : 'installed nowhere yet; begin at /slack/install';
  return { ok: true, account, problem: null, remedy: null };
}

/** Asks where to connect, and does not: a second connection would take deliveries from the first. */
async function openConnection(appToken: string, apiUrl: string): Promise<void> {
  const once = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: 5000, logger: silent };
  const client = new WebClient(appToken, once);
  await client.apps.connections.open({});
}

function sayMissing(missing: readonly string[]): SlackHealth {
  const named = missing.map((scope) => `${scope} (${scopeUses[scope]})`).join(', ');
  return {
    ok: false,
    account: null,
    problem: `Slack did not grant ${named}.`,
    remedy: 'Give the app the scopes of manifest.json under OAuth & Permissions, and install it again.',
  };
}

function sayFault(error: unknown, { apiUrl, access }: SlackSettings): SlackHealth {
  const fault = readFault(error);
  const wrong = { ok: false, account: null };
  if (fault.kind === 'refused' && /auth|token/.test(fault.error)) {
    const problem = `Slack does not accept a token: ${fault.error}.`;
    return {
      ...wrong,
      problem,
      remedy:
        access.to === 'one'
          ? 'Copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN anew from the app’s pages.'
          : 'Install the app there again, at /slack/install.',
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

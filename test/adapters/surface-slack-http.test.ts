/** Slack over HTTP: genuine requests only, each once; and workspaces that install the app for themselves. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import type { Inbound, Surface } from '../../src/ports/surface.ts';
import { sign } from '../../src/sandbox/slack/http-deliveries.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import type { SlackDeps } from '../../src/surfaces/slack/desk.ts';
import type { SlackSettings } from '../../src/surfaces/slack/settings.ts';
import { createSlackSurface } from '../../src/surfaces/slack/slack.ts';
import { keepInMemory, slackDeps } from '../support/slack.ts';

const signingSecret = 'a signing secret';
const client = { clientId: '12.34', clientSecret: 'a client secret' };

let slack: SlackSandbox;
let surface: Surface;
let server: Server;
let url: string;
let events: Inbound[];
let handle: () => Promise<void>;

/** On a port of its own, beside the house. */
async function serveApart(): Promise<void> {
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { apiUrl, botToken } = slack;
  const delivery = { by: 'http', signingSecret, own: { host: '127.0.0.1', port } } as const;
  surface = createSlackSurface({ access: { to: 'one', botToken }, delivery, apiUrl }, slackDeps());
  slack.deliverTo({ url: `${url}/slack/events`, signingSecret });
}

/** The surface's routes on a server of their own, as the house serves them. */
async function serve(settings: Pick<SlackSettings, 'access'>, over: Partial<SlackDeps> = {}): Promise<void> {
  const { apiUrl } = slack;
  const delivery = { by: 'http', signingSecret } as const;
  surface = createSlackSurface({ ...settings, delivery, apiUrl }, { ...slackDeps(), ...over });
  server.on('request', (request, response) => {
    const path = request.url!.split('?')[0];
    const route = surface.routes!.find((one) => one.path === path && one.method === request.method);
    if (route) route.serve(request, response);
    else response.writeHead(404).end();
  });
  slack.deliverTo({ url: `${url}/slack/events`, signingSecret });
}

const start = () =>
  surface.start(async (event) => {
    await handle();
    events.push(event);
  });

beforeEach(async () => {
  slack = await startSlackSandbox({ ackMs: 2000 });
  events = [];
  handle = async () => {};
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await surface.stop();
  server.closeAllConnections();
  server.close();
  await slack.close();
});

async function post(body: string, over: { at?: number; secret?: string; type?: string } = {}) {
  const timestamp = String(Math.floor((over.at ?? Date.now()) / 1000));
  const headers = {
    'content-type': over.type ?? 'application/json',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(over.secret ?? signingSecret, timestamp, body),
  };
  return fetch(`${url}/slack/events`, { method: 'POST', headers, body });
}

describe('Slack over HTTP', () => {
  beforeEach(() => serve({ access: { to: 'one', botToken: slack.botToken } }));

  it('are heard on a port of their own, which is free again at the end', async () => {
    await serveApart();
    expect(surface.routes).toEqual([]);
    for (let round = 1; round <= 2; round++) {
      await start();
      await slack.people.say('<@U0DOCKET> hello');
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(round);
      const body = new Blob(['{}'], { type: 'application/json' });
      expect((await fetch(`${url}/slack/events`, { method: 'POST', body })).status).toBe(401);
      await surface.stop();
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  it('takes messages, presses, dialogues and commands, and knows a redelivery', async () => {
    await start();
    const ts = await slack.people.say('<@U0DOCKET> hello');
    await slack.people.sayAgain();
    expect(new Set(events.map(({ eventId }) => eventId))).toEqual(new Set([`C0GENERAL:${ts}`]));
    await surface.post(`T0SANDBOX/C0GENERAL/${ts}`, {
      ...drawNoticeCard('One ticket.'),
      choices: [{ label: 'Approve', action: formatAction('approve', '', 'all', 1) }],
    });
    await slack.people.press('Approve');
    await slack.people.slash('tickets');
    const [press, command] = events.slice(-2);
    expect(press).toMatchObject({ kind: 'choice', tenant: 'T0SANDBOX' });
    expect(command).toMatchObject({ kind: 'message', text: '/docket tickets' });
  });

  it('is asked again for what it could not store, and before it has started', async () => {
    await expect(slack.people.say('<@U0DOCKET> early')).rejects.toThrow('503');
    await start();
    handle = async () => {
      throw new Error('the disk is full');
    };
    await expect(slack.people.say('<@U0DOCKET> hello')).rejects.toThrow('500');
    handle = async () => {};
    await slack.people.sayAgain();
    expect(events).toHaveLength(1);
  });

  it('answers the question whether the address is ours', async () => {
    await start();
    const answer = await post(JSON.stringify({ type: 'url_verification', challenge: 'abc' }));
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('abc')]);
  });

  it('refuses what is unsigned, signed by another, changed, old, or no request of Slack', async () => {
    await start();
    const body = JSON.stringify({ type: 'event_callback', team_id: 'T0SANDBOX', event: { type: 'message' } });
    const old = Date.now() - 5 * 60_000 - 5000;
    const answers = [
      await fetch(`${url}/slack/events`, { method: 'POST', body }),
      await post(body, { secret: 'another' }),
      await post(body, { at: old }),
      await post('{"type":', {}),
      await post('x'.repeat(5 * 1024 * 1024)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 400, 413]);
    expect((await post(body)).status).toBe(200);
    expect(events).toEqual([]);
  });
});

describe('Slack for several workspaces', () => {
  const secretKey = randomBytes(32).toString('base64');
  let welcomed: string[];
  let vault: ReturnType<typeof keepInMemory>;
  let oauth: ReturnType<SlackSandbox['offer']>;

  beforeEach(async () => {
    welcomed = [];
    vault = keepInMemory();
    oauth = slack.offer({ ...client, redirectUrl: `${url}/slack/oauth_redirect` });
    const access = { to: 'many', ...client, secretKey, authorizeUrl: oauth.url, teams: null } as const;
    await serve(
      { access },
      {
        vault,
        async welcome({ id }) {
          if (id === 'T0REFUSED') {
            throw new DocketError('FORBIDDEN', { message: 'Not here.', remedy: 'Ask the owner.' });
          }
          welcomed.push(id);
        },
      },
    );
    await start();
  });

  /** As a browser goes: the install page, Slack's page, and back, with the cookie that came first. */
  async function install(how: { cookie?: string } = {}): Promise<Response> {
    const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
    const allowed = await fetch(begun.headers.get('location')!, { redirect: 'manual' });
    const cookie = how.cookie ?? begun.headers.get('set-cookie')!.split(';')[0]!;
    lastRedirect = allowed.headers.get('location')!;
    return fetch(lastRedirect, { headers: { cookie } });
  }
  let lastRedirect = '';

  it('installs each once, works in each with its own token, and greets who installed it', async () => {
    const other = slack.addTeam('T0OTHER');
    expect((await install()).status).toBe(200);
    oauth.chooseTeam('T0OTHER', 'U0EXTERN');
    const second = await install();
    expect(await second.text()).toContain('It is in Other now');
    expect(welcomed).toEqual(['T0SANDBOX', 'T0OTHER']);
    const ts = await other.people.say('<@U0DOCKET> hello', { user: 'U0EXTERN' });
    await slack.people.say('<@U0DOCKET> hello');
    expect(events.map(({ tenant }) => tenant)).toContain('T0OTHER');
    await surface.post(`T0OTHER/C0GENERAL/${ts}`, drawNoticeCard('Only here.'));
    expect(other.room.messages.at(-1)).toMatchObject({ user: 'U0DOCKET', threadTs: ts });
    expect(JSON.stringify(slack.room.messages)).not.toContain('Only here.');
    const greeted = other.room.messages.filter(({ channel }) => channel === 'D0EXTERN');
    expect(greeted).toHaveLength(1);
  });

  it('takes a state once, from the browser that began, and a team that is let in', async () => {
    expect((await install({ cookie: '' })).status).toBe(400);
    expect((await install()).status).toBe(200);
    expect((await fetch(lastRedirect)).status).toBe(400);
    slack.addTeam('T0REFUSED');
    oauth.chooseTeam('T0REFUSED', 'U0ANA');
    const refused = await install();
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Ask the owner.')]);
    expect(await vault.get('team T0REFUSED')).toBeUndefined();
  });

  it('belongs in a shared channel to the team that installed it, not to the one who writes', async () => {
    await install();
    await slack.people.say('<@U0DOCKET> hello', { user: 'U0EXTERN' });
    expect(events[0]).toMatchObject({ tenant: 'T0SANDBOX', actor: { externalId: 'U0EXTERN' } });
  });

  it('forgets a team that takes the app away, and leaves alone one that never had it', async () => {
    await install();
    await slack.people.uninstall();
    await slack.people.say('<@U0DOCKET> hello');
    const stranger = slack.addTeam('T0STRANGER');
    await stranger.people.say('<@U0DOCKET> hello');
    expect(events).toEqual([]);
    expect(await vault.get('team T0SANDBOX')).toBeUndefined();
    expect((await install()).status).toBe(200);
    await slack.people.say('<@U0DOCKET> hello again');
    expect(events[0]).toMatchObject({ tenant: 'T0SANDBOX' });
  });
});

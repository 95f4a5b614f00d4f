/** The first run for several workspaces of Slack, through the real program: installed, greeted, at work apart, and taken away. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { People } from '../../src/sandbox/slack/people.ts';
import type { Room } from '../../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import { newWorkplace, type Running, type Workplace } from '../support/child-program.ts';
import { readMessageText } from '../support/slack.ts';

const client = { clientId: '12.34', clientSecret: 'a client secret' };
const signingSecret = 'what Slack signs with';
const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;

deep('several workspaces of Slack', () => {
  let slack: SlackSandbox;
  let workplace: Workplace;
  let docket: Running;
  let url: string;
  let oauth: ReturnType<SlackSandbox['offer']>;
  let other: { room: Room; people: People };
  const port = 20_000 + Math.floor(Math.random() * 20_000);

  beforeAll(async () => {
    slack = await startSlackSandbox({ ackMs: 30_000 });
    other = slack.addTeam('T0OTHER');
    url = `http://127.0.0.1:${port}`;
    oauth = slack.offer({ ...client, redirectUrl: `${url}/slack/oauth_redirect` });
    workplace = newWorkplace({
      SLACK_CLIENT_ID: client.clientId,
      SLACK_CLIENT_SECRET: client.clientSecret,
      SLACK_SIGNING_SECRET: signingSecret,
      DOCKET_SECRET_KEY: randomBytes(32).toString('base64'),
      SLACK_API_URL: slack.apiUrl,
      SLACK_AUTHORIZE_URL: oauth.url,
      DOCKET_HTTP_PORT: String(port),
    });
    await start();
  });
  afterAll(async () => {
    await workplace.remove();
    await slack.close();
  });

  async function start(): Promise<void> {
    docket = workplace.start(['serve'], { timeoutMs: 400_000 });
    await docket.until(/listens at/, 60_000);
    slack.deliverTo({ url: `${url}/slack/events`, signingSecret });
  }

  async function install(team: string, user: string): Promise<string> {
    oauth.chooseTeam(team, user);
    const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
    const allowed = await fetch(begun.headers.get('location')!, { redirect: 'manual' });
    const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
    return (await fetch(allowed.headers.get('location')!, { headers: { cookie } })).text();
  }

  const says = async (room: Room, pattern: RegExp) => {
    const read = () => room.messages.filter(({ user }) => user === room.bot.id).map(readMessageText);
    await expect.poll(() => read().join('\n'), { timeout: 60_000, interval: 100 }).toMatch(pattern);
  };

  it('install, are greeted, draft each for itself, and go on after a restart until one takes the app away', async () => {
    expect(await install('T0SANDBOX', 'U0ANA')).toContain('It is in Sandbox now');
    expect(await install('T0OTHER', 'U0EXTERN')).toContain('It is in Other now');
    await says(slack.room, /Docket is installed, and you own its workspace/);
    await says(other.room, /Docket is installed, and you own its workspace/);
    await slack.people.say('<@U0DOCKET> /docket feature Export invoices | As CSV');
    await says(slack.room, /FEAT-\d+-001/);
    docket.kill('SIGKILL');
    await docket.ended;
    await start();
    await other.people.say('<@U0DOCKET> /docket list', { user: 'U0EXTERN' });
    await says(other.room, /\S/);
    await slack.people.say('<@U0DOCKET> /docket list');
    await says(slack.room, /Export invoices[\s\S]*Export invoices/);
    expect(JSON.stringify(other.room.messages)).not.toContain('Export invoices');
    await slack.people.say('<@U0DOCKET> /docket list', { user: 'U0BEN' });
    await says(slack.room, /is not a member of this workspace yet/);
    await other.people.uninstall();
    const before = other.room.messages.length;
    await other.people.say('<@U0DOCKET> /docket list', { user: 'U0EXTERN' });
    expect(other.room.messages.slice(before).filter(({ user }) => user === 'U0DOCKET')).toEqual([]);
    docket.kill('SIGTERM');
    expect((await docket.ended).code).toBe(0);
    const { stdout } = await workplace.run(['doctor']);
    expect(stdout).toMatch(/Surface slack +installed in Sandbox\n/);
    expect(stdout).not.toContain(client.clientSecret);
    const added = await workplace.run([
      'member',
      'add',
      '--user',
      'Ben',
      '--slack',
      'U0BEN',
      '--team',
      'T0SANDBOX',
    ]);
    expect(added.stdout).toContain('Ben is a member now');
    const refused = await workplace.run(['team', 'link', '--slack', 'T0OTHER']);
    expect(refused.stderr).toContain('works in another workspace already');
    expect((await workplace.run(['team', 'link', '--slack', 'T0THIRD'])).stdout).toContain(
      'T0THIRD works in',
    );
  }, 300_000);
});

/** What `docket doctor` says of Discord: each missing permission and intent, and what keeps commands from coming. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/discord.ts';
import { bits } from '../../src/sandbox/discord/permissions.ts';
import { checkDiscord } from '../../src/surfaces/discord/check.ts';
import { inviteUrl, permissions } from '../../src/surfaces/discord/permissions.ts';

let sandbox: DiscordSandbox;
beforeAll(async () => {
  sandbox = await startDiscordSandbox();
});
afterAll(() => sandbox.close());

const check = (over: object = {}) => {
  const { token, apiUrl } = sandbox;
  return checkDiscord({ token, apiUrl, readsAll: false, ...over });
};

it('is content where everything is granted', async () => {
  expect(await check()).toMatchObject({ ok: true, account: 'Docket in Sandbox, Other', problem: null });
});

it('names each permission that a server does not grant, and what it is for', async () => {
  sandbox.deny('SEND_MESSAGES_IN_THREADS');
  sandbox.deny('ATTACH_FILES');
  const { ok, problem, remedy } = await check();
  expect(ok).toBe(false);
  expect(problem).toBe(
    'Discord did not grant in Sandbox Send Messages in Threads (answering in threads), Attach Files (exports, and the files of reports); in Other Send Messages in Threads (answering in threads), Attach Files (exports, and the files of reports).',
  );
  expect(remedy).toContain(inviteUrl(sandbox.world.bot.id));
  sandbox.grant('SEND_MESSAGES_IN_THREADS');
  sandbox.grant('ATTACH_FILES');
  expect(await check()).toMatchObject({ ok: true });
});

it('asks for bits that Discord calls so', () => {
  const names = { 'View Channels': 'VIEW_CHANNEL' } as Record<string, string>;
  for (const { name, bit } of permissions) {
    const key = names[name] ?? name.toUpperCase().replaceAll(' ', '_');
    expect(bits[key as keyof typeof bits], name).toBe(bit);
  }
});

it('says that an intent is asked for and not allowed, and that a token is no longer good', async () => {
  const { problem, remedy } = await check({ readsAll: true });
  expect(problem).toMatch(/message content intent is not allowed/);
  expect(remedy).toMatch(/under Bot, or remove DISCORD_MESSAGE_CONTENT/);
  sandbox.world.portal.messageContent = true;
  expect(await check({ readsAll: true })).toMatchObject({ ok: true });
  expect((await check({ token: 'a.b.c' })).problem).toBe('Discord does not accept the token.');
  expect((await check({ apiUrl: 'http://127.0.0.1:9' })).problem).toMatch(/could not be reached/);
});

it('offers the invitation where the bot is in no server', async () => {
  for (const guild of sandbox.world.guilds.keys()) sandbox.people.remove(guild);
  const { problem, remedy } = await check();
  expect(problem).toBe('Docket is in no server yet.');
  expect(remedy).toMatch(/client_id=\d+&scope=bot\+applications\.commands&permissions=\d+$/);
});

/** The page of the sandbox's Discord, and what programs have people do there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DiscordSandbox, startDiscordSandbox } from '../../src/sandbox/discord/discord.ts';
import { ids } from '../../src/sandbox/discord/world.ts';

let sandbox: DiscordSandbox;
beforeAll(async () => {
  sandbox = await startDiscordSandbox();
});
afterAll(() => sandbox.close());

async function act(deed: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${sandbox.url}/_sandbox/do`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(deed),
  });
  return (await response.json()) as Record<string, unknown>;
}

function sendForm(fields: Record<string, string>, origin = sandbox.url): Promise<Response> {
  const body = new URLSearchParams(fields);
  return fetch(`${sandbox.url}/_talk`, { method: 'POST', redirect: 'manual', headers: { origin }, body });
}

it('has people write and post, by their names, and says what they cannot do', async () => {
  const said = await act({ do: 'say', user: 'ben', channel: '#engineering', text: 'hello' });
  expect(said).toMatchObject({ author: ids.ben, channel: ids.engineering, content: 'hello' });
  const { thread } = await act({ do: 'post', title: 'Blank page', text: 'It is blank', tags: ['bug'] });
  expect(sandbox.world.channels.get(String(thread))).toMatchObject({ name: 'Blank page', parent: ids.bugs });
  expect(await act({ do: 'say', user: 'Zoe', text: 'hi' })).toEqual({ error: 'nobody here is called Zoe' });
  expect(await act({ do: 'command', command: 'docket' })).toEqual({
    error: 'no command "docket" is registered here',
  });
  expect((await act({ do: 'fly' })).error).toContain('Invalid discriminator');
});

it('shows what was written as text, and takes forms of its own page alone', async () => {
  const fields = { do: 'say', user: ids.ana, channel: ids.general, text: '<b>@docket</b> hi' };
  expect((await sendForm(fields, 'http://elsewhere.example')).status).toBe(403);
  expect(sandbox.world.messages.some(({ channel }) => channel === ids.general)).toBe(false);
  const { status, headers } = await sendForm(fields);
  expect([status, headers.get('location')]).toEqual([303, `/?as=${ids.ana}&in=${ids.general}`]);
  const shown = await fetch(`${sandbox.url}${headers.get('location')}`);
  expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
  const page = await shown.text();
  expect(page).toContain(`&lt;b&gt;&lt;@${ids.application}&gt;&lt;/b&gt; hi`);
  expect(page).toContain('not the real Discord');
});

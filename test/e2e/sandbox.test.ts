/** `docket sandbox`: a Linear and a Discord of their own for trials, which other Dockets are pointed at. */
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { firstLine, newWorkplace, type Running } from '../support/child-program.ts';

async function settingsOf(sandbox: Running): Promise<Record<string, string>> {
  const said = await sandbox.until(/LINEAR_API_URL=\S+\n/);
  return Object.fromEntries([...said.matchAll(/^(LINEAR_\w+)=(\S+)$/gm)].map((line) => [line[1]!, line[2]!]));
}

it('takes issues from the settings it prints, ends when told to, and keeps them in its file', async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const sandbox = workplace.start(['sandbox', '--port', '0', '--state', 'linear.jsonl']);
  const env = await settingsOf(sandbox);
  const pushed = await workplace.run([], { lines: [firstLine, '1'], env });
  expect(pushed).toMatchObject({ code: 0, stderr: '' });
  expect(pushed.stdout).toMatch(/\d+ tickets created in Linear › /);
  sandbox.kill('SIGTERM');
  expect(await sandbox.ended).toMatchObject({ code: 0, signal: null, stderr: '' });

  const reopened = await startLinearSandbox({ stateFile: join(workplace.folder, 'linear.jsonl') });
  onTestFinished(() => reopened.close());
  expect(reopened.issues().length).toBeGreaterThan(10);
});

// Once more where the second signal met a process whose handlers Node had already taken down.
it('ends as cleanly when it is told twice', { retry: 4 }, async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const sandbox = workplace.start(['sandbox', '--port', '0']);
  await settingsOf(sandbox);
  sandbox.kill('SIGTERM');
  sandbox.kill('SIGTERM');
  expect(await sandbox.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

it('says so when its port is taken', async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const other = await startLinearSandbox();
  onTestFinished(() => other.close());
  const { code, stderr } = await workplace.run(['sandbox', '--port', new URL(other.url).port]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The port \d+ cannot be used.*\nChoose another/);
});

it('runs a Discord to talk in with a browser, and says how Docket is pointed at it', async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const sandbox = workplace.start(['sandbox', 'discord', '--port', '0']);
  const said = await sandbox.until(/when it serves\.\n/);
  const page = await fetch(/Talk in it at (\S+)/.exec(said)![1]!);
  expect(await page.text()).toContain('not the real Discord');
  const [, token, api] = /DISCORD_BOT_TOKEN=(\S+)\nDISCORD_API_URL=(\S+)\n/.exec(said)!;
  const me = await fetch(`${api}/v10/users/@me`, { headers: { authorization: `Bot ${token}` } });
  expect(await me.json()).toMatchObject({ username: 'docket', bot: true });
  sandbox.kill('SIGTERM');
  expect(await sandbox.ended).toMatchObject({ code: 0, stderr: '' });
});

/** `docket sandbox`: a Linear and a Discord of their own for trials, which other Dockets are pointed at. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { newWorkplace, type Running } from '../support/child-program.ts';

/** Set DOCKET_TEST_DEEP for every scene: each starts the program. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);

const document = '# Sign-in\n\n## Requirements\n\n- Users must sign in.\n- Users must be able to sign out.\n';

async function settingsOf(sandbox: Running): Promise<Record<string, string>> {
  const said = await sandbox.until(/LINEAR_API_URL=\S+\n/);
  return Object.fromEntries([...said.matchAll(/^(LINEAR_\w+)=(\S+)$/gm)].map((line) => [line[1]!, line[2]!]));
}

it('takes issues from the settings it prints, ends when told to, and keeps them in its file', async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  writeFileSync(join(workplace.folder, 'short.md'), document);
  const sandbox = workplace.start(['sandbox', '--port', '0', '--state', 'linear.jsonl']);
  const env = await settingsOf(sandbox);
  const pushed = await workplace.run([], {
    lines: ['generate tickets from short.md and push to Linear', '1'],
    env,
  });
  expect(pushed).toMatchObject({ code: 0, stderr: '' });
  expect(pushed.stdout).toMatch(/2 tickets created in Linear › /);
  sandbox.kill('SIGTERM');
  expect(await sandbox.ended).toMatchObject({ code: 0, signal: null, stderr: '' });

  const reopened = await startLinearSandbox({ stateFile: join(workplace.folder, 'linear.jsonl') });
  onTestFinished(() => reopened.close());
  expect(reopened.issues()).toHaveLength(2);
});

// Once more where the second signal met a process whose handlers Node had already taken down.
it.runIf(isDeep)('ends as cleanly when it is told twice', { retry: 4 }, async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const sandbox = workplace.start(['sandbox', '--port', '0']);
  await settingsOf(sandbox);
  sandbox.kill('SIGTERM');
  sandbox.kill('SIGTERM');
  expect(await sandbox.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
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

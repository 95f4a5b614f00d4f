/** Which trackers there are: those with settings, else a sandbox of each. */
import { expect, it } from 'vitest';
import { createTrackers, createWebhookReaders, readTrackers } from '../../src/adapters.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Environment } from '../../src/ports/settings.ts';

const linear = { LINEAR_API_KEY: 'lin_api_x', LINEAR_TEAM: 'ENG' };
const github = { GITHUB_TOKEN: 'ghp_x', GITHUB_REPOSITORY: 'octo/product', GITHUB_WEBHOOK_SECRET: 's' };

const never = () => Promise.reject(new Error('no sandbox was wanted'));
const sandbox = { linear: never, github: never, jira: never };

function trackersOf(environment: Environment, forceSandbox = false) {
  const wish = { ...readTrackers(environment), forceSandbox };
  return createTrackers(wish, { log: silentLog, sandbox });
}

it('are all there as sandboxes when none is set up, and Linear’s is the one nobody need name', () => {
  const trackers = trackersOf({});
  expect(trackers.names()).toEqual([
    { name: 'linear', sandbox: true },
    { name: 'github', sandbox: true },
    { name: 'jira', sandbox: true },
    { name: 'local', sandbox: false },
  ]);
  expect(trackers.preferred()).toBe('linear');
});

it('are those that are set up, and the only one need not be named', async () => {
  const trackers = trackersOf(github);
  expect(trackers.names().map(({ name }) => name)).toEqual(['github', 'local']);
  expect(trackers.preferred()).toBe('github');
  expect((await trackers.open('GitHub')).name).toBe('github');
  await expect(trackers.open('jira')).rejects.toMatchObject({
    code: 'INTEGRATION_NOT_CONNECTED',
    message: 'Jira is not connected to this workspace. Nothing was pushed.',
    remedy: 'Push to github or local instead, or connect it with: docket init',
  });
});

it('must be named when several are set up', () => {
  expect(trackersOf({ ...linear, ...github }).preferred()).toBeNull();
});

it('are sandboxes where that is forced, the configured one first', async () => {
  const trackers = trackersOf(github, true);
  expect(trackers.names().every(({ name, sandbox: is }) => is || name === 'local')).toBe(true);
  expect(trackers.preferred()).toBe('github');
  await expect(trackers.open('github')).rejects.toThrow('no sandbox was wanted');
});

it('are heard only where they share a secret', async () => {
  const wish = { ...readTrackers({ ...linear, ...github }), forceSandbox: false };
  const readerOf = createWebhookReaders(wish, { sandbox });
  expect(await readerOf('github')).toBeTypeOf('function');
  expect(await readerOf('linear')).toBeNull();
  expect(await readerOf('jira')).toBeNull();
  expect(await readerOf('local')).toBeNull();
});

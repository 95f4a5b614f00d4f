/** Pull requests and commits, read with the real client from the sandbox GitHub (S1-29, S1-46). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeHost } from '../../src/ports/code-host.ts';
import { type GithubSandbox, startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { createGithubCode } from '../../src/trackers/github/code.ts';

let github: GithubSandbox;
let code: CodeHost;
beforeAll(async () => {
  github = await startGithubSandbox();
  const [owner = '', repository = ''] = github.repository.split('/');
  const place = { owner, repository, apiUrl: github.url, webhookSecret: null, sandbox: false };
  code = createGithubCode({ auth: { token: github.token }, ...place });
});
afterAll(() => github.close());

it('S1-29, S1-46: a pull request says who reviewed it, what it closes, and what it became', async () => {
  const { number: closes, id } = github.write({ title: 'A bug' });
  const number = github.code.openPull({ title: 'Mend it', branch: 'proj-1/mend', body: `Fixes #${closes}` });
  expect(await code.pull(number)).toMatchObject({
    branch: 'proj-1/mend',
    mergedAt: null,
    commit: null,
    reviews: [],
  });
  github.code.review(number, { by: 'robin', state: 'CHANGES_REQUESTED' });
  const commit = github.code.merge(number);
  expect(await code.pull(number)).toMatchObject({
    ...{ number, title: 'Mend it', commit, closes: [id] },
    reviews: [{ by: ['robin'], kind: 'review', word: 'changes_requested' }],
  });
  expect(await code.pull(4711)).toBeNull();
});

it('S1-29: a commit says how all its checks went together, and where it runs', async () => {
  const commit = github.code.merge(github.code.openPull({ title: 'More', branch: 'more' }));
  expect(await code.commit(commit)).toEqual({ checks: null, deployed: [] });
  github.code.check(commit, 'PENDING');
  expect(await code.commit(commit)).toMatchObject({ checks: 'pending' });
  github.code.check(commit, 'SUCCESS');
  github.code.deploy(commit, 'Staging');
  github.code.deploy(commit, 'production', 'FAILURE');
  expect(await code.commit(commit)).toEqual({ checks: 'success', deployed: ['staging'] });
  expect(await code.commit('0'.repeat(40))).toBeNull();
});

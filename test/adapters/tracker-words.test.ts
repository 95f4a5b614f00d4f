/** Who gave an issue which state or label, read from GitHub, Linear and Jira as their histories tell it (S1-46). */
import { afterEach, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import { startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createGithubTracker } from '../../src/trackers/github/github.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import { createOne, draftOf, freshKey } from '../contracts/tracker.ts';
import { closeJira, openJira } from '../support/jira.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await closeJira();
});

async function createdIn(tracker: Tracker): Promise<string> {
  const outcome = await createOne(tracker, draftOf(), freshKey());
  if (outcome.kind !== 'created') throw new Error(outcome.kind);
  return outcome.issue.externalId;
}

const plain = (words: { by: string[]; kind: string; word: string }[]) =>
  words.map(({ by, kind, word }) => [by[0], kind, word]);

it('S1-46: GitHub tells labels, and that an issue was closed, with the login of who did it', async () => {
  const sandbox = await startGithubSandbox();
  closing.push(() => sandbox.close());
  const [owner = '', repository = ''] = sandbox.repository.split('/');
  const place = { owner, repository, apiUrl: sandbox.url, webhookSecret: null, sandbox: true };
  const tracker = createGithubTracker({ auth: { token: sandbox.token }, ...place }, { log: silentLog });
  const id = await createdIn(tracker);
  const [issue] = sandbox.issues();
  sandbox.edit(issue!.number, { labels: [...issue!.labels, 'approved'] });
  sandbox.edit(issue!.number, { state: 'closed', by: 'docket-tester' });
  const words = await tracker.words!(id);
  expect(plain(words).slice(-2)).toEqual([
    ['robin', 'label', 'approved'],
    ['docket-tester', 'state', 'closed'],
  ]);
  expect(Date.parse(words.at(-1)!.at)).toBeGreaterThan(Date.now() - 60_000);
});

it('S1-46: Linear tells states and labels, with the id and address of who gave them, and no name that anybody may take', async () => {
  const sandbox = await startLinearSandbox();
  closing.push(() => sandbox.close());
  const settings = {
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.apiUrl,
    team: 'ENG',
    project: null,
    sandbox: false,
  };
  const tracker = createLinearTracker(settings, { log: silentLog });
  const id = await createdIn(tracker);
  const [issue] = sandbox.issues();
  sandbox.edit(issue!.key, { state: 'In Review' });
  sandbox.edit(issue!.key, { labels: [...issue!.labels, 'Improvement'], by: 'Docket Tester' });
  const words = await tracker.words!(id);
  expect(words.map(({ by, kind, word }) => [by[1], kind, word])).toEqual([
    ['robin@sandbox.invalid', 'state', 'In Review'],
    ['docket@sandbox.invalid', 'label', 'Improvement'],
  ]);
  expect(words[0]!.by).toHaveLength(2);
});

it('S1-46: Jira tells states and labels, with the account and address of who gave them, and no name that anybody may take', async () => {
  const { sandbox, tracker } = await openJira();
  const id = await createdIn(tracker);
  const [issue] = sandbox.issues();
  sandbox.edit(issue!.key, { status: 'In Progress' });
  sandbox.edit(issue!.key, { labels: [...issue!.labels, 'approved'], by: 'Docket Tester' });
  const words = await tracker.words!(id);
  expect(words.map(({ by, kind, word }) => [by[1], kind, word]).slice(-2)).toEqual([
    ['robin@sandbox.invalid', 'state', 'In Progress'],
    ['docket@sandbox.invalid', 'label', 'approved'],
  ]);
  expect(words[0]!.by).toHaveLength(2);
});

/** GitHub through its real SDK, over real sockets, against the sandbox. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import {
  type GithubSandbox,
  type GithubSandboxOptions,
  startGithubSandbox,
} from '../../src/sandbox/github/github.ts';
import { createGithubTracker } from '../../src/trackers/github/github.ts';
import type { GithubSettings } from '../../src/trackers/github/settings.ts';
import {
  createOne,
  draftOf,
  freshKey,
  remoteTrackerContract,
  type TrackerHarness,
  trackerContract,
} from '../contracts/tracker.ts';

const requestTimeoutMs = 400;
const patch = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
const operations = {
  create: 'createIssue',
  read: undefined,
  relate: 'updateIssue',
  amend: patch,
  comment: 'addComment',
};
const writes = /^(createIssue|updateIssue|add\w+|set\w+|(POST|PATCH|PUT|DELETE) .*)$/;

function openTracker(sandbox: GithubSandbox, change: Partial<GithubSettings> = {}) {
  const [owner = '', repository = ''] = sandbox.repository.split('/');
  const settings = {
    auth: { token: sandbox.token },
    owner,
    repository,
    apiUrl: sandbox.url,
    webhookSecret: null,
    sandbox: true,
    ...change,
  };
  return createGithubTracker(settings, { log: silentLog, requestTimeoutMs });
}

async function openHarness(): Promise<TrackerHarness> {
  const sandbox = await startGithubSandbox();
  const tracker = openTracker(sandbox);
  await tracker.check();
  let stopped = false;
  let slowUntil = 0;
  const stop = async () => {
    if (!stopped) await sandbox.close();
    stopped = true;
  };
  const issue = (externalId: string) => sandbox.issues().find(({ id }) => id === externalId);
  const asked = (name: string) => sandbox.operations().filter((one) => one === name).length;
  const linksOf = ({ body, comments, blockedBy }: ReturnType<GithubSandbox['issues']>[number]) =>
    blockedBy.length +
    (body?.match(/^Related to #\d+$/gm)?.length ?? 0) +
    comments.filter((text) => /^Duplicate of #\d+$/m.test(text)).length;
  return {
    tracker,
    reopen: async () => openTracker(sandbox),
    close: stop,
    otherSide: {
      issueCount: () => sandbox.issues().length,
      createRequests: () => asked('createIssue'),
      relationCount: () => sandbox.issues().reduce((sum, one) => sum + linksOf(one), 0),
      amendRequests: () => asked(patch),
      commentsOf: (externalId) => issue(externalId)?.comments ?? [],
      requests: () => sandbox.requests(),
      writeRequests: () => sandbox.operations().filter((name) => writes.test(name)).length,
      textOf: (externalId) => issue(externalId)?.body ?? '',
      write({ title, text, closed }) {
        const { id } = sandbox.write({ title, body: text, ...(closed ? { state: 'closed' } : {}) });
        return { externalId: id };
      },
      strike(kind, on = 'create') {
        const operation = operations[on];
        sandbox.faults.add({ kind, ...(operation ? { operation } : {}), delayMs: requestTimeoutMs + 100 });
        if (kind === 'slow') slowUntil = Date.now() + requestTimeoutMs + 300;
      },
      settle: () => wait(Math.max(0, slowUntil - Date.now())).then(() => {}),
      withWrongKey: async () => openTracker(sandbox, { auth: { token: 'ghp_wrong' } }),
      stop,
    },
  };
}

trackerContract('GitHub', openHarness);
remoteTrackerContract('GitHub', openHarness);

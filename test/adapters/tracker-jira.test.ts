/** Jira through jira.js, over real sockets, against the sandbox. */
import { setTimeout as wait } from 'node:timers/promises';
import { silentLog } from '../../src/ports/log.ts';
import { type JiraSandbox, startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { isAdf } from '../../src/sandbox/jira/schema.ts';
import { adfToMarkdown } from '../../src/trackers/jira/adf-to-markdown.ts';
import { createJiraTracker } from '../../src/trackers/jira/jira.ts';
import type { JiraSettings } from '../../src/trackers/jira/settings.ts';
import { remoteTrackerContract, type TrackerHarness, trackerContract } from '../contracts/tracker.ts';
import { jiraSettingsFor } from '../support/jira.ts';

const requestTimeoutMs = 400;
// Atlassian's schema takes longer to be made ready than these tests let a request take.
isAdf(null);

const operations = {
  create: 'createIssues',
  read: ['bulkFetchIssues', 'searchAndReconsileIssuesUsingJqlPost'],
  relate: 'linkIssues',
  amend: 'editIssue',
  comment: 'addComment',
};
const writes = /^(createIssues|editIssue|doTransition|addComment|linkIssues)$/;

function openTracker(sandbox: JiraSandbox, change: Partial<JiraSettings> = {}) {
  return createJiraTracker(jiraSettingsFor(sandbox, change), {
    log: silentLog,
    requestTimeoutMs,
    strict: true,
  });
}

async function openHarness(): Promise<TrackerHarness> {
  const sandbox = await startJiraSandbox({ burst: 10_000 });
  const tracker = openTracker(sandbox);
  await tracker.check();
  let stopped = false;
  let slowUntil = 0;
  const stop = async () => {
    if (!stopped) await sandbox.close();
    stopped = true;
  };
  const find = (externalId: string) => sandbox.issues().find(({ id }) => id === externalId);
  const count = (pattern: RegExp) => sandbox.operations().filter((name) => pattern.test(name)).length;
  return {
    tracker,
    reopen: async () => openTracker(sandbox),
    close: stop,
    otherSide: {
      issueCount: () => sandbox.issues().length,
      createRequests: () => count(/^createIssues?$/),
      relationCount: () => sandbox.issues().reduce((sum, issue) => sum + issue.links.length, 0) / 2,
      amendRequests: () => count(/^editIssue$/),
      textOf: (externalId) => adfToMarkdown(find(externalId)?.description),
      commentsOf: (externalId) => find(externalId)?.comments ?? [],
      requests: () => sandbox.requests(),
      writeRequests: () => count(writes),
      write({ title, text, closed }) {
        const made = sandbox.write({
          summary: title,
          description: text,
          ...(closed ? { status: 'Done' } : {}),
        });
        return { externalId: made.id };
      },
      strike(kind, on = 'create') {
        for (const operation of [operations[on]].flat()) {
          sandbox.faults.add({ kind, operation, delayMs: requestTimeoutMs + 100 });
        }
        if (kind === 'slow') slowUntil = Date.now() + requestTimeoutMs + 300;
      },
      settle: () => wait(Math.max(0, slowUntil - Date.now())).then(() => {}),
      withWrongKey: async () => openTracker(sandbox, { apiToken: 'wrong' }),
      stop,
    },
  };
}

trackerContract('Jira', openHarness);
remoteTrackerContract('Jira', openHarness);

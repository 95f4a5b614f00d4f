/** A sandbox Jira and a tracker over it, as most tests of Jira want them; closed by `closeJira`. */
import { silentLog } from '../../src/ports/log.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import { type JiraSandbox, type JiraSandboxOptions, startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { isAdf } from '../../src/sandbox/jira/schema.ts';
import { createJiraTracker } from '../../src/trackers/jira/jira.ts';
import type { JiraSettings } from '../../src/trackers/jira/settings.ts';

const open: JiraSandbox[] = [];

export function jiraSettingsFor(sandbox: JiraSandbox, change: Partial<JiraSettings> = {}): JiraSettings {
  const { url, email, apiToken, project } = sandbox;
  const account = { host: url, apiUrl: url, email, apiToken, project };
  return { ...account, issueType: null, webhookSecret: null, sandbox: true, ...change };
}

/** Answers that jira.js would not know are faults here; the clock of the sandbox is the tracker's too. */
export async function openJira(
  options: JiraSandboxOptions = {},
  change: Partial<JiraSettings> = {},
): Promise<{ sandbox: JiraSandbox; tracker: Tracker }> {
  // Atlassian's schema takes longer to be made ready than a request may take here.
  isAdf(null);
  const sandbox = await startJiraSandbox({ burst: 10_000, ...options });
  open.push(sandbox);
  const deps = { log: silentLog, requestTimeoutMs: 2000, strict: true };
  const clock = options.now ? { clock: { now: options.now } } : {};
  return { sandbox, tracker: createJiraTracker(jiraSettingsFor(sandbox, change), { ...deps, ...clock }) };
}

export async function closeJira(): Promise<void> {
  for (const sandbox of open.splice(0)) await sandbox.close();
}

/** The sandboxes of the three trackers, each with what points Docket at it and what can be looked up in it. */
import type { Faults } from '../../src/sandbox/faults.ts';
import { startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import type { KindName } from './kinds.ts';

export type Stand = {
  /** As people say it. */
  title: string;
  environment: Record<string, string>;
  faults: Faults;
  /** How many requests came so far. */
  requests(): number;
  issues(): { id: string; title: string }[];
  close(): Promise<void>;
};

const starts: Record<KindName, () => Promise<Stand>> = {
  async linear() {
    const sandbox = await startLinearSandbox();
    const { apiKey, apiUrl } = sandbox;
    const environment = { LINEAR_API_KEY: apiKey, LINEAR_API_URL: apiUrl, LINEAR_TEAM: 'ENG' };
    return { ...sandbox, title: 'Linear', environment };
  },
  async github() {
    const sandbox = await startGithubSandbox();
    const { token, repository, url } = sandbox;
    const environment = { GITHUB_TOKEN: token, GITHUB_REPOSITORY: repository, GITHUB_API_URL: url };
    return { ...sandbox, title: 'GitHub', environment };
  },
  async jira() {
    const sandbox = await startJiraSandbox();
    const { url, email, apiToken, project } = sandbox;
    const account = { JIRA_EMAIL: email, JIRA_API_TOKEN: apiToken, JIRA_PROJECT: project };
    const issues = () => sandbox.issues().map(({ id, summary }) => ({ id, title: summary }));
    return { ...sandbox, issues, title: 'Jira', environment: { JIRA_HOST: url, ...account } };
  },
};

export function startStand(kind: KindName): Promise<Stand> {
  return starts[kind]();
}

/** The pages a person sees when they follow an issue's link: the list, and one issue. */
import { type Html, html, page } from '../page.ts';
import { commentsOf, issuePageUrl } from './rest-views.ts';
import { describeIssue } from './teammate.ts';
import type { IssueRow, World } from './world.ts';

export function listPage(world: World): string {
  const issues = [...world.issues.values()]
    .filter(({ gone, isPullRequest }) => !gone && !isPullRequest)
    .reverse();
  const rows = issues.map((issue) => {
    const { number, title, labels, url } = describeIssue(world, issue);
    return html`<tr><td><a href="${url}">#${number}</a></td>
<td>${title}</td><td>${stateOf(issue)}</td><td>${labels.join(', ')}</td></tr>
`;
  });
  const table = html`<table><tr><th>Number</th><th>Title</th><th>State</th><th>Labels</th></tr>
${rows}</table>`;
  const body = issues.length > 0 ? table : html`<p>No issues yet.</p>`;
  return page('GitHub', 'Issues', html`<h1>Issues</h1>${body}`);
}

export function issuePage(world: World, issue: IssueRow): string {
  const shown = describeIssue(world, issue);
  const fields = Object.entries(shown.fields).map(([name, value]): [string, string] => [name, value]);
  const facts: [string, string | Html | Html[]][] = [
    ['State', stateOf(issue)],
    ['Type', shown.type ?? '–'],
    ['Labels', shown.labels.join(', ') || '–'],
    ...fields,
    ['Assignees', shown.assignees.join(', ') || '–'],
    ['Parent', links(world, issue.parentId === null ? [] : [issue.parentId])],
    ['Blocked by', links(world, issue.blockedByIds)],
  ];
  const rows = facts.map(
    ([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>
`,
  );
  const comments = commentsOf(world, issue).map(
    ({ userId, body }) => html`<h2>${world.users.get(userId)!.login} commented</h2><pre>${plain(body)}</pre>`,
  );
  return page(
    'GitHub',
    `#${issue.number} ${issue.title}`,
    html`<p><a href="${world.base}/">All issues</a></p><h1>${issue.title} #${issue.number}</h1>
<table>${rows}</table><pre>${plain(issue.body ?? '')}</pre>${comments}`,
  );
}

export function missingPage(): string {
  return page('GitHub', 'Not found', html`<h1>Not found</h1><p>There is no such page here.</p>`);
}

/** What GitHub does not show either. */
function plain(text: string): string {
  return text.replace(/<!--.*?-->/gs, '').trim();
}

function stateOf({ state, stateReason }: IssueRow): string {
  if (state === 'open') return 'Open';
  return stateReason === 'completed' ? 'Closed' : `Closed as ${stateReason?.replace('_', ' ')}`;
}

function links(world: World, ids: readonly string[]): string | Html[] {
  if (ids.length === 0) return '–';
  const issues = ids.map((id) => world.issues.get(id)!);
  return issues.map((issue) => html`<a href="${issuePageUrl(world, issue)}">#${issue.number}</a> `);
}

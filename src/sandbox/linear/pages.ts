/** The pages a person sees when they follow an issue's link: the list, and one issue. */
import { type Html, html, page } from '../page.ts';
import { identifierOf, issueUrl } from './views.ts';
import type { IssueRow, World } from './world.ts';

const priorities = ['No priority', 'Urgent', 'High', 'Medium', 'Low'];

export function listPage(world: World, base: string): string {
  const issues = [...world.issues.values()].filter(({ trashed }) => !trashed).reverse();
  const rows = issues.map(
    (issue) => html`<tr><td><a href="${issueUrl(world, base, issue)}">${identifierOf(world, issue)}</a></td>
<td>${issue.title}</td><td>${stateName(world, issue)}</td><td>${priorities[issue.priority]!}</td></tr>
`,
  );
  const table = html`<table><tr><th>Key</th><th>Title</th><th>Status</th><th>Priority</th></tr>
${rows}</table>`;
  const body = issues.length > 0 ? table : html`<p>No issues yet.</p>`;
  return page('Linear', 'Issues', html`<h1>Issues</h1>${body}`);
}

export function issuePage(world: World, base: string, issue: IssueRow): string {
  const key = identifierOf(world, issue);
  const labels = issue.labelIds.map((id) => world.labels.get(id)!.name).join(', ');
  const facts: [string, string | Html][] = [
    ['Status', stateName(world, issue)],
    ['Priority', priorities[issue.priority]!],
    ['Labels', labels || '–'],
    ['Assignee', issue.assigneeId === null ? '–' : world.users.get(issue.assigneeId)!.name],
    ['Estimate', issue.estimate === null ? '–' : String(issue.estimate)],
    ['Parent', parentLink(world, base, issue)],
  ];
  const rows = facts.map(
    ([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>
`,
  );
  const shown = (issue.description ?? '').replace(/\n*<!-- docket:[a-z2-7]+ -->\s*$/, '');
  return page(
    'Linear',
    `${key} ${issue.title}`,
    html`<p><a href="${base}/">All issues</a></p><h1>${key} ${issue.title}</h1>
<table>${rows}</table><pre>${shown}</pre>`,
  );
}

export function missingPage(): string {
  return page('Linear', 'Not found', html`<h1>Not found</h1><p>There is no such page here.</p>`);
}

function stateName(world: World, issue: IssueRow): string {
  return world.states.get(issue.stateId)!.name;
}

function parentLink(world: World, base: string, issue: IssueRow): string | Html {
  if (issue.parentId === null) return '–';
  const parent = world.issues.get(issue.parentId)!;
  return html`<a href="${issueUrl(world, base, parent)}">${identifierOf(world, parent)}</a>`;
}

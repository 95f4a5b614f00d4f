/** The pages a person sees when they follow an issue's link: the list, and one issue. */
import { type Html, html, page } from '../page.ts';
import { browseUrl, commentsOf, describeIssue } from './teammate.ts';
import type { IssueRow, World } from './world.ts';

type Node = {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: Node[];
  marks?: { type: string }[];
};

export function listPage(world: World): string {
  const issues = [...world.issues.values()].filter(({ deleted }) => !deleted).reverse();
  const rows = issues.map((issue) => {
    const { key, type, summary, status, priority, url } = describeIssue(world, issue);
    return html`<tr><td><a href="${url}">${key}</a></td><td>${type}</td>
<td>${summary}</td><td>${status}</td><td>${priority ?? '–'}</td></tr>
`;
  });
  const table = html`<table><tr><th>Key</th><th>Type</th><th>Summary</th><th>Status</th><th>Priority</th></tr>
${rows}</table>`;
  const body = issues.length > 0 ? table : html`<p>No issues yet.</p>`;
  return page('Jira', 'Issues', html`<h1>Issues</h1>${body}`);
}

export function issuePage(world: World, issue: IssueRow): string {
  const shown = describeIssue(world, issue);
  const facts: [string, string | Html][] = [
    ['Type', shown.type],
    ['Status', shown.resolution === null ? shown.status : `${shown.status} (${shown.resolution})`],
    ['Priority', shown.priority ?? '–'],
    ['Labels', shown.labels.join(', ') || '–'],
    ['Assignee', shown.assignee ?? '–'],
    ['Story points', String(shown.storyPoints ?? '–')],
    ['Parent', issue.parentId === null ? '–' : keyLink(world, world.issues.get(issue.parentId)!)],
    ['Linked', shown.links.join(', ') || '–'],
  ];
  const rows = facts.map(
    ([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>
`,
  );
  const comments = commentsOf(world, issue).map(
    ({ authorId, body }) =>
      html`<h2>${world.users.get(authorId)!.displayName} commented</h2>${richText(body)}`,
  );
  return page(
    'Jira',
    `${shown.key} ${shown.summary}`,
    html`<p><a href="${world.base}/">All issues</a></p><h1>${shown.key} ${shown.summary}</h1>
<table>${rows}</table>${richText(issue.description)}${comments}`,
  );
}

export function missingPage(): string {
  return page('Jira', 'Not found', html`<h1>Not found</h1><p>There is no such page here.</p>`);
}

function keyLink(world: World, issue: IssueRow): Html {
  return html`<a href="${browseUrl(world, issue)}">${describeIssue(world, issue).key}</a>`;
}

function richText(doc: unknown): Html[] {
  return ((doc as Node | null)?.content ?? []).map(block);
}

function block(node: Node): Html {
  const within = (node.content ?? []).map((child) => (isInline(child) ? inline(child) : block(child)));
  switch (node.type) {
    case 'heading':
      return html`<h2>${within}</h2>`;
    case 'codeBlock':
      return html`<pre><code>${within}</code></pre>`;
    case 'bulletList':
    case 'taskList':
      return html`<ul>${within}</ul>`;
    case 'orderedList':
      return html`<ol>${within}</ol>`;
    case 'listItem':
      return html`<li>${within}</li>`;
    case 'taskItem':
      return html`<li>${node.attrs?.state === 'DONE' ? '☑' : '☐'} ${within}</li>`;
    case 'blockquote':
      return html`<blockquote>${within}</blockquote>`;
    case 'expand':
      return html`<h3>${String(node.attrs?.title ?? '')}</h3>${within}`;
    case 'table':
      return html`<table>${within}</table>`;
    case 'tableRow':
      return html`<tr>${within}</tr>`;
    case 'tableHeader':
    case 'tableCell':
      return html`<td>${within}</td>`;
    default:
      return html`<p>${within}</p>`;
  }
}

function isInline({ type }: Node): boolean {
  return type === 'text' || type === 'hardBreak';
}

function inline(node: Node): Html {
  if (node.type === 'hardBreak') return html`<br>`;
  const text = html`${node.text ?? ''}`;
  return node.marks?.some(({ type }) => type === 'strong') ? html`<strong>${text}</strong>` : text;
}

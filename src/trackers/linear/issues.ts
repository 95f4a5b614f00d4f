/** Issues read from Linear by id, many to a request. */
import * as z from 'zod';
import type { LinearApi } from './api.ts';
import type { LinearIssue } from './mapping.ts';

/** What every read asks of an issue; `Issue` is what comes back. */
export const fields = `
  id identifier url title description priority updatedAt trashed
  state { name type }
  assignee { name }
  labels(first: 20) { nodes { name } }`;

export const Issue = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  priority: z.number(),
  updatedAt: z.string(),
  trashed: z.boolean().nullable(),
  state: z.object({ name: z.string(), type: z.string() }),
  assignee: z.object({ name: z.string() }).nullable(),
  labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }),
});

export const createIssues = {
  document: `mutation DocketCreate($issues: [IssueCreateInput!]!) {
    issueBatchCreate(input: { issues: $issues }) { issues { ${fields} } }
  }`,
  Answer: z.object({ issueBatchCreate: z.object({ issues: z.array(Issue) }) }),
};

// Linear archives closed issues on its own; an archived issue is still there.
const readByIds = `
query DocketIssues($ids: [ID!]!, $first: Int!) {
  issues(first: $first, includeArchived: true, filter: { id: { in: $ids } }) { nodes { ${fields} } }
}`;
const Found = z.object({ issues: z.object({ nodes: z.array(Issue) }) });

/** Linear's largest page. With the fields above it costs about 2,500 of the 10,000 points one request may. */
const pageSize = 250;

/** By id, in one request per 250. Issues in the bin are among them, marked `trashed`; missing ones are not. */
export async function readIssues(
  api: LinearApi,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, LinearIssue>> {
  const asked = [...new Set(ids)].filter((id) => z.uuid().safeParse(id).success);
  const found = new Map<string, LinearIssue>();
  for (let at = 0; at < asked.length; at += pageSize) {
    const page = asked.slice(at, at + pageSize);
    const { issues } = await api.ask(readByIds, { ids: page, first: page.length }, Found, signal);
    for (const issue of issues.nodes) found.set(issue.id, issue);
  }
  return found;
}

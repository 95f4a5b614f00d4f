/** The team's issues as duplicates are looked for in them: open ones and those closed of late, a page at a time. */
import * as z from 'zod';
import { readMarker } from '../../domain/issue-marker.ts';
import type { ListedIssue } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';

// An issue closed of late may have been archived by Linear already; one in the bin is gone.
const document = `
query DocketIssueList($filter: IssueFilter!, $first: Int!, $after: String) {
  issues(first: $first, after: $after, filter: $filter, orderBy: updatedAt, includeArchived: true) {
    nodes { id identifier url title description trashed state { name type } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const Listed = z.object({
  id: z.string(),
  identifier: z.string(),
  url: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  trashed: z.boolean().nullable(),
  state: z.object({ name: z.string(), type: z.string() }),
});
const Page = z.object({
  issues: z.object({
    nodes: z.array(Listed),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const closedTypes = ['completed', 'canceled', 'duplicate'];
const pageSize = 200;
/** What an issue is about stands at its beginning. */
const textLength = 600;

/** The whole team's, also where new issues are filed under one project: a duplicate may be in any. */
export async function listIssues(
  desk: LinearDesk,
  { closedSince, after }: { closedSince: string; after: string | null },
  signal?: AbortSignal,
): Promise<{ issues: ListedIssue[]; next: string | null }> {
  const { team } = await desk.place.current();
  const filter = {
    team: { id: { eq: team.id } },
    or: [
      { state: { type: { nin: closedTypes } } },
      { completedAt: { gte: closedSince } },
      { canceledAt: { gte: closedSince } },
    ],
  };
  const variables = { filter, first: pageSize, after };
  const { issues } = await desk.api.ask(document, variables, Page, signal);
  const { hasNextPage, endCursor } = issues.pageInfo;
  return {
    issues: issues.nodes.filter(({ trashed }) => !trashed).map(toListed),
    next: hasNextPage ? endCursor : null,
  };
}

function toListed({ id, identifier, url, title, description, state }: z.infer<typeof Listed>): ListedIssue {
  return {
    externalId: id,
    externalKey: identifier,
    url,
    title,
    text: (description ?? '').slice(0, textLength),
    rawStatus: state.name,
    open: !closedTypes.includes(state.type),
    marker: readMarker(description ?? ''),
  };
}

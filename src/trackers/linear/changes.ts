/** What changed in the team since it was last asked, and everything of ours that was created there. */
import * as z from 'zod';
import { readMarker } from '../../domain/issue-marker.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { fields, Issue } from './issues.ts';
import { toSnapshot } from './mapping.ts';

const document = `
query DocketChanges($filter: IssueFilter!, $first: Int!, $after: String, $by: PaginationOrderBy!) {
  issues(first: $first, after: $after, filter: $filter, orderBy: $by, includeArchived: true) {
    nodes { ${fields} createdAt }
    pageInfo { hasNextPage endCursor }
  }
}`;
const Page = z.object({
  issues: z.object({
    nodes: z.array(Issue.extend({ createdAt: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** `seen` are the issues told already whose change is as old as `since`: Linear's times are too coarse for "later than". */
const Cursor = z.object({
  since: z.string(),
  seen: z.array(z.string()),
  page: z.object({ after: z.string(), newest: z.string(), ids: z.array(z.string()) }).nullable(),
});
type Cursor = z.infer<typeof Cursor>;

const pageSize = 200;

/** Linear lists the latest change first, so the cursor moves on only when the last page has been read. */
export async function readChanges(
  desk: LinearDesk,
  text: string | null,
  signal?: AbortSignal,
): Promise<{ issues: IssueSnapshot[]; cursor: string; more: boolean }> {
  if (text === null) return { issues: [], cursor: JSON.stringify(await begin(desk, signal)), more: false };
  const cursor = Cursor.parse(JSON.parse(text));
  const filter = { updatedAt: { gte: cursor.since } };
  const wish = { first: pageSize, after: cursor.page?.after ?? null, by: 'updatedAt' };
  const { nodes, pageInfo } = await ask(desk, filter, wish, signal);
  const newest = cursor.page?.newest ?? nodes[0]?.updatedAt ?? cursor.since;
  const told = new Set(cursor.seen);
  const news = nodes.filter(({ id, updatedAt }) => updatedAt !== cursor.since || !told.has(id));
  const atNewest = nodes.filter(({ updatedAt }) => updatedAt === newest).map(({ id }) => id);
  const ids = [...(cursor.page?.ids ?? []), ...atNewest];
  const more = pageInfo.hasNextPage && pageInfo.endCursor !== null;
  const next: Cursor = more
    ? { ...cursor, page: { after: pageInfo.endCursor!, newest, ids } }
    : {
        since: newest,
        seen: newest === cursor.since ? [...new Set([...cursor.seen, ...ids])] : ids,
        page: null,
      };
  const issues = news.filter(({ trashed }) => !trashed).map(toSnapshot);
  return { issues, cursor: JSON.stringify(next), more };
}

/** By Linear's own clock, which need not go as ours does. */
async function begin(desk: LinearDesk, signal?: AbortSignal): Promise<Cursor> {
  const { nodes } = await ask(desk, {}, { first: 1, after: null, by: 'updatedAt' }, signal);
  const since = nodes[0]?.updatedAt ?? new Date(0).toISOString();
  return { since, seen: nodes.map(({ id }) => id), page: null };
}

/** In pages, the oldest issue of each marker first. */
export async function sweepIssues(
  desk: LinearDesk,
  since: string,
  signal?: AbortSignal,
): Promise<Map<string, IssueSnapshot[]>> {
  const found: { marker: string; createdAt: string; issue: IssueSnapshot }[] = [];
  let after: string | null = null;
  do {
    const filter = { createdAt: { gte: since }, description: { contains: '<!-- docket:' } };
    const { nodes, pageInfo } = await ask(desk, filter, { first: pageSize, after, by: 'createdAt' }, signal);
    for (const node of nodes) {
      const marker = readMarker(node.description ?? '');
      if (marker !== null && !node.trashed) {
        found.push({ marker, createdAt: node.createdAt, issue: toSnapshot(node) });
      }
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  const oldestFirst = found.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt));
  const groups = Map.groupBy(oldestFirst, ({ marker }) => marker);
  return new Map([...groups].map(([marker, group]) => [marker, group.map(({ issue }) => issue)]));
}

async function ask(
  desk: LinearDesk,
  filter: Record<string, unknown>,
  wish: { first: number; after: string | null; by: string },
  signal?: AbortSignal,
): Promise<z.infer<typeof Page>['issues']> {
  // Asking every few minutes must stay a single request.
  const { team } = await desk.place.last();
  const variables = { ...wish, filter: { ...filter, team: { id: { eq: team.id } } } };
  return (await desk.api.ask(document, variables, Page, signal)).issues;
}

/** Issues found by query, page by page, and issues fetched by name. */
import { type Answer, json } from '../answer.ts';
import { Refusal } from './answers.ts';
import { listed, type Operations } from './ask.ts';
import { findIssue } from './issue-rows.ts';
import { queryIssues } from './jql.ts';
import { issueView } from './views.ts';
import type { IssueRow, World } from './world.ts';

const mostIds = 5000;
const mostIssues = 100;

export function searchOperations(world: World): Operations {
  const search = (body: Record<string, unknown>): Answer => {
    const fields = (body.fields ?? ['id']) as string[];
    const properties = (body.properties ?? []) as string[];
    if (properties.length > 5) throw new Refusal(400, ['At most 5 properties can be asked for.']);
    const most =
      fields.some((name) => name !== 'id' && name !== 'key') || properties.length > 0 ? mostIssues : mostIds;
    const size = Math.min(Number(body.maxResults ?? 50), most);
    const from = readPageToken(body.nextPageToken as string | undefined, String(body.jql));
    const found = queryIssues(world, String(body.jql ?? ''), Date.parse(world.now()));
    const page = found.slice(from, from + size);
    const isLast = from + size >= found.length;
    const issues = page.map((issue) => issueView(world, issue, { fields, properties }));
    const next = isLast ? {} : { nextPageToken: pageToken(from + size, String(body.jql)) };
    return json(200, { issues, isLast, ...next });
  };
  return {
    searchAndReconsileIssuesUsingJqlPost: ({ body }) => search(body),
    searchAndReconsileIssuesUsingJql: ({ query }) =>
      search({
        jql: query.get('jql') ?? '',
        nextPageToken: query.get('nextPageToken') ?? undefined,
        maxResults: query.get('maxResults') ?? undefined,
        fields: query.has('fields') ? listed(query.get('fields')) : undefined,
        properties: listed(query.get('properties')),
      }),
    bulkFetchIssues({ body }) {
      const ids = body.issueIdsOrKeys as string[];
      if (ids.length === 0 || ids.length > mostIssues)
        throw new Refusal(400, ['Between 1 and 100 issues can be fetched.']);
      const fields = (body.fields ?? ['*all']) as string[];
      const properties = (body.properties ?? []) as string[];
      const rows = new Set(ids.flatMap((id) => findOrNone(world, id)));
      const inOrder = [...rows].toSorted((one, other) => Number(one.id) - Number(other.id));
      return json(200, {
        expand: '',
        issueErrors: [],
        issues: inOrder.map((row) => issueView(world, row, { fields, properties })),
      });
    },
  };
}

function findOrNone(world: World, reference: string): IssueRow[] {
  try {
    return [findIssue(world, reference)];
  } catch {
    return [];
  }
}

/** Good only for the query it came from, as Jira's is. */
function pageToken(from: number, jql: string): string {
  return Buffer.from(JSON.stringify({ from, jql })).toString('base64url');
}

function readPageToken(token: string | undefined, jql: string): number {
  if (token === undefined) return 0;
  try {
    const page = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (page.jql === jql) return Number(page.from);
  } catch {
    // Told below.
  }
  throw new Refusal(400, ['The provided next page token is invalid or expired.']);
}

/** The project's issues as duplicates are looked for in them: open ones and those closed of late, a page at a time. */
import * as z from 'zod';
import type { ListedIssue } from '../../domain/push.ts';
import type { JiraDesk } from './desk.ts';
import { searchIssues, sinceInJql } from './issues.ts';
import { type JiraIssue, markerOf, toIso, toSnapshot } from './jira-issue.ts';
import type { Place } from './place.ts';

/** What an issue is about stands at its beginning. */
const textLength = 600;

/** Jira's next page wants the very query of the first, so both are kept together. */
const After = z.object({ jql: z.string(), token: z.string() });

export async function listIssues(
  desk: JiraDesk,
  { closedSince, after }: { closedSince: string; after: string | null },
  signal?: AbortSignal,
): Promise<{ issues: ListedIssue[]; next: string | null }> {
  const place = await desk.place.current();
  const from = after === null ? null : After.parse(JSON.parse(after));
  const jql = from?.jql ?? queryOf(desk, place, closedSince);
  const { issues, next } = await searchIssues(desk, jql, from?.token ?? null, signal);
  const wanted = issues.filter((issue) => isOpen(issue) || closedAt(issue) >= closedSince);
  return {
    issues: wanted.map((issue) => toListed(place, issue)),
    next: next === null ? null : JSON.stringify({ jql, token: next }),
  };
}

/** An issue closed since then was changed since then; what else was is sorted out afterwards. */
function queryOf(desk: JiraDesk, { project }: Place, closedSince: string): string {
  const since = sinceInJql(desk, Date.parse(closedSince));
  return `project = "${project.key}" AND (statusCategory != Done OR updated >= ${since}) ORDER BY updated DESC`;
}

function isOpen({ fields }: JiraIssue): boolean {
  return fields.status.statusCategory.key !== 'done';
}

function closedAt({ fields }: JiraIssue): string {
  return toIso(fields.resolutiondate ?? fields.updated);
}

function toListed(place: Place, issue: JiraIssue): ListedIssue {
  const { externalId, externalKey, url, title, text, rawStatus } = toSnapshot(place, issue);
  const beginning = text.slice(0, textLength);
  return {
    externalId,
    externalKey,
    url,
    title,
    text: beginning,
    rawStatus,
    open: isOpen(issue),
    marker: markerOf(issue),
  };
}

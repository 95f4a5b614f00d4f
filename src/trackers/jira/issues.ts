/** Issues read by id or found by query, many to a request. */
import { bulkFetchIssues, searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { JiraApi } from './api.ts';
import { fields, JiraIssue, keyProperty } from './jira-issue.ts';
import type { KeyBook } from './keys.ts';

/** Every issue that is read says which key it holds. */
export type Reading = { api: JiraApi; keys: KeyBook };

const mostByIds = 100;

/** As they are now, also where a search would still show them as they were. Missing ones are not among them. */
export async function readIssues(
  desk: Reading,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, JiraIssue>> {
  const asked = [...new Set(ids)].filter((id) => /^\d+$/.test(id));
  const found = new Map<string, JiraIssue>();
  for (let at = 0; at < asked.length; at += mostByIds) {
    const issueIdsOrKeys = asked.slice(at, at + mostByIds);
    const wish = { issueIdsOrKeys, fields, properties: [keyProperty] };
    const answer = await desk.api.ask((client) => bulkFetchIssues(client, wish), signal);
    const issues = z.array(JiraIssue).parse(answer.issues ?? []);
    desk.keys.note(issues);
    for (const issue of issues) found.set(issue.id, issue);
  }
  return found;
}

const pageSize = 100;

export type Page = { issues: JiraIssue[]; next: string | null };

/** One page of what a query finds; what changed in the last moments may not be in it yet. */
export async function searchIssues(
  desk: Reading,
  jql: string,
  after: string | null,
  signal?: AbortSignal,
): Promise<Page> {
  const wish = { jql, fields, properties: [keyProperty], maxResults: pageSize };
  const from = after === null ? {} : { nextPageToken: after };
  const answer = await desk.api.ask(
    (client) => searchAndReconsileIssuesUsingJqlPost(client, { ...wish, ...from }),
    signal,
  );
  const issues = z.array(JiraIssue).parse(answer.issues ?? []);
  desk.keys.note(issues);
  return { issues, next: answer.isLast ? null : (answer.nextPageToken ?? null) };
}

/** Every page of it. */
export async function searchAll(desk: Reading, jql: string, signal?: AbortSignal): Promise<JiraIssue[]> {
  const found: JiraIssue[] = [];
  let after: string | null = null;
  do {
    const page: Page = await searchIssues(desk, jql, after, signal);
    found.push(...page.issues);
    after = page.next;
  } while (after !== null);
  return found;
}

/**
 * A moment as a query takes it: whole minutes before now, because a written date would be read in the time zone of the
 * account. Early rather than late, also where Jira's clock is a few minutes behind ours.
 */
export function sinceInJql({ clock }: { clock: Clock }, moment: number): string {
  const spareMs = 5 * 60_000;
  const minutes = Math.ceil((clock.now().getTime() - moment + spareMs) / 60_000);
  return `"-${Math.max(1, minutes)}m"`;
}

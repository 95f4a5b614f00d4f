/** Issues as Jira answers them, read by id or found by query, many to a request. */
import { bulkFetchIssues, searchAndReconsileIssuesUsingJqlPost } from 'jira.js/cloud';
import * as z from 'zod';
import type { IssueSnapshot } from '../../domain/push.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import type { JiraDesk } from './desk.ts';
import { readLabels, readPriority, readStatus } from './mapping.ts';
import type { Place } from './place.ts';

/** The property that holds the key of an issue of ours. */
export const keyProperty = 'docket.key';

const fields = [
  'summary',
  'description',
  'issuetype',
  'priority',
  'labels',
  'status',
  'resolution',
  'resolutiondate',
  'assignee',
  'created',
  'updated',
];

const Named = z.object({ id: z.string(), name: z.string() });

export const JiraIssue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    summary: z.string().catch(''),
    description: z.unknown(),
    issuetype: Named.extend({ hierarchyLevel: z.number().catch(0), subtask: z.boolean().catch(false) }),
    priority: Named.nullish(),
    labels: z.array(z.string()).catch([]),
    status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
    resolution: Named.nullish(),
    resolutiondate: z.string().nullish(),
    assignee: z.object({ displayName: z.string() }).nullish(),
    created: z.string(),
    updated: z.string(),
  }),
  properties: z.record(z.string(), z.unknown()).optional(),
});
export type JiraIssue = z.infer<typeof JiraIssue>;

const Marker = z.object({ k: z.string() });

/** `IssueKey.marker` of an issue that Docket created; null for anybody else's. */
export function markerOf({ properties }: JiraIssue): string | null {
  return Marker.safeParse(properties?.[keyProperty]).data?.k ?? null;
}

export function toSnapshot(desk: JiraDesk, place: Place, { id, key, fields }: JiraIssue): IssueSnapshot {
  const status = { name: fields.status.name, category: fields.status.statusCategory.key };
  return {
    externalId: id,
    externalKey: key,
    url: `${desk.settings.host}/browse/${key}`,
    title: fields.summary,
    rawStatus: fields.status.name,
    ...readStatus(status, fields.resolution?.name ?? null, fields.labels),
    assignee: fields.assignee?.displayName ?? null,
    text: adfToMarkdown(fields.description),
    priority: readPriority(fields.priority?.id ?? null, place.priorities),
    labels: readLabels(fields.labels),
    updatedAt: toIso(fields.updated),
  };
}

/** Jira writes `2026-11-21T10:00:00.000+0100`, without a colon in the zone. */
export function toIso(time: string): string {
  const at = Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(at) ? time : new Date(at).toISOString();
}

const mostByIds = 100;

/** As they are now, also where a search would still show them as they were. Missing ones are not among them. */
export async function readIssues(
  desk: JiraDesk,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, JiraIssue>> {
  const asked = [...new Set(ids)].filter((id) => /^\d+$/.test(id));
  const found = new Map<string, JiraIssue>();
  for (let at = 0; at < asked.length; at += mostByIds) {
    const issueIdsOrKeys = asked.slice(at, at + mostByIds);
    const wish = { issueIdsOrKeys, fields, properties: [keyProperty] };
    const answer = await desk.api.ask((client) => bulkFetchIssues(client, wish), signal);
    for (const issue of z.array(JiraIssue).parse(answer.issues ?? [])) found.set(issue.id, issue);
  }
  return found;
}

const pageSize = 100;

export type Page = { issues: JiraIssue[]; next: string | null };

/** One page of what a query finds; what changed in the last moments may not be in it yet. */
export async function searchIssues(
  desk: JiraDesk,
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
  return { issues, next: answer.isLast ? null : (answer.nextPageToken ?? null) };
}

/** Every page of it. */
export async function searchAll(desk: JiraDesk, jql: string, signal?: AbortSignal): Promise<JiraIssue[]> {
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
export function sinceInJql(desk: JiraDesk, moment: number): string {
  const spareMs = 5 * 60_000;
  const minutes = Math.ceil((desk.clock.now().getTime() - moment + spareMs) / 60_000);
  return `"-${Math.max(1, minutes)}m"`;
}

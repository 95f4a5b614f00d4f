/** What changed in the project since it was last asked, and the issues there that carry a key of ours. */
import * as z from 'zod';
import type { IssueKey } from '../../domain/ids.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { JiraDesk } from './desk.ts';
import { searchAll, searchIssues, sinceInJql } from './issues.ts';
import { type JiraIssue, markerOf, toIso, toSnapshot } from './jira-issue.ts';

/** A search may show a change this much later than another that was made after it. */
const overlapMs = 2 * 60_000;
/** Pages of a query are kept by Jira for a week; a reading that rests longer than this begins again. */
const restMs = 24 * 3_600_000;

/**
 * `since` is when it was asked last by our clock: it goes to Jira as minutes before now, so it does not matter how Jira's
 * clock goes. `seen` are the issues told already, each with the change that was
 * told, as far back as the next query reaches.
 */
const Cursor = z.object({
  since: z.string(),
  seen: z.record(z.string(), z.string()),
  page: z.object({ jql: z.string(), token: z.string(), at: z.number() }).nullable(),
});
type Cursor = z.infer<typeof Cursor>;

/** The query reaches back over what was told before, for what Jira's index brought late; only news are told. */
export async function readChanges(
  desk: JiraDesk,
  text: string | null,
  signal?: AbortSignal,
): Promise<{ issues: IssueSnapshot[]; cursor: string; more: boolean }> {
  const place = await desk.place.current();
  if (text === null) return { issues: [], cursor: JSON.stringify(await begin(desk, signal)), more: false };
  const cursor = Cursor.parse(JSON.parse(text));
  const now = desk.clock.now().getTime();
  const page = cursor.page && now - cursor.page.at < restMs ? cursor.page : null;
  const from = sinceInJql(desk, Date.parse(cursor.since) - overlapMs);
  const jql = page?.jql ?? `${inProject(desk)} AND updated >= ${from} ORDER BY updated ASC`;
  const { issues, next } = await searchIssues(desk, jql, page?.token ?? null, signal);
  const news = issues.filter(({ id, fields }) => cursor.seen[id] !== fields.updated);
  const seen = { ...cursor.seen, ...seenIn(issues) };
  const told: Cursor = next
    ? { since: cursor.since, seen, page: { jql, token: next, at: page?.at ?? now } }
    : closed(seen, page?.at ?? now);
  return {
    issues: news.map((issue) => toSnapshot(place, issue)),
    cursor: JSON.stringify(told),
    more: next !== null,
  };
}

async function begin(desk: JiraDesk, signal?: AbortSignal): Promise<Cursor> {
  const { issues } = await searchIssues(desk, `${inProject(desk)} ORDER BY updated DESC`, null, signal);
  return closed(seenIn(issues), desk.clock.now().getTime());
}

function seenIn(issues: readonly JiraIssue[]): Record<string, string> {
  return Object.fromEntries(issues.map(({ id, fields }) => [id, fields.updated]));
}

/** Moved on to when it was asked, and rid of what the next query cannot bring again. */
function closed(seen: Cursor['seen'], askedAt: number): Cursor {
  const times = Object.entries(seen).map(([id, updated]) => ({
    id,
    updated,
    at: Date.parse(toIso(updated)),
  }));
  const latest = times.reduce((highest, { at }) => Math.max(highest, at), 0);
  const reachMs = overlapMs + 15 * 60_000;
  const kept = times.filter(({ at }) => at >= latest - reachMs).map(({ id, updated }) => [id, updated]);
  return { since: new Date(askedAt).toISOString(), seen: Object.fromEntries(kept), page: null };
}

function inProject({ settings }: JiraDesk): string {
  return `project = "${settings.project}"`;
}

/** Longer than any attempt in doubt is left before it is looked up. */
const findMs = 30 * 24 * 3_600_000;

/**
 * Looks through what this account created of late, because Jira finds no issue by its property: one request for each
 * hundred of them, and what was created in the last minute may be missing.
 */
export async function findByKeys(
  desk: JiraDesk,
  keys: readonly IssueKey[],
  signal?: AbortSignal,
): Promise<Map<string, IssueSnapshot[]>> {
  if (keys.length === 0) return new Map();
  const known = keys.map(({ since }) => (since === undefined ? Number.NaN : Date.parse(since)));
  const earliest = Math.min(...known);
  const from = sinceInJql(desk, Number.isNaN(earliest) ? desk.clock.now().getTime() - findMs : earliest);
  const jql = `${inProject(desk)} AND creator = currentUser() AND created >= ${from} ORDER BY created ASC`;
  const wanted = new Set(keys.map(({ marker }) => marker));
  return byMarker(desk, await searchAll(desk, jql, signal), (marker) => wanted.has(marker));
}

/** Whoever created them, so that a change of the account hides none. */
export async function sweepIssues(
  desk: JiraDesk,
  since: string,
  signal?: AbortSignal,
): Promise<Map<string, IssueSnapshot[]>> {
  const from = Date.parse(since);
  const jql = `${inProject(desk)} AND created >= ${sinceInJql(desk, from)} ORDER BY created ASC`;
  const issues = await searchAll(desk, jql, signal);
  const young = issues.filter(({ fields }) => Date.parse(toIso(fields.created)) >= from);
  return byMarker(desk, young, () => true);
}

async function byMarker(
  desk: JiraDesk,
  issues: readonly JiraIssue[],
  isWanted: (marker: string) => boolean,
): Promise<Map<string, IssueSnapshot[]>> {
  const place = await desk.place.current();
  const found = new Map<string, IssueSnapshot[]>();
  for (const issue of issues) {
    const marker = markerOf(issue);
    if (marker === null || !isWanted(marker)) continue;
    found.set(marker, [...(found.get(marker) ?? []), toSnapshot(place, issue)]);
  }
  return found;
}

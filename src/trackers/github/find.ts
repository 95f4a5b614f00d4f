/** Issues of ours by their marker, from the list of issues: search lags behind and is never asked. */
import * as z from 'zod';
import type { IssueKey } from '../../domain/ids.ts';
import { readMarker } from '../../domain/issue-marker.ts';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { type GithubIssue, RestIssue } from './issue.ts';
import { toSnapshot } from './mapping.ts';

export const listRoute = 'GET /repos/{owner}/{repo}/issues';

/** GitHub's largest page. */
export const pageSize = 100;

/** In whole seconds, as GitHub writes it. */
export function toGithubTime(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}

/** As far as two clocks may part while a key is in use. */
const clockSlackMs = 10 * 60_000;

/**
 * Where it is known since when these keys are in use, what was created since is read, else all issues, the newest first,
 * until every key is found.
 */
export async function findIssues(
  desk: GithubDesk,
  keys: readonly IssueKey[],
  signal?: AbortSignal,
): Promise<Map<string, IssueSnapshot[]>> {
  const wanted = new Set(keys.map(({ marker }) => marker));
  const ours = earliest(keys.map((key) => key.since ?? desk.keys.firstTried(key.marker)?.toISOString()));
  await desk.place.current();
  const since = ours && new Date(desk.api.toServerTime(ours).getTime() - clockSlackMs);
  const missing = new Set(wanted);
  const found = await readCreated(desk, since, signal, (page) => {
    for (const { body } of page) missing.delete(readMarker(body) ?? '');
    return since === null && missing.size === 0;
  });
  return byMarker(found.filter(({ body }) => wanted.has(readMarker(body) ?? '')));
}

/** The newest page of what was created. */
export function readNewest(desk: GithubDesk, signal?: AbortSignal): Promise<GithubIssue[]> {
  return readCreated(desk, null, signal, () => true);
}

/** All that carries a key and was created since. */
export async function sweepIssues(
  desk: GithubDesk,
  since: string,
  signal?: AbortSignal,
): Promise<Map<string, IssueSnapshot[]>> {
  const found = await readCreated(desk, new Date(since), signal, () => false);
  return byMarker(found.filter(({ createdAt }) => Date.parse(createdAt) >= Date.parse(since)));
}

/** Null when of one of them nothing is known. */
function earliest(times: readonly (string | undefined)[]): Date | null {
  const known = times.flatMap((time) => (time === undefined ? [] : Date.parse(time)));
  return known.length < times.length ? null : new Date(Math.min(...known));
}

/** The newest first, until they are older than that, or `isEnough`. */
async function readCreated(
  desk: GithubDesk,
  since: Date | null,
  signal: AbortSignal | undefined,
  isEnough: (page: readonly GithubIssue[]) => boolean,
): Promise<GithubIssue[]> {
  const { repository } = await desk.place.current();
  const issues: GithubIssue[] = [];
  for (let page = 1; ; page++) {
    const wish = {
      owner: repository.owner,
      repo: repository.name,
      state: 'all',
      sort: 'created',
      direction: 'desc',
      per_page: pageSize,
      page,
      ...(since === null ? {} : { since: toGithubTime(since) }),
    };
    const answer = await desk.api.call(listRoute, wish, z.array(RestIssue), signal);
    const read = answer?.data ?? [];
    issues.push(...read.filter(({ isPullRequest }) => !isPullRequest));
    const isOld = since !== null && read.some(({ createdAt }) => Date.parse(createdAt) < since.getTime());
    if (!answer?.hasNext || isOld || isEnough(read)) break;
  }
  desk.keys.note(issues);
  return issues;
}

/** The oldest issue of each marker first. */
function byMarker(issues: readonly GithubIssue[]): Map<string, IssueSnapshot[]> {
  const oldestFirst = issues.toSorted((one, other) => one.number - other.number);
  const groups = Map.groupBy(oldestFirst, ({ body }) => readMarker(body));
  return new Map([...groups].flatMap(([marker, group]) => (marker ? [[marker, group.map(toSnapshot)]] : [])));
}

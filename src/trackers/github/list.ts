/** The repository's issues as duplicates are looked for in them: open ones and those closed of late, a page at a time. */
import * as z from 'zod';
import { readMarker } from '../../domain/issue-marker.ts';
import type { ListedIssue } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { listRoute, pageSize, toGithubTime } from './find.ts';
import { type GithubIssue, RestIssue } from './issue.ts';
import { rawStatus, readBody } from './mapping.ts';

/** What an issue is about stands at its beginning. */
const textLength = 600;

/**
 * First all that changed since, then what is open and did not: GitHub's list cannot ask for both at once. The place in it
 * is `changed:2` or `open:1`.
 */
export async function listIssues(
  desk: GithubDesk,
  { closedSince, after }: { closedSince: string; after: string | null },
  signal?: AbortSignal,
): Promise<{ issues: ListedIssue[]; next: string | null }> {
  const { repository } = await desk.place.current();
  const [phase, number] = (after ?? 'changed:1').split(':') as ['changed' | 'open', string];
  const page = Number(number);
  const since = new Date(closedSince);
  const wish = {
    owner: repository.owner,
    repo: repository.name,
    sort: 'updated',
    direction: 'desc',
    per_page: pageSize,
    page,
    ...(phase === 'changed' ? { state: 'all', since: toGithubTime(since) } : { state: 'open' }),
  };
  const answer = await desk.api.call(listRoute, wish, z.array(RestIssue), signal);
  const read = (answer?.data ?? []).filter(({ isPullRequest }) => !isPullRequest);
  const isWanted = ({ state, closedAt, updatedAt }: GithubIssue) => {
    if (phase === 'open') return Date.parse(updatedAt) < since.getTime();
    return state === 'open' || Date.parse(closedAt ?? updatedAt) >= since.getTime();
  };
  const end = phase === 'changed' ? 'open:1' : null;
  return {
    issues: read.filter(isWanted).map(toListed),
    next: answer?.hasNext ? `${phase}:${page + 1}` : end,
  };
}

function toListed(issue: GithubIssue): ListedIssue {
  return {
    externalId: issue.id,
    externalKey: `#${issue.number}`,
    url: issue.url,
    title: issue.title,
    text: readBody(issue.body).slice(0, textLength),
    rawStatus: rawStatus(issue, issue.labels),
    open: issue.state === 'open',
    marker: readMarker(issue.body),
  };
}

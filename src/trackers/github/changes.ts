/** What changed in the repository since it was last asked: one conditional request, which costs nothing when nothing did. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { IssueSnapshot } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { listRoute, pageSize } from './find.ts';
import { RestIssue } from './issue.ts';
import { toSnapshot } from './mapping.ts';

/**
 * GitHub's times are of whole seconds, so everything changed in the second `since` is told again with what came later.
 * `seen` is what it said when it was told, by node id.
 */
const Cursor = z.object({
  since: z.string(),
  page: z.int(),
  etag: z.string().nullable(),
  seen: z.record(z.string(), z.string()),
});
type Cursor = z.infer<typeof Cursor>;
type Read = z.infer<typeof RestIssue>;

export async function readChanges(
  desk: GithubDesk,
  text: string | null,
  signal?: AbortSignal,
): Promise<{ issues: IssueSnapshot[]; cursor: string; more: boolean }> {
  if (text === null) return { issues: [], cursor: JSON.stringify(await begin(desk, signal)), more: false };
  const cursor = Cursor.parse(JSON.parse(text));
  const wish = { since: cursor.since, direction: 'asc', per_page: pageSize, page: cursor.page };
  const answer = await ask(desk, { ...wish, etag: cursor.etag }, signal);
  if (answer === null) return { issues: [], cursor: text, more: false };
  const news = answer.data.filter((issue) => cursor.seen[issue.id] !== print(issue));
  return {
    issues: news.filter(({ isPullRequest }) => !isPullRequest).map(toSnapshot),
    cursor: JSON.stringify(advance(cursor, answer)),
    more: answer.hasNext,
  };
}

/** To the newest change of the page; within one second, which may fill pages, to the next page. */
function advance(
  cursor: Cursor,
  { data, etag, hasNext }: { data: Read[]; etag: string | null; hasNext: boolean },
): Cursor {
  const since = data.at(-1)?.updatedAt ?? cursor.since;
  const seen = printsOf(data, since);
  if (since !== cursor.since) return { since, page: 1, etag: null, seen };
  return {
    since,
    page: cursor.page + (hasNext ? 1 : 0),
    etag: hasNext ? null : etag,
    seen: { ...cursor.seen, ...seen },
  };
}

/** By GitHub's own clock, which need not go as ours does. */
async function begin(desk: GithubDesk, signal?: AbortSignal): Promise<Cursor> {
  const answer = await ask(desk, { direction: 'desc', per_page: pageSize }, signal);
  const data = answer?.data ?? [];
  const since = data[0]?.updatedAt ?? new Date(0).toISOString();
  return { since, page: 1, etag: null, seen: printsOf(data, since) };
}

async function ask(
  desk: GithubDesk,
  { etag, ...wish }: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<{ data: Read[]; etag: string | null; hasNext: boolean } | null> {
  // Asking every few minutes must stay a single request.
  const { repository } = await desk.place.last();
  const at = { owner: repository.owner, repo: repository.name, state: 'all', sort: 'updated' };
  const headers = etag ? { 'if-none-match': etag } : {};
  return desk.api.call(listRoute, { ...at, ...wish, headers }, z.array(RestIssue), signal);
}

function printsOf(issues: readonly Read[], second: string): Record<string, string> {
  const told = issues.filter(({ updatedAt }) => updatedAt === second);
  return Object.fromEntries(told.map((issue) => [issue.id, print(issue)]));
}

function print(issue: Read): string {
  return createHash('sha256').update(JSON.stringify(issue)).digest('base64url').slice(0, 16);
}

/** Pull requests and commits as GitHub knows them: merged or not, reviewed by whom, checked, deployed. */
import * as z from 'zod';
import type { CommitState, PullRequest } from '../../ports/code-host.ts';
import type { GithubApi } from './api.ts';

type Place = { owner: string; repo: string };

const pullDocument = `query DocketPull($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    number title body headRefName mergedAt
    mergeCommit { oid }
    closingIssuesReferences(first: 50) { nodes { id } }
    reviews(last: 100) { nodes { id state submittedAt author { login } } }
  } }
}`;

/** Without the nulls that GitHub puts in the place of what an account may not see. */
const Nodes = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .object({ nodes: z.array(shape.nullable()).nullable() })
    .nullable()
    .transform((page) => (page?.nodes ?? []).filter((node) => node !== null));

const Pull = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string(),
  headRefName: z.string(),
  mergedAt: z.string().nullable(),
  mergeCommit: z.object({ oid: z.string() }).nullable(),
  closingIssuesReferences: Nodes(z.object({ id: z.string() })),
  reviews: Nodes(
    z.object({
      id: z.string(),
      state: z.string(),
      submittedAt: z.string().nullable(),
      author: z.object({ login: z.string() }).nullable(),
    }),
  ),
});
const PullAnswer = z.object({
  repository: z.object({ pullRequest: Pull.nullable() }).nullable(),
});

export async function readPull(
  api: GithubApi,
  place: Place,
  number: number,
  signal?: AbortSignal,
): Promise<PullRequest | null> {
  const { data } = await api.askSome(pullDocument, { ...place, number }, PullAnswer, signal);
  const pull = data.repository?.pullRequest;
  if (!pull) return null;
  const { title, body, headRefName: branch, mergedAt, mergeCommit, reviews } = pull;
  return {
    ...{ number, title, body, branch, mergedAt, commit: mergeCommit?.oid ?? null },
    closes: pull.closingIssuesReferences.map(({ id }) => id),
    reviews: reviews.flatMap(({ id, state, submittedAt, author }) =>
      submittedAt === null
        ? []
        : [
            {
              ...{ id, at: submittedAt, by: author ? [author.login] : [], kind: 'review' as const },
              word: state.toLowerCase(),
            },
          ],
    ),
  };
}

const commitDocument = `query DocketCommit($owner: String!, $repo: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $repo) { object(oid: $oid) { ... on Commit {
    oid
    statusCheckRollup { state }
    deployments(last: 50) { nodes { environment latestStatus { state } } }
  } } }
}`;

const Checked = z.object({
  oid: z.string(),
  statusCheckRollup: z.object({ state: z.string() }).nullable(),
  deployments: Nodes(
    z.object({
      environment: z.string().nullable(),
      latestStatus: z.object({ state: z.string() }).nullable(),
    }),
  ),
});
const CommitAnswer = z.object({ repository: z.object({ object: Checked.nullable() }).nullable() });

const verdicts: Record<string, CommitState['checks']> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'failure',
};

export async function readCommit(
  api: GithubApi,
  place: Place,
  oid: string,
  signal?: AbortSignal,
): Promise<CommitState | null> {
  const { data } = await api.askSome(commitDocument, { ...place, oid }, CommitAnswer, signal);
  const commit = data.repository?.object;
  if (!commit) return null;
  const state = commit.statusCheckRollup?.state;
  return {
    checks: state === undefined ? null : (verdicts[state] ?? 'pending'),
    deployed: commit.deployments.flatMap(({ environment, latestStatus }) =>
      environment && latestStatus?.state === 'SUCCESS' ? [environment.toLowerCase()] : [],
    ),
  };
}

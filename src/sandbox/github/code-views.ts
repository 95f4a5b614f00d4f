/** Timelines of issues, pull requests and commits as the types of GitHub's GraphQL schema. */
import { notFound } from './answers.ts';
import { connect, labelView, userView, type View } from './plain-views.ts';
import { viewerId } from './seed.ts';
import type { IssueRow, World } from './world.ts';

export function timelineOf(world: World, { id }: IssueRow): View[] {
  const own = [...world.happenings.values()].filter(({ issueId }) => issueId === id);
  return own.map(({ id: eventId, at, actorId, kind, word }) => ({
    __typename: kind === 'label' ? 'LabeledEvent' : word === 'closed' ? 'ClosedEvent' : 'ReopenedEvent',
    id: eventId,
    createdAt: at,
    actor: () => userView(world.users.get(actorId ?? viewerId)!),
    ...(kind === 'label' ? { label: () => labelView(world.labels.get(word)!) } : {}),
  }));
}

export function pullView(world: World, number: number, issue: (row: IssueRow) => View): View {
  const row = [...world.pulls.values()].find((one) => one.number === number);
  if (!row) throw notFound(String(number));
  const { mergedAt, mergeOid } = row;
  return {
    __typename: 'PullRequest',
    ...{ id: row.id, number, title: row.title, body: row.body, headRefName: row.headRef },
    ...{ merged: mergedAt !== null, mergedAt },
    mergeCommit: () => (mergeOid === null ? null : commitView(world, mergeOid)),
    closingIssuesReferences: (asked: object) => connect(closedBy(world, row.body).map(issue), asked),
    reviews: (asked: object) =>
      connect(
        row.reviews.map(({ userId, state, at }, index) => ({
          ...{ id: `${row.id}-${index}`, state, submittedAt: at },
          author: () => userView(world.users.get(userId)!),
        })),
        asked,
      ),
  };
}

/** GitHub's keywords, before a number. */
function closedBy(world: World, body: string): IssueRow[] {
  const named = [...body.matchAll(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?) #(\d+)/gi)];
  const numbers = named.map(([, number]) => Number(number));
  return [...world.issues.values()].filter((one) => numbers.includes(one.number) && !one.gone);
}

/** Null for a commit nobody knows. */
export function commitView(world: World, oid: string): View | null {
  const row = world.commits.get(oid);
  if (!row) return null;
  return {
    ...{ __typename: 'Commit', id: `C_${oid}`, oid },
    statusCheckRollup: () => row.checks && { id: `SCR_${oid}`, state: row.checks },
    deployments: (asked: object) =>
      connect(
        row.deployments.map(({ environment, state }, index) => ({
          ...{ id: `DE_${oid}-${index}`, environment },
          latestStatus: () => ({ id: `DES_${oid}-${index}`, state }),
        })),
        asked,
      ),
  };
}

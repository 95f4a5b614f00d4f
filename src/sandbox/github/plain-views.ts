/** What all views of GitHub's GraphQL are made with: people, labels, and pages of a list. */
import type { LabelRow, UserRow } from './world.ts';

export type View = Record<string, unknown>;
export type PageArguments = {
  after?: string | null;
  before?: string | null;
  first?: number | null;
  last?: number | null;
};

export function userView(row: UserRow): View {
  return { __typename: 'User', ...row };
}

export function labelView(row: LabelRow): View {
  return { __typename: 'Label', ...row };
}

/** A page of at most a hundred; the cursor is the place in the list. */
export function connect(views: readonly View[], asked: PageArguments): View {
  const from = asked.after ? Number(asked.after) : 0;
  const to = asked.before ? Number(asked.before) : views.length;
  const size = Math.min(asked.first ?? asked.last ?? 100, 100);
  const start = asked.last ? Math.max(from, to - size) : from;
  const end = Math.min(to, start + size);
  return {
    nodes: views.slice(start, end),
    totalCount: views.length,
    pageInfo: {
      startCursor: String(start),
      endCursor: String(end),
      hasNextPage: end < views.length,
      hasPreviousPage: start > 0,
    },
  };
}

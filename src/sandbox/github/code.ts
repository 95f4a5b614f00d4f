/** Pull requests and commits as people and build servers act on them: opened, reviewed, merged, checked, deployed. */
import { createHash } from 'node:crypto';
import { notFound } from './answers.ts';
import type { CommitRow, PullRow, World } from './world.ts';

export type CodeDeeds = {
  /** Its number. */
  openPull(wish: { title: string; branch: string; body?: string }): number;
  review(number: number, wish: { by: string; state: 'APPROVED' | 'CHANGES_REQUESTED' }): void;
  /** The hash of the commit it became. */
  merge(number: number): string;
  check(commit: string, state: 'PENDING' | 'SUCCESS' | 'FAILURE'): void;
  deploy(commit: string, environment: string, state?: 'SUCCESS' | 'FAILURE'): void;
};

export function createCode(world: World): CodeDeeds {
  const pullOf = (number: number) => {
    const row = [...world.pulls.values()].find((one) => one.number === number);
    if (!row) throw notFound(String(number));
    return row;
  };
  const putPull = (row: PullRow) =>
    world.commit([{ noun: 'pulls', row: { ...row, updatedAt: world.now() } }]);
  const putCommit = (hash: string, change: (row: CommitRow) => Partial<CommitRow>) => {
    const row = world.commits.get(hash) ?? newCommit(world, hash);
    world.commit([{ noun: 'commits', row: { ...row, ...change(row), updatedAt: world.now() } }]);
  };
  return {
    openPull({ title, branch, body = '' }) {
      const at = { createdAt: world.now(), updatedAt: world.now() };
      const number = world.nextNumber();
      const userId = [...world.users.keys()].at(-1)!;
      const own = {
        number,
        title,
        body,
        headRef: branch,
        userId,
        mergedAt: null,
        mergeOid: null,
        reviews: [],
      };
      world.commit([{ noun: 'pulls', row: { ...world.newId('PR'), ...at, ...own } }]);
      return number;
    },
    review(number, { by, state }) {
      const user = [...world.users.values()].find((one) => one.login === by);
      if (!user) throw notFound(by);
      const row = pullOf(number);
      putPull({ ...row, reviews: [...row.reviews, { userId: user.id, state, at: world.now() }] });
    },
    merge(number) {
      const mergeOid = createHash('sha1').update(`${number} ${world.now()}`).digest('hex');
      const row = newCommit(world, mergeOid);
      world.commit([{ noun: 'commits', row }]);
      putPull({ ...pullOf(number), mergedAt: world.now(), mergeOid });
      return mergeOid;
    },
    check: (hash, checks) => putCommit(hash, () => ({ checks })),
    deploy: (hash, environment, state = 'SUCCESS') =>
      putCommit(hash, ({ deployments }) => ({ deployments: [...deployments, { environment, state }] })),
  };
}

function newCommit(world: World, id: string): CommitRow {
  const { databaseId } = world.newId('C');
  return { id, databaseId, createdAt: world.now(), updatedAt: world.now(), checks: null, deployments: [] };
}

/** The repository of the team's code, as agents may read it; nothing is ever written to it. */

import type { IssueWord } from '../domain/push.ts';

export type Commit = { sha: string; title: string; author: string; at: string; url: string };

export type PullRequest = {
  number: number;
  title: string;
  body: string;
  /** The branch it comes from. */
  branch: string;
  /** ISO time; null while it is not merged. */
  mergedAt: string | null;
  /** The commit it became. */
  commit: string | null;
  /** Ids of the issues it closes, as the tracker knows them. */
  closes: string[];
  /** `approved` and `changes_requested`, the oldest first. */
  reviews: IssueWord[];
};

/** What was checked and deployed of a commit: all checks taken together, and where it runs now. */
export type CommitState = {
  checks: 'success' | 'failure' | 'pending' | null;
  /** Names of environments, such as `staging`. */
  deployed: string[];
};

export type CodeHost = {
  /** `GitHub › octo-org/shop`. */
  label: string;
  /** Paths in the repository that end in this file's name, the closest to the whole path first; at most 5. Throws as a tracker's `read` does. */
  findFiles(name: string, signal?: AbortSignal): Promise<string[]>;
  /** The latest commits that touched this path, newest first; at most 5. Throws as `findFiles` does. */
  commits(path: string, signal?: AbortSignal): Promise<Commit[]>;
  /** Null where there is none of this number. Throws as `findFiles` does. */
  pull(number: number, signal?: AbortSignal): Promise<PullRequest | null>;
  /** Null for a commit that is not there. Throws as `findFiles` does. */
  commit(hash: string, signal?: AbortSignal): Promise<CommitState | null>;
};

/** The repository of the team's code, as agents may read it; nothing is ever written to it. */

export type Commit = { sha: string; title: string; author: string; at: string; url: string };

export type CodeHost = {
  /** `GitHub › octo-org/shop`. */
  label: string;
  /** Paths in the repository that end in this file's name, the closest to the whole path first; at most 5. Throws as a tracker's `read` does. */
  findFiles(name: string, signal?: AbortSignal): Promise<string[]>;
  /** The latest commits that touched this path, newest first; at most 5. Throws as `findFiles` does. */
  commits(path: string, signal?: AbortSignal): Promise<Commit[]>;
};

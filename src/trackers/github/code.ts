/** The code in GitHub's repository, as agents may read it: names of files, and who changed one last. */
import * as z from 'zod';
import { type Clock, systemClock } from '../../ports/clock.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import { createGithubApi } from './api.ts';
import { readCommit, readPull } from './delivery.ts';
import { readFault } from './fault.ts';
import { toError } from './say-fault.ts';
import type { GithubSettings } from './settings.ts';

const Tree = z.object({ tree: z.array(z.object({ path: z.string(), type: z.string() })) });
const Commits = z.array(
  z.object({
    sha: z.string(),
    html_url: z.string(),
    commit: z.object({
      message: z.string(),
      author: z.object({ name: z.string().nullish(), date: z.string().nullish() }).nullable(),
    }),
  }),
);

const requestTimeoutMs = 15_000;
const most = 5;
/** The list of files is asked for again after this long. */
const keepTreeMs = 5 * 60_000;

/** Two kinds of requests, both reads: the tree of the default branch, and the commits of a path. */
export function createGithubCode(settings: GithubSettings, clock: Clock = systemClock): CodeHost {
  const api = createGithubApi(settings, requestTimeoutMs, clock);
  const place = { owner: settings.owner, repo: settings.repository };
  let tree: { at: number; paths: Promise<string[]> } | null = null;
  const guarded = async <Answer>(work: () => Promise<Answer>) => {
    try {
      return await work();
    } catch (error) {
      throw toError(readFault(error, clock.now()), error);
    }
  };
  const ask = async <Shape extends z.ZodType>(
    route: string,
    parameters: Record<string, unknown>,
    shape: Shape,
  ) => {
    return guarded(async () => (await api.call(route, { ...place, ...parameters }, shape))?.data);
  };
  const readPaths = async () => {
    const found = await ask(
      'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
      { tree_sha: 'HEAD', recursive: '1' },
      Tree,
    );
    return (found?.tree ?? []).filter(({ type }) => type === 'blob').map(({ path }) => path);
  };
  return {
    label: `GitHub › ${settings.owner}/${settings.repository}`,
    async findFiles(name) {
      const now = clock.now().getTime();
      if (tree === null || now - tree.at > keepTreeMs) tree = { at: now, paths: readPaths() };
      const known = tree;
      const paths = await known.paths.catch((error) => {
        if (tree === known) tree = null;
        throw error;
      });
      return closest(paths, name);
    },
    pull: (number, signal) => guarded(() => readPull(api, place, number, signal)),
    commit: (hash, signal) => guarded(() => readCommit(api, place, hash, signal)),
    async commits(path) {
      const found = await ask('GET /repos/{owner}/{repo}/commits', { path, per_page: most }, Commits);
      return (found ?? []).map(({ sha, html_url: url, commit: { message, author } }) => {
        return {
          sha,
          title: message.split('\n')[0]!,
          author: author?.name ?? 'Somebody',
          at: author?.date ?? '',
          url,
        };
      });
    },
  };
}

/** Those with the longest common end: a stack trace may name `/app/src/cart.ts`, and the repository has `src/cart.ts`. */
function closest(paths: readonly string[], name: string): string[] {
  const wanted = name.split('/').toReversed();
  const shared = (path: string) => {
    const parts = path.split('/').toReversed();
    const at = wanted.findIndex((part, place) => part !== parts[place]);
    return at === -1 ? wanted.length : at;
  };
  const found = paths.map((path) => ({ path, length: shared(path) })).filter(({ length }) => length > 0);
  return found
    .sort((one, other) => other.length - one.length)
    .slice(0, most)
    .map(({ path }) => path);
}

/** Labels by name: found in the repository, created when the token may, and otherwise left for the text. */
import * as z from 'zod';
import type { GithubApi } from './api.ts';
import { type GithubFault, readFault } from './fault.ts';
import type { Repository } from './repository.ts';

export type PickedLabels = { ids: string[]; unmapped: string[]; warnings: string[] };

export type LabelBook = {
  /** What cannot become a label, in a sentence each. */
  problems(names: readonly string[]): string[];
  /** Ids for these names, missing labels created. Throws only when GitHub cannot be asked at all. */
  pick(names: readonly string[], signal?: AbortSignal): Promise<PickedLabels>;
};

/** GitHub's own limit. */
const longestName = 50;

const Label = z.object({ node_id: z.string(), name: z.string() });

export function createLabelBook(
  api: GithubApi,
  { owner, name: repo, labels, mayTriage }: Repository,
): LabelBook {
  const known = new Map(labels.map(({ id, name }) => [name.toLowerCase(), id]));
  const note = ({ node_id, name }: z.infer<typeof Label>) => known.set(name.toLowerCase(), node_id);
  const misfit = (name: string): string | null => {
    if (!mayTriage) return `The GitHub token may not label issues, so "${name}" is only named in the text.`;
    if (name.length <= longestName) return null;
    return `GitHub takes labels of ${longestName} characters, so "${name}" is only named in the text.`;
  };
  /** Creates it, or learns that it was there already: beyond the first hundred, or made by somebody meanwhile. */
  const obtain = async (name: string, signal?: AbortSignal): Promise<void> => {
    try {
      const made = await api.call('POST /repos/{owner}/{repo}/labels', { owner, repo, name }, Label, signal);
      if (made) note(made.data);
    } catch (error) {
      if (stopsEverything(readFault(error, new Date(0)))) throw error;
      const query = `query DocketLabel($owner: String!, $repo: String!, $query: String!) {
        repository(owner: $owner, name: $repo) { labels(first: 100, query: $query) { nodes { node_id: id name } } }
      }`;
      const found = await api.ask(query, { owner, repo, query: name }, Found, signal);
      for (const label of found.repository.labels.nodes) note(label);
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  const pickAll = async (names: readonly string[], signal?: AbortSignal): Promise<PickedLabels> => {
    const picked: PickedLabels = { ids: [], unmapped: [], warnings: [] };
    for (const name of names) {
      const problem = misfit(name);
      if (problem === null && !known.has(name.toLowerCase())) await obtain(name, signal);
      const id = known.get(name.toLowerCase());
      if (problem === null && id !== undefined) picked.ids.push(id);
      else {
        picked.unmapped.push(name);
        picked.warnings.push(problem ?? sayUncreated(name));
      }
    }
    return picked;
  };
  return {
    problems: (names) => names.flatMap((name) => misfit(name) ?? []),
    // One after another, so that issues sent at the same time create a label they share only once.
    pick(names, signal) {
      const turn = last.then(() => pickAll(names, signal));
      last = turn.catch(() => {});
      return turn;
    },
  };
}

const Found = z.object({ repository: z.object({ labels: z.object({ nodes: z.array(Label) }) }) });

function sayUncreated(name: string): string {
  return `GitHub did not let us create the label "${name}", so it is only named in the text.`;
}

/** With these, creating the issue would fail as well. */
function stopsEverything({ kind }: GithubFault): boolean {
  return kind === 'auth' || kind === 'rate_limited' || kind === 'unreachable';
}

/** What GitHub would refuse or change about a draft, said before anyone approves it. */
import * as z from 'zod';
import type { IssueDraft } from '../../domain/push.ts';
import { labelsFor } from './create.ts';
import type { GithubDesk } from './desk.ts';
import { writeBody } from './mapping.ts';
import type { Place } from './place.ts';

type Problem = { index: number; problem: string; fatal: boolean };

/** GitHub's limits; the text's is told in several ways, so we stay well below all of them. */
const limits = { title: 256, bytes: 60_000, children: 100, levels: 8, labels: 100 };

/** As long as any. */
const someMarker = 'a'.repeat(26);

export async function preflight(
  desk: GithubDesk,
  drafts: readonly IssueDraft[],
  signal?: AbortSignal,
): Promise<Problem[]> {
  if (drafts.length === 0) return [];
  const place = await desk.place.current();
  const crowded = await crowdedParents(desk, drafts, signal);
  return drafts.flatMap((draft, index) => [
    ...refusalsOf(draft, crowded).map((problem) => ({ index, problem, fatal: true })),
    ...changesOf(place, draft).map((problem) => ({ index, problem, fatal: false })),
  ]);
}

function refusalsOf(draft: IssueDraft, crowded: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  if (draft.title.trim() === '') problems.push('GitHub refuses an issue without a title.');
  if (draft.title.length > limits.title) {
    problems.push(`The title is longer than ${limits.title} characters.`);
  }
  const body = writeBody(draft.body, { priority: draft.priority, marker: someMarker });
  const bytes = Buffer.byteLength(body);
  if (bytes > limits.bytes) {
    problems.push(`The text has ${bytes} bytes; at most ${limits.bytes} are sent to GitHub.`);
  }
  const noRoom = crowded.get(draft.parentExternalId ?? '');
  return noRoom === undefined ? problems : [...problems, noRoom];
}

function changesOf(place: Place, draft: IssueDraft): string[] {
  const names = labelsFor(place, draft);
  const tooMany = names.length > limits.labels ? [`GitHub takes ${limits.labels} labels of an issue.`] : [];
  return [...place.labels.problems(names), ...tooMany];
}

const readParents = `query DocketParents($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Issue { id number subIssuesSummary { total }
    parent { parent { parent { parent { parent { parent { parent { id } } } } } } }
  } }
}`;
const Parent = z.object({
  id: z.string(),
  number: z.int(),
  subIssuesSummary: z.object({ total: z.int() }),
  parent: z.unknown(),
});
const Parents = z.object({ nodes: z.array(Parent.or(z.looseObject({}).transform(() => null)).nullable()) });

/** Parents on GitHub that cannot take these children too, by id, and why. Closed children count as well. */
async function crowdedParents(
  desk: GithubDesk,
  drafts: readonly IssueDraft[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const children = Map.groupBy(drafts, ({ parentExternalId }) => parentExternalId);
  const ids = [...children.keys()].filter((id) => id !== null);
  const crowded = new Map<string, string>();
  for (let at = 0; at < ids.length; at += 100) {
    const { data } = await desk.api.askSome(readParents, { ids: ids.slice(at, at + 100) }, Parents, signal);
    for (const parent of data.nodes) {
      if (parent === null) continue;
      const count = parent.subIssuesSummary.total + (children.get(parent.id)?.length ?? 0);
      if (count > limits.children) {
        crowded.set(
          parent.id,
          `#${parent.number} would have ${count} sub-issues; GitHub allows ${limits.children}.`,
        );
      } else if (levelsAbove(parent.parent) + 2 > limits.levels) {
        crowded.set(parent.id, `#${parent.number} lies too deep; GitHub allows ${limits.levels} levels.`);
      }
    }
  }
  return crowded;
}

function levelsAbove(parent: unknown): number {
  let levels = 0;
  for (let one = parent as { parent?: unknown } | null | undefined; one; levels++) {
    one = one.parent as { parent?: unknown } | null | undefined;
  }
  return levels;
}

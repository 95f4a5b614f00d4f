/** Who moved or labelled an issue in Linear, as its history tells. */
import * as z from 'zod';
import type { IssueWord } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';

const document = `
query DocketWords($id: String!) {
  issue(id: $id) {
    history(first: 100) {
      nodes { id createdAt actor { id email } toState { name } addedLabels { name } }
    }
  }
}`;

const Entry = z.object({
  id: z.string(),
  createdAt: z.string(),
  actor: z.object({ id: z.string(), email: z.string() }).nullable(),
  toState: z.object({ name: z.string() }).nullable(),
  addedLabels: z.array(z.object({ name: z.string() })).nullable(),
});
const Answer = z.object({ issue: z.object({ history: z.object({ nodes: z.array(Entry) }) }) });

/** One entry may tell of a state and of several labels. */
export async function readWords(
  { api }: LinearDesk,
  externalId: string,
  signal?: AbortSignal,
): Promise<IssueWord[]> {
  const { issue } = await api.ask(document, { id: externalId }, Answer, signal);
  const said = issue.history.nodes.flatMap(({ id, createdAt: at, actor, toState, addedLabels }) => {
    // Not the names on show, which everybody chooses for themselves.
    const by = actor ? [actor.id, actor.email] : [];
    const words = [
      ...(toState ? [{ kind: 'state' as const, word: toState.name }] : []),
      ...(addedLabels ?? []).map(({ name }) => ({ kind: 'label' as const, word: name })),
    ];
    return words.map((word, place): IssueWord => ({ id: `${id}.${place}`, at, by, ...word }));
  });
  // The newest comes first, and several may have the same time.
  return said.toReversed().toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

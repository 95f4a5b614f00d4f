/** Who labelled, closed or opened an issue on GitHub, as its timeline tells. */
import * as z from 'zod';
import type { IssueWord } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';

/** GraphQL: the last hundred events of these kinds, oldest first. */
const document = `query DocketWords($id: ID!) {
  node(id: $id) { ... on Issue { timelineItems(last: 100, itemTypes: [LABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT]) {
    nodes {
      __typename
      ... on LabeledEvent { id createdAt actor { login } label { name } }
      ... on ClosedEvent { id createdAt actor { login } }
      ... on ReopenedEvent { id createdAt actor { login } }
    }
  } } }
}`;

const Event = z.object({
  __typename: z.enum(['LabeledEvent', 'ClosedEvent', 'ReopenedEvent']),
  id: z.string(),
  createdAt: z.string(),
  actor: z.object({ login: z.string() }).nullable(),
  label: z.object({ name: z.string() }).optional(),
});
const Answer = z.object({
  node: z
    .object({ timelineItems: z.object({ nodes: z.array(Event.nullable()).nullable() }).optional() })
    .nullable(),
});

const states = { LabeledEvent: '', ClosedEvent: 'closed', ReopenedEvent: 'open' };

export async function readWords(
  desk: GithubDesk,
  externalId: string,
  signal?: AbortSignal,
): Promise<IssueWord[]> {
  const { node } = await desk.api.ask(document, { id: externalId }, Answer, signal);
  const events = (node?.timelineItems?.nodes ?? []).filter((one) => one !== null);
  return events.map(({ __typename: type, id, createdAt, actor, label }) => ({
    ...{ id, at: createdAt, by: actor ? [actor.login] : [] },
    kind: label ? ('label' as const) : ('state' as const),
    word: label?.name ?? states[type],
  }));
}

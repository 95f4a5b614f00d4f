/** What is known of a team's labels by name, asked from Linear once per name. */
import * as z from 'zod';
import type { LinearApi } from './api.ts';

/** `id` is null when Linear has no such label. A group holds labels and cannot be put on an issue itself. */
export type Label = { id: string | null; isGroup: boolean; groupId: string | null };

export type LabelIndex = {
  /** Asks for the names not known yet, a hundred to a request. */
  learn(names: readonly string[], signal?: AbortSignal): Promise<void>;
  learnAnew(name: string, signal?: AbortSignal): Promise<void>;
  /** Of a name learnt before; case does not matter, as it does not in Linear. */
  get(name: string): Label;
  create(name: string, signal?: AbortSignal): Promise<void>;
};

const lookUp = `
query DocketLabels($filter: IssueLabelFilter!) {
  issueLabels(first: 250, filter: $filter) { nodes { id name isGroup parent { id } } }
}`;
const Found = z.object({
  issueLabels: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        isGroup: z.boolean(),
        parent: z.object({ id: z.string() }).nullable(),
      }),
    ),
  }),
});

const createLabel = `
mutation DocketLabel($input: IssueLabelCreateInput!) {
  issueLabelCreate(input: $input) { issueLabel { id } }
}`;
const Created = z.object({ issueLabelCreate: z.object({ issueLabel: z.object({ id: z.string() }) }) });

const namesPerRequest = 100;
const none: Label = { id: null, isGroup: false, groupId: null };

export function createLabelIndex(api: LinearApi, teamId: string): LabelIndex {
  const known = new Map<string, Label>();
  const ask = async (names: readonly string[], signal?: AbortSignal) => {
    const usable = { or: [{ team: { null: true } }, { team: { id: { eq: teamId } } }] };
    const named = { or: names.map((name) => ({ name: { eqIgnoreCase: name } })) };
    const { issueLabels } = await api.ask(lookUp, { filter: { and: [usable, named] } }, Found, signal);
    for (const name of names) known.set(name, none);
    for (const { id, name, isGroup, parent } of issueLabels.nodes) {
      known.set(fold(name), { id, isGroup, groupId: parent?.id ?? null });
    }
  };
  return {
    async learn(names, signal) {
      const unseen = [...new Set(names.map(fold))].filter((name) => !known.has(name));
      for (let at = 0; at < unseen.length; at += namesPerRequest) {
        await ask(unseen.slice(at, at + namesPerRequest), signal);
      }
    },
    learnAnew: (name, signal) => ask([fold(name)], signal),
    get: (name) => known.get(fold(name)) ?? none,
    async create(name, signal) {
      const { issueLabelCreate } = await api.ask(createLabel, { input: { name, teamId } }, Created, signal);
      known.set(fold(name), { ...none, id: issueLabelCreate.issueLabel.id });
    },
  };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}

/** The repository issues go to, as GitHub knows it: read in one request with all that creating an issue needs. */
import * as z from 'zod';
import type { Destination } from '../../domain/approval.ts';
import { DocketError } from '../../domain/errors.ts';
import type { GithubApi } from './api.ts';
import { readFault } from './fault.ts';
import { priorityFieldName } from './issue.ts';
import type { PriorityField } from './mapping.ts';
import { type GithubSettings, publicApiUrl } from './settings.ts';

export type Repository = {
  id: string;
  owner: string;
  name: string;
  account: string;
  isPrivate: boolean;
  /** Without it GitHub drops labels, types and fields without a word. */
  mayTriage: boolean;
  types: { id: string; name: string }[];
  priorityField: PriorityField | null;
  /** Id by name; the first hundred. */
  labels: { id: string; name: string }[];
};

const documentOf = (withFields: boolean) => `
query DocketRepository($owner: String!, $name: String!) {
  viewer { login }
  repository(owner: $owner, name: $name) {
    id name owner { login } isArchived hasIssuesEnabled viewerPermission isPrivate
    issueTypes(first: 50) { nodes { id name isEnabled } }
    labels(first: 100) { nodes { id name } }
    ${withFields ? 'issueFields(first: 50) { nodes { ... on IssueFieldSingleSelect { id name options { id name } } } }' : ''}
  }
}`;

const Named = z.object({ id: z.string(), name: z.string() });
const Field = Named.extend({ options: z.array(Named) });

const Answer = z.object({
  viewer: z.object({ login: z.string() }),
  repository: z.object({
    id: z.string(),
    name: z.string(),
    owner: z.object({ login: z.string() }),
    isArchived: z.boolean(),
    hasIssuesEnabled: z.boolean(),
    viewerPermission: z.string().nullable(),
    isPrivate: z.boolean(),
    issueTypes: z.object({ nodes: z.array(Named.extend({ isEnabled: z.boolean() })) }).nullable(),
    labels: z.object({ nodes: z.array(Named) }).nullable(),
    issueFields: z
      .object({ nodes: z.array(Field.or(z.looseObject({}).transform(() => null))) })
      .nullable()
      .optional(),
  }),
});
type Answer = z.infer<typeof Answer>;

/** One request. Throws INTEGRATION_NOT_CONNECTED where no issue can be written, else what the API throws. */
export async function readRepository(api: GithubApi, settings: GithubSettings): Promise<Repository> {
  const variables = { owner: settings.owner, name: settings.repository };
  const answer = await readWithFields(api, variables);
  const { viewer, repository } = answer;
  if (repository.isArchived || !repository.hasIssuesEnabled) throw noIssuesHere(settings);
  const fields = (repository.issueFields?.nodes ?? []).flatMap((field) => field ?? []);
  return {
    id: repository.id,
    owner: repository.owner.login,
    name: repository.name,
    account: viewer.login,
    isPrivate: repository.isPrivate,
    // An app is told nothing of its permission; what it may not do shows when the issue is read back.
    mayTriage: repository.viewerPermission !== 'READ',
    types: (repository.issueTypes?.nodes ?? []).filter(({ isEnabled }) => isEnabled),
    priorityField: fields.find(({ name }) => priorityFieldName.test(name)) ?? null,
    labels: repository.labels?.nodes ?? [],
  };
}

/** Servers that know no issue fields refuse the whole document, and are asked again without them. */
async function readWithFields(api: GithubApi, variables: Record<string, unknown>): Promise<Answer> {
  try {
    return await api.ask(documentOf(true), variables, Answer);
  } catch (error) {
    const isRefused = readFault(error, new Date(0)).kind === 'invalid';
    if (!isRefused) throw error;
    return api.ask(documentOf(false), variables, Answer);
  }
}

/** The id names the server too, unless it is the public one, so that no approval counts for a namesake elsewhere. */
export function toDestination(repository: Repository, settings: GithubSettings): Destination {
  const { sandbox, apiUrl } = settings;
  const place = `${repository.owner}/${repository.name}`;
  const host = sandbox || apiUrl === publicApiUrl ? '' : `${new URL(apiUrl).host}/`;
  const label = `GitHub › ${place}`;
  return {
    id: `github:${host}${place.toLowerCase()}`,
    tracker: 'github',
    label: sandbox ? `${label} (sandbox)` : label,
    sandbox,
    tenant: place,
    ...(repository.isPrivate ? {} : { public: true }),
  };
}

function noIssuesHere({ owner, repository }: GithubSettings): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: `The repository ${owner}/${repository} takes no issues.`,
    remedy: 'Switch its issues on in its settings on GitHub, or name another in GITHUB_REPOSITORY.',
  });
}

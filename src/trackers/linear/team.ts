/** The team and project issues go to, as Linear knows them. */
import * as z from 'zod';
import type { Destination } from '../../domain/approval.ts';
import { DocketError } from '../../domain/errors.ts';
import type { LinearApi } from './api.ts';
import type { LinearState } from './mapping.ts';
import type { LinearSettings } from './settings.ts';

export type Team = {
  id: string;
  key: string;
  name: string;
  states: LinearState[];
  estimates: boolean;
  organization: { id: string; name: string; urlKey: string };
  account: string;
  project: { id: string; name: string; slugId: string } | null;
};

const document = `
query DocketTeam($team: TeamFilter!, $project: ProjectFilter!, $withProject: Boolean!) {
  viewer { name }
  organization { id name urlKey }
  teams(first: 2, filter: $team) {
    nodes {
      id key name issueEstimationType
      states(first: 100) { nodes { id name type position } }
      projects(first: 2, filter: $project) @include(if: $withProject) { nodes { id name slugId } }
    }
  }
}`;

const Answer = z.object({
  viewer: z.object({ name: z.string() }),
  organization: z.object({ id: z.string(), name: z.string(), urlKey: z.string() }),
  teams: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        key: z.string(),
        name: z.string(),
        issueEstimationType: z.string(),
        states: z.object({
          nodes: z.array(
            z.object({ id: z.string(), name: z.string(), type: z.string(), position: z.number() }),
          ),
        }),
        projects: z
          .object({ nodes: z.array(z.object({ id: z.string(), name: z.string(), slugId: z.string() })) })
          .optional(),
      }),
    ),
  }),
});

/** One request. Throws INTEGRATION_NOT_CONNECTED when Linear has no such team or project, else what `ask` throws. */
export async function readTeam(api: LinearApi, settings: LinearSettings): Promise<Team> {
  const variables = {
    team: {
      or: [
        { key: { eqIgnoreCase: settings.team } },
        { name: { eqIgnoreCase: settings.team } },
        ...byId(settings.team),
      ],
    },
    project: { or: [{ name: { eqIgnoreCase: settings.project ?? '' } }, ...byId(settings.project ?? '')] },
    withProject: settings.project !== null,
  };
  const answer = await api.ask(document, variables, Answer);
  const wanted = settings.team.toLowerCase();
  const found = answer.teams.nodes;
  const team = found.find(({ key }) => key.toLowerCase() === wanted) ?? found[0];
  if (!team) throw noTeam(settings.team);
  const project = team.projects?.nodes[0] ?? null;
  if (settings.project !== null && !project) throw noProject(settings.project, team.name);
  return {
    ...team,
    states: team.states.nodes,
    estimates: team.issueEstimationType !== 'notUsed',
    organization: answer.organization,
    account: answer.viewer.name,
    project,
  };
}

/** The id names the workspace too, so that no approval counts for a team of the same name elsewhere. */
export function toDestination(team: Team, sandbox: boolean): Destination {
  const place = ['Linear', team.name, ...(team.project ? [team.project.name] : [])].join(' › ');
  const id = [team.organization.urlKey, team.key, ...(team.project ? [team.project.slugId] : [])].join('/');
  const label = sandbox ? `${place} (sandbox)` : place;
  return { id: `linear:${id}`, tracker: 'linear', label, sandbox, tenant: team.organization.id };
}

/** Linear refuses the whole request when an id is compared with something that is none. */
function byId(text: string): { id: { eq: string } }[] {
  return z.uuid().safeParse(text).success ? [{ id: { eq: text } }] : [];
}

function noTeam(name: string): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: 'No Linear team selected.',
    remedy: `Linear has no team "${name}" that this key can see. Set LINEAR_TEAM to the key of one, such as ENG.`,
  });
}

function noProject(name: string, team: string): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: 'No such Linear project.',
    remedy: `The team ${team} has no project "${name}". Set LINEAR_PROJECT to one of its projects, or remove it.`,
  });
}

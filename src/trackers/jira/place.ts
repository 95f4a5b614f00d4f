/** The project issues go to as Jira knows it: read once, shared by all who need it, renewed when old or wrong. */
import {
  getCreateIssueMetaIssueTypeId,
  getCreateIssueMetaIssueTypes,
  getCurrentUser,
  getIssueLinkTypes,
  getProject,
  searchPriorities,
} from 'jira.js/cloud';
import * as z from 'zod';
import type { Destination } from '../../domain/approval.ts';
import { DocketError, isDocketError } from '../../domain/errors.ts';
import type { LinkKind } from '../../domain/push.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Kept, keepReading } from '../../ports/kept.ts';
import type { JiraApi } from './api.ts';
import { readFault } from './fault.ts';
import { type Reading, searchIssues } from './issues.ts';
import type { JiraType } from './mapping.ts';
import type { JiraSettings } from './settings.ts';

export type Field = {
  id: string;
  name: string;
  required: boolean;
  hasDefault: boolean;
  custom: string | null;
};

export type Place = Front & Ways;

/** What is shown of the place, and who asks there. */
type Front = {
  /** The site as people open it. */
  host: string;
  project: { id: string; key: string; name: string };
  account: { id: string; name: string };
};

/** How things are done there, which hardly ever changes. */
type Ways = {
  types: readonly JiraType[];
  /** The highest first. */
  priorities: readonly { id: string; name: string }[];
  /** Names of the link types that say what ours say, where the site has them. */
  links: Partial<Record<LinkKind, string>>;
  /** The fields of the create screen of a type. */
  screen(typeId: string): Promise<readonly Field[]>;
};

/** `renew` reads project and account as they are now. */
export type PlaceKeeper = Kept<Place>;

const lastsMs = 60 * 60_000;

type PlaceDeps = Reading & { settings: JiraSettings; clock: Clock };

export function createPlaceKeeper(deps: PlaceDeps): PlaceKeeper {
  const { clock } = deps;
  // By project: the settings name one, and Jira may tell of another once it was renamed.
  let ways: { projectId: string; kept: Kept<Ways> } | null = null;
  const waysOf = (projectId: string) => {
    if (ways?.projectId !== projectId) {
      ways = { projectId, kept: keepReading(() => readWays(deps, projectId), { clock, lastsMs }) };
    }
    return ways.kept.current();
  };
  const readPlace = async (): Promise<Place> => {
    const front = await readFront(deps);
    return { ...front, ...(await waysOf(front.project.id)) };
  };
  const place = keepReading(readPlace, { clock, lastsMs });
  return {
    ...place,
    forget() {
      place.forget();
      ways = null;
    },
  };
}

const Named = z.object({ id: z.string(), name: z.string() });
const Project = Named.extend({ key: z.string() });
const Account = z.object({ accountId: z.string(), displayName: z.string() });
const Types = z.object({
  issueTypes: z.array(
    Named.extend({ hierarchyLevel: z.number().catch(0), subtask: z.boolean().catch(false) }),
  ),
});
const Priorities = z.object({ values: z.array(Named) });
const LinkTypes = z.object({ issueLinkTypes: z.array(z.object({ name: z.string(), outward: z.string() })) });
const Screen = z.object({
  fields: z.array(
    z.object({
      fieldId: z.string(),
      name: z.string(),
      required: z.boolean(),
      hasDefaultValue: z.boolean().catch(false),
      schema: z.object({ custom: z.string().optional() }).optional(),
    }),
  ),
});

async function readFront({ api, settings }: PlaceDeps): Promise<Front> {
  const { accountId, displayName } = Account.parse(await api.ask((client) => getCurrentUser(client)));
  const project = await readProject(api, settings.project);
  return { host: settings.host, project, account: { id: accountId, name: displayName } };
}

async function readWays({ settings, ...reading }: PlaceDeps, projectId: string): Promise<Ways> {
  const { api } = reading;
  const [types, priorities, links] = await Promise.all([
    api.ask((client) => getCreateIssueMetaIssueTypes(client, { projectIdOrKey: projectId, maxResults: 200 })),
    api.ask((client) => searchPriorities(client, { projectId: [projectId] })).catch(orNothing),
    api.ask((client) => getIssueLinkTypes(client)).catch(orNothing),
    noteLatest(reading, settings.project),
  ]);
  const screens = new Map<string, Promise<readonly Field[]>>();
  return {
    types: Types.parse(types).issueTypes.map(({ id, name, hierarchyLevel, subtask }) => {
      return { id, name, subtask, level: subtask ? -1 : hierarchyLevel };
    }),
    priorities: Priorities.safeParse(priorities).data?.values ?? [],
    links: readLinkTypes(links),
    screen(typeId) {
      const known = screens.get(typeId) ?? readScreen(api, projectId, typeId);
      screens.set(typeId, known);
      known.catch(() => screens.delete(typeId));
      return known;
    },
  };
}

/** What this account made last, so that a process that has just begun knows the keys of the push before. */
async function noteLatest(reading: Reading, project: string): Promise<void> {
  const jql = `project = "${project}" AND creator = currentUser() AND created >= "-1d" ORDER BY created DESC`;
  await searchIssues(reading, jql, null);
}

/** Some sites keep these from an account that may still create issues, or have them switched off. */
function orNothing(error: unknown): null {
  const { kind } = readFault(error, new Date());
  if (kind === 'forbidden' || kind === 'missing') return null;
  throw error;
}

async function readProject(api: JiraApi, key: string): Promise<z.infer<typeof Project>> {
  try {
    return Project.parse(await api.ask((client) => getProject(client, { projectIdOrKey: key })));
  } catch (error) {
    if (isDocketError(error) || readFault(error, new Date()).kind !== 'missing') throw error;
    throw new DocketError('INTEGRATION_NOT_CONNECTED', {
      message: 'No Jira project selected.',
      remedy: `Jira has no project "${key}" that this account can see. Set JIRA_PROJECT to the key of one.`,
      cause: error,
    });
  }
}

function readLinkTypes(answer: unknown): Place['links'] {
  const types = LinkTypes.safeParse(answer).data?.issueLinkTypes ?? [];
  const named = (pattern: RegExp) => types.find(({ outward }) => pattern.test(outward))?.name;
  return { blocks: named(/^blocks/i), relatesTo: named(/^relates/i), duplicateOf: named(/^duplicates/i) };
}

async function readScreen(
  api: JiraApi,
  projectIdOrKey: string,
  issueTypeId: string,
): Promise<readonly Field[]> {
  const asked = { projectIdOrKey, issueTypeId, maxResults: 200 };
  const answer = await api.ask((client) => getCreateIssueMetaIssueTypeId(client, asked));
  return Screen.parse(answer).fields.map(({ fieldId, name, required, hasDefaultValue, schema }) => {
    return { id: fieldId, name, required, hasDefault: hasDefaultValue, custom: schema?.custom ?? null };
  });
}

/** The id names the site too, so that no approval counts for a project of the same key elsewhere. */
export function toDestination({ project }: Place, { host, sandbox }: JiraSettings): Destination {
  const label = `Jira › ${project.name}`;
  const site = new URL(host).host;
  return {
    id: `jira:${sandbox ? 'sandbox' : site}/${project.key}`,
    tracker: 'jira',
    label: sandbox ? `${label} (sandbox)` : label,
    sandbox,
    tenant: site,
  };
}

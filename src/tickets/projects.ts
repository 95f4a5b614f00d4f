/** Projects: groupings of one workspace that no tracker is told of, a ticket being in at most one (S4-17). */
import { Project } from '../domain/collaboration.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { inside, type PeopleDeps } from './inside.ts';
import { getLive, viewTickets } from './view.ts';

export type ProjectWish = Pick<Project, 'name'> & Partial<Pick<Project, 'description' | 'color' | 'status'>>;

export type Projects = {
  projects(caller: Caller): Promise<Project[]>;
  /** Makes a project, or changes the one of that name. Throws INVALID_INPUT. */
  putProject(caller: Caller, wish: ProjectWish): Promise<Project>;
  /** Puts tickets into the project of this name or id, or into none. Throws NOT_FOUND with the names there are. */
  setProject(caller: Caller, ids: readonly Id[], project: string | null): Promise<TicketView[]>;
};

export function createProjects(deps: PeopleDeps): Projects {
  return {
    projects: (caller) => deps.store.projects.list(caller.workspaceId),
    putProject: (caller, wish) =>
      inside(deps, caller, async ({ nouns, clock, ids }) => {
        const all = await nouns.projects.list(caller.workspaceId);
        const known = all.find(({ name }) => name.toLowerCase() === wish.name.trim().toLowerCase());
        const fresh = {
          ...{ id: ids.next(), workspaceId: caller.workspaceId, createdAt: clock.now().toISOString() },
          ...{ description: '', color: null, status: 'active' as const },
        };
        const project = readProject({ ...(known ?? fresh), ...wish });
        await nouns.projects.put(project);
        return project;
      }),
    setProject: (caller, ids, name) =>
      inside(deps, caller, async ({ nouns, scope, mutate }) => {
        const project =
          name === null ? null : projectNamed(await nouns.projects.list(caller.workspaceId), name);
        for (const id of ids) await mutate(nouns, scope, id, (current) => moveInto(current, project));
        return viewTickets(nouns, caller.workspaceId, await getLive(nouns, caller.workspaceId, ids));
      }),
  };
}

function readProject(wish: Project): Project {
  const read = Project.safeParse(wish);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new DocketError('INVALID_INPUT', {
    message: `The project cannot be kept like that: ${faults.join('; ')}. Nothing was changed.`,
    remedy: 'A name has 1 to 80 characters, a colour is written like #3b82f6.',
  });
}

function moveInto(current: Ticket, project: Project | null) {
  const projectId = project?.id ?? null;
  if ((current.planning.projectId ?? null) === projectId) return null;
  const event = {
    type: 'TicketDetailsUpdated' as const,
    documentId: current.origin.documentId,
    payload: { fields: ['project'], projectId },
  };
  return { next: { ...current, planning: { ...current.planning, projectId } }, events: [event] };
}

/** By name or id. Throws NOT_FOUND with the names there are. */
export function projectNamed(projects: readonly Project[], name: string): Project {
  const wanted = name.trim().toLowerCase();
  const found = projects.find((project) => project.id === name || project.name.toLowerCase() === wanted);
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: `There is no project "${name}". Nothing was changed.`,
    remedy:
      projects.length > 0
        ? `Projects are: ${projects.map((one) => one.name).join(', ')}.`
        : 'Make one first.',
  });
}

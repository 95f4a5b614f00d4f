/** What agents report, who else is at a ticket, projects and sprints, as kept. */
import type { AgentUpdate } from '../domain/agent-update.ts';
import type { Collaborator, Project } from '../domain/collaboration.ts';
import type { Id } from '../domain/ids.ts';
import type { Sprint } from '../domain/sprint.ts';

export type AgentUpdateStore = {
  append(update: AgentUpdate): Promise<void>;
  /** The report that was told under this key. */
  told(workspaceId: Id, ticketId: Id, key: string): Promise<AgentUpdate | null>;
  /** Of these tickets, in the order they were reported. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<AgentUpdate[]>;
};

export type CollaboratorStore = {
  /** False when they are at it in this role already; another role replaces the first. */
  put(collaborator: Collaborator): Promise<boolean>;
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<Collaborator[]>;
};

export type ProjectStore = {
  /** Inserts, or replaces the one of this id. False when another of the workspace has that name, in whatever case. */
  put(project: Project): Promise<boolean>;
  /** In order of creation. */
  list(workspaceId: Id): Promise<Project[]>;
};

export type SprintStore = {
  /** False when the workspace has one of that name. */
  insert(sprint: Sprint): Promise<boolean>;
  get(workspaceId: Id, id: Id): Promise<Sprint | null>;
  /** Newest first. */
  list(workspaceId: Id): Promise<Sprint[]>;
  /** Moves it from one status to the next; false where it is no longer in the first. */
  move(workspaceId: Id, id: Id, from: Sprint['status'], to: Sprint['status']): Promise<boolean>;
};

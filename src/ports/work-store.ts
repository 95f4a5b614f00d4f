/** What agents report, who else is at a ticket, and projects, as kept. */
import type { AgentUpdate } from '../domain/agent-update.ts';
import type { Collaborator, Project } from '../domain/collaboration.ts';
import type { Id } from '../domain/ids.ts';

export type AgentUpdateStore = {
  append(update: AgentUpdate): Promise<void>;
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

/** What tickets and their files in a repository last agreed on, as kept. */
import type { Id } from '../domain/ids.ts';
import type { RepoBase } from '../domain/repo-base.ts';

export type RepoBaseStore = {
  get(workspaceId: Id, ticketId: Id): Promise<RepoBase | null>;
  /** Of every ticket that is kept in step. */
  ids(workspaceId: Id): Promise<Id[]>;
  /** One per ticket: a second one replaces the first. */
  put(base: RepoBase): Promise<void>;
};

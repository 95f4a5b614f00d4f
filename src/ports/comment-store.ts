/** Comments on tickets, as kept. */
import type { Comment } from '../domain/comment.ts';
import type { Id } from '../domain/ids.ts';

export type CommentStore = {
  insert(comments: readonly Comment[]): Promise<void>;
  delete(workspaceId: Id, id: Id): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Comment | null>;
  /** Oldest first. */
  ofTicket(workspaceId: Id, ticketId: Id): Promise<Comment[]>;
};

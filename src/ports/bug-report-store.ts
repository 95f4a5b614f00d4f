/** Bug reports as kept. */
import type { BugReport } from '../domain/bug-report.ts';
import type { Id } from '../domain/ids.ts';

export type BugReportStore = {
  insert(report: BugReport): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<BugReport | null>;
  /** Compare-and-set: ends a report that is still held; false when somebody else did. */
  settle(report: Pick<BugReport, 'id' | 'workspaceId' | 'status' | 'ticketId'>): Promise<boolean>;
  /** What was reported since; oldest first. */
  since(workspaceId: Id, at: string): Promise<BugReport[]>;
  /** Oldest first. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<BugReport[]>;
  /** Compare-and-set: true for the one who is to tell the reporter of the end, or, with null, that nobody has. */
  tell(workspaceId: Id, id: Id, at: string | null): Promise<boolean>;
};

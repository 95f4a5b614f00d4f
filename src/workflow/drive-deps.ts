/** What driving runs takes: the store, somebody who works on steps, and the ticket a run is about. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { RunReport, WorkflowRun } from '../domain/workflow-run.ts';
import type { Log } from '../ports/log.ts';
import type { RunDeps } from './change-run.ts';
import type { TicketFacts } from './conditions.ts';
import type { Worker } from './worker.ts';

export type DriveDeps = RunDeps & {
  worker: Worker;
  log: Log;
  /** The name of this instance, unlike any other's, also after a restart. */
  instance: string;
  /** How long nobody else takes a run whose instance went silent. Milliseconds. */
  leaseMs: number;
  /** The ticket as it is now; null for runs without one, and where it is gone. */
  ticketOf(run: WorkflowRun): Promise<TicketView | null>;
  factsOf(ticket: TicketView): TicketFacts;
  /** Tells the ticket of the run; the same report again changes nothing. Throws only when it has to be tried again later. */
  tell(run: WorkflowRun, report: RunReport): Promise<void>;
};

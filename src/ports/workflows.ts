/** Workflows as tools use them; `workflow/` keeps these promises. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { RunView, WorkflowEntry } from '../domain/workflow-view.ts';

export type RunWish = {
  /** Its id or name, loosely; or a role such as `qa-agent` for that agent alone. */
  name: string;
  ticketId: Id | null;
  inputs: Record<string, string>;
  /** Facts of the event that began it, where no person did; conditions read those that are declared as inputs. */
  because?: Record<string, string>;
};

export type Workflows = {
  /** Those that come with Docket and the workspace's own, also such as cannot be read. */
  list(caller: Caller): Promise<WorkflowEntry[]>;
  /** Throws NOT_FOUND with the names there are, and the fault of one that cannot be read. */
  find(caller: Caller, name: string): Promise<{ workflow: Workflow; text: string }>;
  /** Throws WORKFLOW_INVALID, WORKFLOW_CYCLE or UNKNOWN_DEPENDENCY. Nothing is kept. */
  validate(text: string, file?: string): Promise<Workflow>;
  /** Keeps a workflow of the workspace's own, as the next version of that id. Throws as `validate`, and FORBIDDEN. */
  keep(caller: Caller, text: string, file?: string): Promise<{ workflow: Workflow; text: string }>;
  /**
   * The run has begun durably when it resolves. Throws as `find`, WORKFLOW_RUNNING {run_id} where the ticket has a run that
   * has not ended, and INVALID_INPUT for a ticket that is missing, finished, or of another type.
   */
  start(caller: Caller, wish: RunWish): Promise<RunView>;
  /** Throws NOT_FOUND. */
  view(caller: Caller, runId: Id): Promise<RunView>;
  /** Newest first, at most 20. */
  runs(caller: Caller, wish?: { ticketId?: Id; threadId?: Id; unfinished?: boolean }): Promise<RunView[]>;
  /** Each throws INVALID_TRANSITION for a run that is not in the state for it, FORBIDDEN and NOT_FOUND. */
  pause(caller: Caller, runId: Id): Promise<RunView>;
  resume(caller: Caller, runId: Id): Promise<RunView>;
  /** Tries a failed step again: the one the run stopped at where none is named. */
  retry(caller: Caller, runId: Id, step: string | null): Promise<RunView>;
  cancel(caller: Caller, runId: Id): Promise<RunView>;
  /** A person's word on a step that waits for one. Throws HUMAN_APPROVAL_REQUIRED, FORBIDDEN and STALE. */
  decide(caller: Caller, runId: Id, word: StepWord): Promise<RunView>;
  /**
   * What a program of the team's says of the step it was given, with the token that came with it: `{progress}`, or a result.
   * `repeated`: it was taken before. Throws FORBIDDEN for no token of ours, STALE for a step that does not wait for it any
   * more, and INVALID_INPUT for what is no result.
   */
  answer(token: string, said: unknown): Promise<'taken' | 'repeated'>;
  /** Resolves when no run of this thread, or this one, is being worked on here any more. */
  settled(of: { threadId?: Id; runId?: Id }): Promise<void>;
};

export type StepWord = {
  /** The only one that waits where none is named. */
  step: string | null;
  approve: boolean;
  note: string | null;
  /** Visit and attempt the person saw; another one is refused as STALE. */
  seen?: { visit: number; attempt: number };
};

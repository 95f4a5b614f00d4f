/** Runs of workflows and the workflows people made themselves, as kept. */
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { RunState, StepRun } from '../domain/workflow-run.ts';

/** A workflow of a workspace's own. */
export type StoredWorkflow = {
  workspaceId: Id;
  workflowId: string;
  version: number;
  text: string;
  createdBy: string;
  createdAt: string;
};

export type WorkflowStore = {
  /** With the events that tell of it. False when its ticket has another run that has not ended (U-61); nothing is written then. */
  insert(state: RunState, news: readonly DomainEvent[]): Promise<boolean>;
  get(workspaceId: Id, runId: Id): Promise<RunState | null>;
  /** Of any workspace, for the engine. */
  getAnywhere(runId: Id): Promise<RunState | null>;
  /**
   * Compare-and-set of the run, with these of its steps and the events that tell of it: false when its `rev` is no longer
   * one less than given; nothing is written then.
   */
  swap(run: RunState['run'], changed: readonly StepRun[], news: readonly DomainEvent[]): Promise<boolean>;
  /** Prolongs a lease that is still held under this epoch, and gives the `rev` of the run by now; null when it is not. */
  renew(runId: Id, lease: { owner: string; epoch: number; until: string }): Promise<number | null>;
  /** Runs an instance has to look at, the longest due first; at most `most`. */
  due(now: string, most: number): Promise<Id[]>;
  /** Newest first: of a ticket, of a thread, or all; at most `most`. */
  list(
    workspaceId: Id,
    wish: { ticketId?: Id; threadId?: Id; unfinished?: boolean; most: number },
  ): Promise<RunState[]>;
  /** Runs shown in this thread that have not ended. */
  ofThread(threadId: Id): Promise<Id[]>;
  /** The latest version of each. */
  ownWorkflows(workspaceId: Id): Promise<StoredWorkflow[]>;
  /** False when this version of it is there already. */
  keepWorkflow(workflow: StoredWorkflow): Promise<boolean>;
};

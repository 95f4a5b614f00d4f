/** Shows runs that began by themselves, and says once, as a message of its own, that a run has ended or stopped: a card that changes in its place notifies nobody (S2-70). */
import { drawRunEndCard } from '../cards/run-card.ts';
import { showRun } from '../cards/show-run.ts';
import type { Thread } from '../domain/conversation.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { RunView } from '../domain/workflow-view.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Workflows } from '../ports/workflows.ts';
import type { Outbox } from './outbox.ts';

export type AnnounceDeps = {
  store: Pick<Store, 'threads'>;
  workflows: Pick<Workflows, 'view'>;
  outbox: Pick<Outbox, 'show'>;
  log: Log;
};

/** Whoever began a run and looked at it for so long sees its end on the card itself. */
const watchedMs = 10_000;

/** A run that cannot be told of is logged; the others are. */
export async function announceRuns(
  deps: AnnounceDeps,
  events: readonly DomainEvent[],
  reach: Reach,
): Promise<void> {
  const each = async (which: readonly DomainEvent[], tell: Tell) => {
    const runs = new Map(which.map(({ workspaceId, runId }) => [runId!, workspaceId]));
    for (const [runId, workspaceId] of runs) {
      await announce(deps, { runId, workspaceId, reach }, tell).catch((error) =>
        deps.log.error('a run could not be told of', { run: runId, error }),
      );
    }
  };
  await each(events.filter(isOwn), (thread, view) => deps.outbox.show(thread, showRun(view)));
  await each(events.filter(mayEnd), async (thread, view) => {
    if (isNews(view)) await deps.outbox.show(thread, { card: drawRunEndCard(view) });
  });
}

type Tell = (thread: Thread, view: RunView) => Promise<void>;

/** Nobody was shown a card of it as an answer. */
function isOwn({ type, runId, payload }: DomainEvent): boolean {
  return type === 'WorkflowStarted' && runId !== null && payload.by_itself === true;
}

function mayEnd({ type, runId, payload }: DomainEvent): boolean {
  if (runId === null) return false;
  return type === 'WorkflowFinished' || (type === 'WorkflowStepFinished' && payload.status === 'failed');
}

async function announce(
  { store, workflows }: AnnounceDeps,
  { runId, workspaceId, reach }: { runId: string; workspaceId: string; reach: Reach },
  tell: Tell,
): Promise<void> {
  const principal = { kind: 'system' as const, id: 'system:outbox', name: 'Docket' };
  const caller: Caller = { principal, roles: [], workspaceId, via: 'system', threadId: null };
  const view = await workflows.view(caller, runId);
  const { threadId } = view.run;
  const thread = threadId === null ? null : await store.threads.get(workspaceId, threadId);
  if (thread && isWithin(reach, thread)) await tell(thread, view);
}

/** A person who cancels or pauses a run knows it. */
function isNews({ run, steps }: RunView): boolean {
  if (run.status === 'cancelled' || run.status === 'running') return false;
  if (run.status === 'paused')
    return steps.some(({ stepId, status }) => stepId === run.stoppedAt && status === 'failed');
  return Date.parse(run.finishedAt ?? run.updatedAt) - Date.parse(run.createdAt) >= watchedMs;
}

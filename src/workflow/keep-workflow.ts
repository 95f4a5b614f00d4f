/** Keeps a workflow a workspace made for itself: each change is a version of its own, and runs go on with theirs. */
import type { Caller } from '../domain/principal.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { readWorkflow } from './read-workflow.ts';

type Deps = { store: Pick<Store, 'workflows'>; clock: Clock };

/** The same text again is the same version. Throws as `readWorkflow`. */
export async function keepWorkflow(
  deps: Deps,
  caller: Caller,
  { text, file }: { text: string; file: string },
): Promise<{ workflow: Workflow; text: string }> {
  const kept = await keepText(deps, caller, { id: readWorkflow(file, text).id, text });
  return { workflow: readWorkflow(file, kept), text: kept };
}

/** The text with the number of its version, as it is kept; the same text again is the same version. */
export async function keepText(
  { store, clock }: Deps,
  { workspaceId, principal }: Caller,
  { id, text }: { id: string; text: string },
): Promise<string> {
  for (;;) {
    const known = (await store.workflows.ownWorkflows(workspaceId)).find(
      ({ workflowId }) => workflowId === id,
    );
    if (known && withoutVersion(known.text) === withoutVersion(text)) return known.text;
    const version = (known?.version ?? 0) + 1;
    const numbered = `version: ${version}\n${withoutVersion(text)}`;
    const createdAt = clock.now().toISOString();
    const row = { workspaceId, workflowId: id, version, text: numbered, createdBy: principal.id, createdAt };
    // Somebody else may have kept that version in between.
    if (await store.workflows.keepWorkflow(row)) return numbered;
  }
}

function withoutVersion(text: string): string {
  return text.replace(/^version:.*\n/m, '');
}

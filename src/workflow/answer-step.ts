/** Takes what a program of the team's says of the step it was given: how far it is, or how it ended; each once. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AgentResult } from '../domain/agent-result.ts';
import { agentPrincipal } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import type { StepRun } from '../domain/workflow-run.ts';
import { findFaults } from '../json-schema/check-schema.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { type CallbackPlace, readToken } from './callback-token.ts';
import type { RunEdit } from './edit-run.ts';
import type { Engine } from './engine.ts';
import { settleOutcome } from './settle-step.ts';

const Progress = z.strictObject({ progress: z.string().trim().min(1).max(1000) });
const Ending = AgentResult.extend({
  tokens: z.int().min(0).optional(),
  cost_micros: z.int().min(0).optional(),
});

type Deps = { engine: Engine; store: Pick<Store, 'workflows'>; clock: Clock; secret: string };

/**
 * `repeated`: the same answer was taken before. Throws FORBIDDEN for a token that is not ours, STALE for a step that does
 * not wait for this answer any more or whose time is over, and INVALID_INPUT for what is no result, which changes nothing.
 */
export async function answerStep(deps: Deps, token: string, said: unknown): Promise<'taken' | 'repeated'> {
  const place = readToken(deps.secret, token);
  if (!place) throw notOurs();
  const state = await deps.store.workflows.getAnywhere(place.runId);
  const plan = state?.run.workflow.steps.find(({ id }) => id === place.stepId);
  if (!state || !plan) throw over('is not there any more');
  if (place.expiresAt <= deps.clock.now().toISOString()) throw over('waited for an answer only so long');
  const progress = Progress.safeParse(said);
  const result = progress.success ? null : readResult(said, plan.outputSchema);
  const of = { workspaceId: state.run.workspaceId, actor: agentPrincipal(plan.agent!), runId: place.runId };
  let answer: 'taken' | 'repeated' = 'taken';
  await deps.engine.steer(of, (edit) => {
    const step = edit.step(place.stepId);
    answer = 'taken';
    if (isAt(step, place)) {
      if (result === null) note(edit, step, progress.data!.progress);
      else settleOutcome(edit, step.stepId, result);
    } else if (result !== null && wasTaken(step, place, result.result)) answer = 'repeated';
    else throw over(`does not wait for it any more (${step.status.replace('_', ' ')})`);
  });
  return answer;
}

function isAt({ status, visit, attempt }: StepRun, place: CallbackPlace): boolean {
  return status === 'running' && visit === place.visit && attempt === place.attempt;
}

/** A failure that is tried again has gone on to the next attempt by the time its answer is repeated. */
function wasTaken({ result, visit, attempt }: StepRun, place: CallbackPlace, said: AgentResult): boolean {
  const isLater = attempt - place.attempt;
  return visit === place.visit && isLater >= 0 && isLater <= 1 && isDeepStrictEqual(result, said);
}

function note(edit: RunEdit, { stepId, note: before }: StepRun, text: string): void {
  const said = text.slice(0, 300);
  if (said === before) return;
  edit.set(stepId, { note: said });
  edit.tell('WorkflowChanged', { step: stepId, progress: said });
}

function readResult(said: unknown, schema: Record<string, unknown> | null) {
  const read = Ending.safeParse(said);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw malformed(`${issue!.path.join('.') || 'it'}: ${issue!.message}`);
  }
  const { tokens = 0, cost_micros: costMicros = 0, ...result } = read.data;
  const faults = schema && result.status === 'passed' ? findFaults(schema, result.output ?? null) : [];
  if (faults.length > 0) throw malformed(faults.slice(0, 5).join('; '));
  return { result, tokens, costMicros };
}

function notOurs(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'This token is of no step. Nothing was changed.',
    remedy: 'Answer with the token that came with the step.',
  });
}

function over(why: string): DocketError {
  return new DocketError('STALE', {
    message: `The step ${why}. Nothing was changed.`,
    remedy: 'Stop working on it; a newer call has a token of its own.',
  });
}

function malformed(why: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `That is no result of the step: ${why}. The step still waits.`,
    remedy: 'Answer with status passed, failed or blocked, a summary, and output that fits the schema.',
  });
}

/** One attempt to create issues, all in one request and one transaction of Linear's, and what it came to for each. */
import { isDocketError } from '../../domain/errors.ts';
import { type CreateOutcome, type IssueOrder, refuse } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, type LinearFault, readFault, toOutcome } from './fault.ts';
import { createIssues, readIssues } from './issues.ts';
import { type LinearIssue, type LinearIssueInput, toIssueInput, toSnapshot } from './mapping.ts';
import { changesOf, namesFor, placeOf } from './preflight.ts';

type Prepared = { input: LinearIssueInput; warnings: string[] };

/** Sends the request that creates at most once. Never throws. */
export async function createOnce(
  desk: LinearDesk,
  orders: readonly IssueOrder[],
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  if (orders.length === 0) return [];
  const prepared: Prepared[] = [];
  try {
    signal?.throwIfAborted();
    const { team, labels } = await desk.place.current();
    await labels.learn(
      orders.flatMap(({ draft }) => namesFor(team, draft)),
      signal,
    );
    for (const order of orders) prepared.push(await prepare(desk, order, signal));
  } catch (error) {
    const outcome = refuseUnsent(desk, error);
    return orders.map(() => outcome);
  }
  return send(desk, prepared, signal);
}

async function prepare(
  desk: LinearDesk,
  { draft, key }: IssueOrder,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { team, labels } = await desk.place.current();
  const picked = await labels.pick(namesFor(team, draft), signal);
  const input = toIssueInput(draft, key, {
    teamId: team.id,
    projectId: team.project?.id ?? null,
    stateId: placeOf(team, draft).stateId,
    labelIds: picked.ids,
    unmapped: picked.unmapped,
    estimates: team.estimates,
  });
  return { input, warnings: [...changesOf(team, draft), ...picked.warnings] };
}

async function send(
  desk: LinearDesk,
  prepared: readonly Prepared[],
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  try {
    const issues = prepared.map(({ input }) => input);
    const answer = await desk.api.ask(createIssues.document, { issues }, createIssues.Answer, signal);
    const byId = new Map(answer.issueBatchCreate.issues.map((issue) => [issue.id, issue]));
    return prepared.map((one) => createdOf(one, byId.get(one.input.id)));
  } catch (error) {
    const fault = readFault(error, desk.clock.now());
    const ids = prepared.map(({ input }) => input.id);
    desk.log.warn('Linear did not confirm issues', { ids, ...describeFault(fault, error) });
    if (fault.kind === 'conflict') return adopt(desk, ids, signal);
    if (fault.kind === 'invalid') desk.place.forget();
    const outcome = outcomeFor(fault, ids.length);
    return ids.map(() => outcome);
  }
}

function createdOf({ warnings }: Prepared, issue: LinearIssue | undefined): CreateOutcome {
  if (!issue) return { kind: 'unknown', reason: 'Linear may have created the issue: its answer left it out' };
  return { kind: 'created', issue: toSnapshot(issue), warnings };
}

/** What Linear refuses in one issue it refuses for all that came with it, and none is created. */
function outcomeFor(fault: LinearFault, count: number): CreateOutcome {
  const outcome = toOutcome(fault);
  const shared = count > 1 && fault.kind === 'invalid' && outcome.kind === 'refused';
  return shared ? { ...outcome, retryable: true, alone: true } : outcome;
}

/** An id is ours alone, so an issue that holds it is the one we meant to create; without one, none was created. */
async function adopt(
  desk: LinearDesk,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  try {
    const issues = await readIssues(desk.api, ids, signal);
    if (issues.size === 0) return ids.map(() => toOutcome({ kind: 'conflict' }));
    return ids.map((id) => adopted(issues.get(id)));
  } catch {
    return ids.map(() => toOutcome({ kind: 'conflict' }));
  }
}

function adopted(issue: LinearIssue | undefined): CreateOutcome {
  if (!issue)
    return refuse('It was sent together with an issue that was there', { retryable: true, alone: true });
  if (!issue.trashed) return { kind: 'existed', issue: toSnapshot(issue), warnings: [] };
  return refuse('This issue was created before and then deleted in Linear; restore it there');
}

/** The request that creates was never sent, so whatever failed, nothing exists. */
function refuseUnsent(desk: LinearDesk, error: unknown): CreateOutcome {
  if (isDocketError(error)) return refuse(error.message.replace(/\.$/, ''));
  const fault = readFault(error, desk.clock.now());
  desk.log.warn('an issue could not be prepared for Linear', describeFault(fault, error));
  const outcome = toOutcome(fault);
  return outcome.kind === 'refused'
    ? outcome
    : refuse('Linear could not be asked before sending', { retryable: true });
}

/** One attempt to create an issue, and what it came to. */
import { isDocketError } from '../../domain/errors.ts';
import type { IssueKey } from '../../domain/ids.ts';
import type { CreateOutcome, IssueDraft } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, readFault, toOutcome } from './fault.ts';
import { createIssue, readIssues } from './issues.ts';
import { type LinearIssueInput, toIssueInput, toSnapshot } from './mapping.ts';
import { changesOf, namesFor, placeOf } from './preflight.ts';

type Prepared = { input: LinearIssueInput; warnings: string[] };

/** Sends the request that creates at most once. Never throws. */
export async function createOnce(
  desk: LinearDesk,
  draft: IssueDraft,
  key: IssueKey,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  let prepared: Prepared;
  try {
    signal?.throwIfAborted();
    prepared = await prepare(desk, draft, key, signal);
  } catch (error) {
    return refuseUnsent(desk, error);
  }
  return send(desk, prepared, signal);
}

async function prepare(
  desk: LinearDesk,
  draft: IssueDraft,
  key: IssueKey,
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
  { input, warnings }: Prepared,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  try {
    const answer = await desk.api.ask(createIssue.document, { input }, createIssue.Answer, signal);
    return { kind: 'created', issue: toSnapshot(answer.issueCreate.issue), warnings };
  } catch (error) {
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Linear did not confirm an issue', { id: input.id, ...describeFault(fault, error) });
    if (fault.kind === 'conflict') return adopt(desk, input.id, signal);
    if (fault.kind === 'invalid') desk.place.forget();
    return toOutcome(fault);
  }
}

/** The id is ours alone, so an issue that holds it is the one we meant to create. */
async function adopt(desk: LinearDesk, id: string, signal?: AbortSignal): Promise<CreateOutcome> {
  try {
    const issue = (await readIssues(desk.api, [id], signal)).get(id);
    if (!issue) return toOutcome({ kind: 'conflict' });
    if (!issue.trashed) return { kind: 'existed', issue: toSnapshot(issue), warnings: [] };
    return refused('This issue was created before and then deleted in Linear; restore it there', false);
  } catch {
    return toOutcome({ kind: 'conflict' });
  }
}

/** The request that creates was never sent, so whatever failed, nothing exists. */
function refuseUnsent(desk: LinearDesk, error: unknown): CreateOutcome {
  if (isDocketError(error)) return refused(error.message.replace(/\.$/, ''), false);
  const fault = readFault(error, desk.clock.now());
  desk.log.warn('an issue could not be prepared for Linear', describeFault(fault, error));
  const outcome = toOutcome(fault);
  return outcome.kind === 'refused' ? outcome : refused('Linear could not be asked before sending', true);
}

function refused(reason: string, retryable: boolean): CreateOutcome {
  return { kind: 'refused', reason, retryable, retryAfterMs: null, auth: false };
}

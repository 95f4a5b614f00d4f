/** Attempts at issues that exist in Linear already: a section of ours in the text, changed fields, a comment. */
import * as z from 'zod';
import type { IssueKey } from '../../domain/ids.ts';
import { markerOf } from '../../domain/issue-marker.ts';
import { putSection } from '../../domain/issue-section.ts';
import { type IssueChange, refuse, type StepOutcome } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, goneStep, type LinearFault, readFault, toStep } from './fault.ts';
import { fields, Issue } from './issues.ts';
import { type LinearIssue, placeIn, statusLabelPrefix, toSnapshot } from './mapping.ts';

const readIssue = {
  document: `query DocketIssue($ids: [ID!]!) {
    issues(first: 1, includeArchived: true, filter: { id: { in: $ids } }) { nodes { ${fields} } }
  }`,
  Answer: z.object({ issues: z.object({ nodes: z.array(Issue) }) }),
};

const writeIssue = {
  document: `mutation DocketUpdate($id: String!, $input: IssueUpdateInput!) {
    issueUpdate(id: $id, input: $input) { issue { ${fields} } }
  }`,
  Answer: z.object({ issueUpdate: z.object({ issue: Issue }) }),
};

const writeComment = {
  document: `mutation DocketComment($input: CommentCreateInput!) {
    commentCreate(input: $input) { comment { issue { ${fields} } } }
  }`,
  Answer: z.object({ commentCreate: z.object({ comment: z.object({ issue: Issue }) }) }),
};

/**
 * Linear has no compare-and-set for a description: what somebody saves in the moment between our read and our write is
 * lost to them, though not to Linear's history.
 */
export async function amendIssue(
  desk: LinearDesk,
  { externalId, section }: { externalId: string; section: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  const found = await readBefore(desk, externalId, signal);
  if ('kind' in found) return found;
  const before = found.description ?? '';
  const description = putSection(before, key.marker, section);
  return write(desk, found, description === before ? {} : { description }, signal);
}

/** Reads the issue first and writes only what is not so already. */
export async function updateIssue(
  desk: LinearDesk,
  change: IssueChange,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  const found = await readBefore(desk, change.externalId, signal);
  if ('kind' in found) return found;
  try {
    return await write(desk, found, await differences(desk, found, change, signal), signal);
  } catch (error) {
    return unsent(readAndLog(desk, error, 'an update'));
  }
}

async function differences(
  desk: LinearDesk,
  issue: LinearIssue,
  change: IssueChange,
  signal?: AbortSignal,
): Promise<Record<string, unknown>> {
  const { title, body, priority } = change;
  const description = body && `${body.text}\n\n${markerOf(body.marker)}`;
  const place = await placeChange(desk, issue, change);
  const { labels } = await desk.place.current();
  const names = issue.labels.nodes.map(({ name }) => name.toLowerCase());
  const has = (name: string) => names.includes(name.toLowerCase());
  const added = [...(change.labels?.add ?? []), ...place.add].filter((name) => !has(name));
  const removed = [...(change.labels?.remove ?? []), ...place.remove].filter(has);
  const addedLabelIds = (await labels.pick(added, signal)).ids;
  const removedLabelIds = (await labels.pick(removed, signal)).ids;
  return {
    ...(title === undefined || title === issue.title ? {} : { title }),
    ...(description === undefined || description === issue.description ? {} : { description }),
    ...(priority === undefined || priority === issue.priority ? {} : { priority }),
    ...(place.stateId === null ? {} : { stateId: place.stateId }),
    ...(addedLabelIds.length > 0 ? { addedLabelIds } : {}),
    ...(removedLabelIds.length > 0 ? { removedLabelIds } : {}),
  };
}

/** Nothing where the issue's state says the same already, so that a team's own states between ours are left alone. */
async function placeChange(desk: LinearDesk, issue: LinearIssue, { workStatus }: IssueChange) {
  if (workStatus === undefined || toSnapshot(issue).workStatus === workStatus) {
    return { stateId: null, add: [], remove: [] };
  }
  const { team } = await desk.place.current();
  const { stateId, labels } = placeIn(team.states, workStatus);
  const names = issue.labels.nodes.map(({ name }) => name);
  const stale = names.filter((name) => name.toLowerCase().startsWith(statusLabelPrefix));
  return { stateId, add: labels, remove: stale.filter((name) => !labels.includes(name)) };
}

/** Linear refuses a second comment under a used id, so a comment that stands is found and not written again. */
export async function commentOn(
  desk: LinearDesk,
  { externalId, text }: { externalId: string; text: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  try {
    const variables = { input: { id: key.uuid, issueId: externalId, body: text } };
    const answer = await desk.api.ask(writeComment.document, variables, writeComment.Answer, signal);
    return { kind: 'done', issue: toSnapshot(answer.commentCreate.comment.issue) };
  } catch (error) {
    const fault = readAndLog(desk, error, 'a comment');
    if (fault.kind !== 'conflict') return toStep(fault);
    const found = await readBefore(desk, externalId, signal);
    return 'kind' in found ? found : { kind: 'done', issue: toSnapshot(found) };
  }
}

async function write(
  desk: LinearDesk,
  issue: LinearIssue,
  input: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  if (Object.keys(input).length === 0) return { kind: 'done', issue: toSnapshot(issue) };
  try {
    const variables = { id: issue.id, input };
    const answer = await desk.api.ask(writeIssue.document, variables, writeIssue.Answer, signal);
    return { kind: 'done', issue: toSnapshot(answer.issueUpdate.issue) };
  } catch (error) {
    return toStep(readAndLog(desk, error, 'an update'));
  }
}

/** Nothing is written yet, so a failed read is a refusal to be tried again. */
async function readBefore(
  desk: LinearDesk,
  externalId: string,
  signal?: AbortSignal,
): Promise<LinearIssue | StepOutcome> {
  try {
    const { issues } = await desk.api.ask(
      readIssue.document,
      { ids: [externalId] },
      readIssue.Answer,
      signal,
    );
    const [issue] = issues.nodes;
    return issue && !issue.trashed ? issue : goneStep();
  } catch (error) {
    return unsent(readAndLog(desk, error, 'an update'));
  }
}

function unsent(fault: LinearFault): StepOutcome {
  const step = toStep(fault);
  if (step.kind !== 'unknown') return step;
  return refuse('Linear could not be asked before sending', { retryable: true });
}

function readAndLog(desk: LinearDesk, error: unknown, what: string): LinearFault {
  const fault = readFault(error, desk.clock.now());
  desk.log.warn(`Linear did not confirm ${what}`, describeFault(fault, error));
  return fault;
}

/** Attempts at issues that exist in Linear already: to relate two of them, and to put a section of ours into one. */
import * as z from 'zod';
import type { IssueKey } from '../../domain/ids.ts';
import { putSection } from '../../domain/issue-section.ts';
import type { StepOutcome } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, goneStep, type LinearFault, readFault, toStep } from './fault.ts';
import { fields, Issue, readIssues } from './issues.ts';
import { toSnapshot } from './mapping.ts';

const createRelation = {
  document: `mutation DocketRelate($input: IssueRelationCreateInput!) {
    issueRelationCreate(input: $input) { issueRelation { issue { ${fields} } } }
  }`,
  Answer: z.object({ issueRelationCreate: z.object({ issueRelation: z.object({ issue: Issue }) }) }),
};

const readText = {
  document: `query DocketIssueText($ids: [ID!]!) {
    issues(first: 1, includeArchived: true, filter: { id: { in: $ids } }) { nodes { ${fields} description } }
  }`,
  Answer: z.object({
    issues: z.object({ nodes: z.array(Issue.extend({ description: z.string().nullable() })) }),
  }),
};

const writeText = {
  document: `mutation DocketAmend($id: String!, $input: IssueUpdateInput!) {
    issueUpdate(id: $id, input: $input) { issue { ${fields} } }
  }`,
  Answer: z.object({ issueUpdate: z.object({ issue: Issue }) }),
};

/** Linear refuses a second relation under a used id, so the same try after a lost answer is known to be done. */
export async function relateIssues(
  desk: LinearDesk,
  { externalId, relatedId }: { externalId: string; relatedId: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  const input = { id: key.uuid, issueId: externalId, relatedIssueId: relatedId, type: 'related' };
  try {
    const answer = await desk.api.ask(createRelation.document, { input }, createRelation.Answer, signal);
    return { kind: 'done', issue: toSnapshot(answer.issueRelationCreate.issueRelation.issue) };
  } catch (error) {
    const fault = readAndLog(desk, error, 'a relation');
    return fault.kind === 'conflict' ? readBack(desk, externalId, signal) : toStep(fault);
  }
}

async function readBack(desk: LinearDesk, externalId: string, signal?: AbortSignal): Promise<StepOutcome> {
  try {
    const issue = (await readIssues(desk.api, [externalId], signal)).get(externalId);
    return issue ? { kind: 'done', issue: toSnapshot(issue) } : goneStep();
  } catch {
    return { kind: 'unknown', reason: 'Linear holds this relation already, and the issue could not be read' };
  }
}

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
  const found = await readDescription(desk, externalId, signal);
  if ('kind' in found) return found;
  const before = found.description ?? '';
  const description = putSection(before, key.marker, section);
  if (description === before) return { kind: 'done', issue: toSnapshot(found) };
  try {
    const variables = { id: externalId, input: { description } };
    const answer = await desk.api.ask(writeText.document, variables, writeText.Answer, signal);
    return { kind: 'done', issue: toSnapshot(answer.issueUpdate.issue) };
  } catch (error) {
    return toStep(readAndLog(desk, error, 'an update'));
  }
}

type WithText = z.infer<typeof readText.Answer>['issues']['nodes'][number];

/** Nothing is written yet, so a failed read is a refusal to be tried again. */
async function readDescription(
  desk: LinearDesk,
  externalId: string,
  signal?: AbortSignal,
): Promise<WithText | StepOutcome> {
  try {
    const { issues } = await desk.api.ask(readText.document, { ids: [externalId] }, readText.Answer, signal);
    const [issue] = issues.nodes;
    return issue && !issue.trashed ? issue : goneStep();
  } catch (error) {
    const step = toStep(readAndLog(desk, error, 'an update'));
    if (step.kind !== 'unknown') return step;
    const reason = 'Linear could not be asked before sending';
    return { kind: 'refused', reason, retryable: true, retryAfterMs: null, auth: false };
  }
}

function readAndLog(desk: LinearDesk, error: unknown, what: string): LinearFault {
  const fault = readFault(error, desk.clock.now());
  desk.log.warn(`Linear did not confirm ${what}`, describeFault(fault, error));
  return fault;
}

/** Attempts at issues that exist on GitHub already: a section of ours in the text, changed fields, a comment. */
import * as z from 'zod';
import type { IssueKey } from '../../domain/ids.ts';
import { markerOf, readMarker } from '../../domain/issue-marker.ts';
import { putSection } from '../../domain/issue-section.ts';
import type { IssueChange, StepOutcome } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { describeFault, type GithubFault, readFault } from './fault.ts';
import { type GithubIssue, GraphqlIssue, issueFields, RestIssue } from './issue.ts';
import {
  distinctNames,
  type GithubState,
  isPriorityLabel,
  isStatusLabel,
  placeOf,
  priorityIn,
  readPriority,
  toSnapshot,
  withPriority,
  writeBody,
} from './mapping.ts';
import { neutralise } from './neutral-text.ts';
import { readIssues } from './read.ts';
import { goneStep, toStep, toUnsent } from './say-fault.ts';

const patchRoute = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';

/** What GitHub is asked to change over REST; an empty one is not sent. */
type Patch = {
  title?: string;
  body?: string;
  labels?: string[];
  state?: 'open' | 'closed';
  state_reason?: string | null;
};

/**
 * GitHub has no compare-and-set for a text: what somebody saves in the moment between our read and our write is lost to
 * them, though not to GitHub's history.
 */
export async function amendIssue(
  desk: GithubDesk,
  { externalId, section }: { externalId: string; section: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  return changeIssue(desk, externalId, signal, (issue) => {
    const body = putSection(issue.body, key.marker, neutralise(section));
    return body === issue.body ? {} : { body };
  });
}

/** Reads the issue first and writes only what is not so already. */
export async function updateIssue(
  desk: GithubDesk,
  change: IssueChange,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  const outcome = await changeIssue(desk, change.externalId, signal, async (issue) => {
    const { repository } = await desk.place.current();
    const field = priorityIn(repository.priorityField, change.priority ?? 0);
    return differences(issue, change, field.label);
  });
  if (outcome.kind !== 'done' || change.priority === undefined) return outcome;
  if (outcome.issue.priority === change.priority) return outcome;
  return setPriorityField(desk, change.externalId, outcome, change, signal);
}

function differences(issue: GithubIssue, change: IssueChange, priorityLabel: string | null): Patch {
  const { title, workStatus } = change;
  const body = bodyAfter(issue, change);
  const place = workStatus === undefined ? null : placeOf(workStatus);
  const isSo = workStatus === undefined || toSnapshot(issue).workStatus === workStatus;
  const labels = labelsAfter(issue, change, {
    status: isSo ? undefined : place!.label,
    priority: priorityLabel,
  });
  return {
    ...(title === undefined || title === issue.title ? {} : { title }),
    ...(body === issue.body ? {} : { body }),
    ...(sameNames(labels, issue.labels) ? {} : { labels }),
    ...(isSo || place === null ? {} : stateChange(issue, place.state)),
  };
}

function bodyAfter(issue: GithubIssue, { body, priority }: IssueChange): string {
  const now = priority ?? readPriority(issue.priority, issue.labels) ?? 0;
  if (body) return writeBody(body.text, { priority: now, marker: body.marker });
  const isOurs = readMarker(issue.body) !== null;
  return priority === undefined || !isOurs ? issue.body : withPriority(issue.body, priority);
}

/** `status` undefined leaves what stands; null takes it away. */
function labelsAfter(
  issue: GithubIssue,
  { labels, priority }: IssueChange,
  ours: { status: string | null | undefined; priority: string | null },
): string[] {
  const removed = new Set(labels?.remove.map((name) => name.toLowerCase()));
  const stays = (name: string) => {
    if (ours.status !== undefined && isStatusLabel(name)) return false;
    if (priority !== undefined && isPriorityLabel(name)) return false;
    return !removed.has(name.toLowerCase());
  };
  const added = [...(labels?.add ?? []), ours.status ?? null, priority === undefined ? null : ours.priority];
  return distinctNames([...issue.labels.filter(stays), ...added]);
}

function sameNames(some: readonly string[], others: readonly string[]): boolean {
  const names = new Set(others.map((name) => name.toLowerCase()));
  return some.length === others.length && some.every((name) => names.has(name.toLowerCase()));
}

function stateChange(issue: GithubIssue, { state, reason }: GithubState): Patch {
  if (state === 'open') return issue.state === 'open' ? {} : { state: 'open', state_reason: 'reopened' };
  return { state, state_reason: reason };
}

/** Never throws. */
async function changeIssue(
  desk: GithubDesk,
  externalId: string,
  signal: AbortSignal | undefined,
  plan: (issue: GithubIssue) => Patch | Promise<Patch>,
): Promise<StepOutcome> {
  let issue: GithubIssue | undefined;
  let patch: Patch;
  try {
    issue = (await readIssues(desk, [externalId], signal)).get(externalId);
    if (!issue) return goneStep();
    patch = await plan(issue);
    await desk.api.signIn();
  } catch (error) {
    return toUnsent(error, readAndLog(desk, error, 'an update'));
  }
  if (Object.keys(patch).length === 0) return { kind: 'done', issue: toSnapshot(issue) };
  try {
    return { kind: 'done', issue: toSnapshot(await writePatch(desk, issue, patch, signal)) };
  } catch (error) {
    return toStep(readAndLog(desk, error, 'an update'));
  }
}

async function writePatch(
  desk: GithubDesk,
  { number }: GithubIssue,
  patch: Patch,
  signal?: AbortSignal,
): Promise<GithubIssue> {
  const { repository } = await desk.place.current();
  const at = { owner: repository.owner, repo: repository.name, issue_number: number };
  const answer = await desk.api.call(patchRoute, { ...at, ...patch }, RestIssue, signal);
  return answer!.data;
}

/** The issue as it is then, or null when GitHub did not confirm it. */
export async function writeState(
  desk: GithubDesk,
  issue: GithubIssue,
  state: GithubState,
  signal?: AbortSignal,
): Promise<GithubIssue | null> {
  try {
    return await writePatch(desk, issue, stateChange(issue, state), signal);
  } catch (error) {
    readAndLog(desk, error, 'a state');
    return null;
  }
}

const setField = `mutation DocketPriority($issueId: ID!, $field: IssueFieldCreateOrUpdateInput!) {
  setIssueFieldValue(input: { issueId: $issueId, issueFields: [$field] }) { issue { ${issueFields(true)} } }
}`;
const FieldSet = z.object({ setIssueFieldValue: z.object({ issue: GraphqlIssue }) });

/** Where the owner has a field for it, the priority is no label and takes a request of its own. */
async function setPriorityField(
  desk: GithubDesk,
  issueId: string,
  before: StepOutcome,
  { priority }: IssueChange,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  try {
    const { priorityField } = (await desk.place.current()).repository;
    const { optionId } = priorityIn(priorityField, priority!);
    if (!priorityField) return before;
    const value = optionId === null ? { delete: true } : { singleSelectOptionId: optionId };
    const field = { fieldId: priorityField.id, ...value };
    const answer = await desk.api.ask(setField, { issueId, field }, FieldSet, signal);
    return { kind: 'done', issue: toSnapshot(answer.setIssueFieldValue.issue) };
  } catch (error) {
    return toStep(readAndLog(desk, error, 'a priority'));
  }
}

const readComments = `query DocketComments($id: ID!, $before: String) {
  node(id: $id) { ... on Issue { comments(last: 100, before: $before) {
    nodes { body } pageInfo { hasPreviousPage startCursor }
  } } }
}`;
const Comments = z.object({
  node: z.object({
    comments: z.object({
      nodes: z.array(z.object({ body: z.string() })),
      pageInfo: z.object({ hasPreviousPage: z.boolean(), startCursor: z.string().nullable() }),
    }),
  }),
});

const writeComment = `mutation DocketComment($subjectId: ID!, $body: String!) {
  addComment(input: { subjectId: $subjectId, body: $body }) { subject { id } }
}`;
const Commented = z.object({ addComment: z.object({ subject: z.object({ id: z.string() }) }) });

/** GitHub knows no key for a comment, so it is looked for by its marker before it is written. */
export async function commentOn(
  desk: GithubDesk,
  { externalId, text }: { externalId: string; text: string },
  key: IssueKey,
  signal?: AbortSignal,
): Promise<StepOutcome> {
  let issue: GithubIssue | undefined;
  try {
    issue = (await readIssues(desk, [externalId], signal)).get(externalId);
    if (!issue) return goneStep();
    if (await hasComment(desk, externalId, key.marker, signal))
      return { kind: 'done', issue: toSnapshot(issue) };
  } catch (error) {
    return toUnsent(error, readAndLog(desk, error, 'a comment'));
  }
  try {
    const body = `${neutralise(text)}\n\n${markerOf(key.marker)}`;
    await desk.api.ask(writeComment, { subjectId: externalId, body }, Commented, signal);
    return { kind: 'done', issue: toSnapshot(issue) };
  } catch (error) {
    return toStep(readAndLog(desk, error, 'a comment'));
  }
}

export async function hasComment(
  desk: GithubDesk,
  id: string,
  marker: string,
  signal?: AbortSignal,
): Promise<boolean> {
  let before: string | null = null;
  do {
    const answer: z.infer<typeof Comments> = await desk.api.ask(
      readComments,
      { id, before },
      Comments,
      signal,
    );
    const { nodes, pageInfo } = answer.node.comments;
    if (nodes.some(({ body }) => readMarker(body) === marker)) return true;
    before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
  } while (before !== null);
  return false;
}

export function readAndLog(desk: GithubDesk, error: unknown, what: string): GithubFault {
  const fault = readFault(error, desk.clock.now());
  desk.log.warn(`GitHub did not confirm ${what}`, describeFault(fault, error));
  return fault;
}

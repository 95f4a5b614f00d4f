/** One attempt to create an issue, and what it came to. */
import * as z from 'zod';
import {
  type CreateOutcome,
  type IssueDraft,
  type IssueOrder,
  type IssueSnapshot,
  refuse,
} from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { readNewest } from './find.ts';
import { type GithubIssue, GraphqlIssue, issueFields } from './issue.ts';
import { distinctNames, placeOf, priorityIn, toSnapshot, typeIn, writeBody } from './mapping.ts';
import type { Place } from './place.ts';
import { readIssues } from './read.ts';
import { toOutcome, toUnsent } from './say-fault.ts';
import { readAndLog, writeState } from './steps.ts';

type Prepared = {
  document: string;
  input: Record<string, unknown>;
  /** Of these GitHub must say that it took them. */
  asked: { labels: string[]; type: string | null; parent: boolean };
  warnings: string[];
};

const Answer = z.object({
  createIssue: z.object({
    issue: GraphqlIssue.and(z.object({ parent: z.object({ id: z.string() }).nullable() })),
  }),
});

/** Sends the request that creates at most once, and not at all where the issue of this key is known. Never throws. */
export function createOnce(
  desk: GithubDesk,
  order: IssueOrder,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  return desk.keys.inTurn(order.key.marker, async () => {
    let prepared: Prepared;
    try {
      signal?.throwIfAborted();
      const place = await desk.place.current();
      await desk.keys.learn(() => readNewest(desk));
      const known = desk.keys.idOf(order.key.marker);
      if (known !== null) return await adopt(desk, known, signal);
      prepared = await prepare(place, order, signal);
      await desk.api.signIn();
    } catch (error) {
      return toUnsent(error, readAndLog(desk, error, 'that an issue can be sent'));
    }
    desk.keys.tried(order.key.marker, desk.clock.now());
    return send(desk, order, prepared, signal);
  });
}

async function prepare(
  { repository, labels }: Place,
  { draft, key }: IssueOrder,
  signal?: AbortSignal,
): Promise<Prepared> {
  const wanted = labelsFor({ repository, labels }, draft);
  const picked = await labels.pick(wanted, signal);
  const { typeId } = typeIn(repository.types, draft.type);
  const { optionId } = priorityIn(repository.priorityField, draft.priority);
  const { priorityField, mayTriage } = repository;
  const fields =
    priorityField && optionId ? [{ fieldId: priorityField.id, singleSelectOptionId: optionId }] : [];
  const type = repository.types.find(({ id }) => id === typeId)?.name ?? null;
  return {
    document: `mutation DocketCreate($input: CreateIssueInput!) {
      createIssue(input: $input) { issue { ${issueFields(priorityField !== null)} parent { id } } }
    }`,
    input: {
      repositoryId: repository.id,
      title: draft.title,
      body: writeBody(draft.body, {
        priority: draft.priority,
        unmapped: picked.unmapped,
        marker: key.marker,
      }),
      ...(picked.ids.length > 0 ? { labelIds: picked.ids } : {}),
      ...(typeId !== null && mayTriage ? { issueTypeId: typeId } : {}),
      ...(fields.length > 0 && mayTriage ? { issueFields: fields } : {}),
      ...(draft.parentExternalId === null ? {} : { parentIssueId: draft.parentExternalId }),
    },
    asked: {
      labels: wanted.filter((name) => !picked.unmapped.includes(name)),
      type: mayTriage ? type : null,
      parent: draft.parentExternalId !== null,
    },
    warnings: picked.warnings,
  };
}

/** Every label the issue is meant to have. */
export function labelsFor({ repository }: Place, draft: IssueDraft): string[] {
  return distinctNames([
    ...draft.labels,
    typeIn(repository.types, draft.type).label,
    priorityIn(repository.priorityField, draft.priority).label,
    placeOf(draft.workStatus ?? 'open').label,
  ]);
}

async function send(
  desk: GithubDesk,
  { draft }: IssueOrder,
  { document, input, asked, warnings }: Prepared,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  let issue: z.infer<typeof Answer>['createIssue']['issue'];
  try {
    issue = (await desk.api.ask(document, { input }, Answer, signal)).createIssue.issue;
  } catch (error) {
    const fault = readAndLog(desk, error, 'an issue');
    if (fault.kind !== 'missing') return toOutcome(fault);
    desk.place.forget();
    const isOurs = fault.id === null || fault.id === draft.parentExternalId;
    // What we remembered was out of date; the next attempt reads it anew.
    return isOurs
      ? toOutcome(fault)
      : refuse('A label or type was removed on GitHub meanwhile', { retryable: true });
  }
  desk.keys.note([issue]);
  const said = [...warnings, ...findDropped(issue, asked, issue.parent !== null)];
  return { kind: 'created', ...(await settleState(desk, issue, draft, said, signal)) };
}

/** GitHub drops without a word what the token may not set. */
function findDropped(issue: GithubIssue, asked: Prepared['asked'], hasParent: boolean): string[] {
  const has = new Set(issue.labels.map((name) => name.toLowerCase()));
  const lost = asked.labels
    .filter((name) => !has.has(name.toLowerCase()))
    .map((name) => `the label "${name}"`);
  if (asked.type !== null && issue.type !== asked.type) lost.push(`the type ${asked.type}`);
  if (asked.parent && !hasParent) lost.push('its parent');
  return lost.map((what) => `GitHub left out ${what}; the token may not be allowed to set it.`);
}

/** Issues are born open; one whose work has ended is closed after that, and stays created when that fails. */
async function settleState(
  desk: GithubDesk,
  issue: GithubIssue,
  draft: IssueDraft,
  warnings: string[],
  signal?: AbortSignal,
): Promise<{ issue: IssueSnapshot; warnings: string[] }> {
  const { state } = placeOf(draft.workStatus ?? 'open');
  if (state.state === 'open') return { issue: toSnapshot(issue), warnings };
  const closed = await writeState(desk, issue, state, signal);
  if (closed) return { issue: toSnapshot(closed), warnings };
  return { issue: toSnapshot(issue), warnings: [...warnings, 'GitHub did not close the issue; it is open.'] };
}

async function adopt(desk: GithubDesk, id: string, signal?: AbortSignal): Promise<CreateOutcome> {
  const issue = (await readIssues(desk, [id], signal)).get(id);
  if (issue) return { kind: 'existed', issue: toSnapshot(issue), warnings: [] };
  return refuse('This issue was created before and then deleted on GitHub');
}

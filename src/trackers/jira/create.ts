/** One attempt to create issues, and what it came to for each. */
import { createIssues } from 'jira.js/cloud';
import * as z from 'zod';
import { isDocketError } from '../../domain/errors.ts';
import { type CreateOutcome, type IssueOrder, refuse } from '../../domain/push.ts';
import { JiraRefusal } from './api.ts';
import type { JiraDesk } from './desk.ts';
import type { Prepared } from './draft.ts';
import { describeFault, readFault, toStep, unsent } from './fault.ts';
import { readIssues } from './issues.ts';
import { type JiraIssue, markerOf, toSnapshot } from './jira-issue.ts';
import { settleStatus } from './move.ts';
import { prepareOrders } from './prepare.ts';

const Failure = z.object({
  failedElementNumber: z.number(),
  status: z.number().catch(400),
  elementErrors: z.object({ errors: z.record(z.string(), z.unknown()).catch({}) }).catch({ errors: {} }),
});
type Failure = z.infer<typeof Failure>;

const Made = z.object({
  issues: z.array(z.object({ id: z.string() })).catch([]),
  errors: z.array(Failure).catch([]),
});

const doubt = { deed: 'create issues', made: 'created the issue' };

/** Sends the request that creates at most once, and nothing for a key whose issue is known. Never throws. */
export function createOnce(
  desk: JiraDesk,
  orders: readonly IssueOrder[],
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  if (orders.length === 0) return Promise.resolve([]);
  return desk.keys.inTurn(async () => {
    const outcomes = new Map<IssueOrder, CreateOutcome>();
    const ready: Prepared[] = [];
    try {
      signal?.throwIfAborted();
      await desk.place.current();
      for (const [order, outcome] of await adoptKnown(desk, orders, signal)) outcomes.set(order, outcome);
      const fresh = orders.filter((order) => !outcomes.has(order));
      for (const [at, one] of (await prepareOrders(desk, fresh, signal)).entries()) {
        if ('kind' in one) outcomes.set(fresh[at]!, one);
        else ready.push(one);
      }
    } catch (error) {
      const outcome = refuseUnsent(desk, error);
      return orders.map(() => outcome);
    }
    const sent = await send(desk, ready, signal);
    for (const [at, { order }] of ready.entries()) outcomes.set(order, sent[at]!);
    return orders.map((order) => outcomes.get(order)!);
  });
}

async function adoptKnown(
  desk: JiraDesk,
  orders: readonly IssueOrder[],
  signal?: AbortSignal,
): Promise<[IssueOrder, CreateOutcome][]> {
  const known = orders.flatMap((order) => {
    const id = desk.keys.idOf(order.key.marker);
    return id === null ? [] : [{ order, id }];
  });
  if (known.length === 0) return [];
  const issues = await readIssues(
    desk,
    known.map(({ id }) => id),
    signal,
  );
  const place = await desk.place.current();
  return known.map(({ order, id }) => {
    const issue = issues.get(id);
    if (!issue) return [order, refuse('This issue was created before and then deleted in Jira')];
    return [order, { kind: 'existed', issue: toSnapshot(place, issue), warnings: [] }];
  });
}

/** The request that creates was never sent, so whatever failed, nothing exists. */
function refuseUnsent(desk: JiraDesk, error: unknown): CreateOutcome {
  if (isDocketError(error)) return refuse(error.message.replace(/\.$/, ''));
  const fault = readFault(error, desk.clock.now());
  desk.log.warn('issues could not be prepared for Jira', describeFault(fault, error));
  return unsent(fault);
}

async function send(
  desk: JiraDesk,
  ready: readonly Prepared[],
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  if (ready.length === 0) return [];
  const issueUpdates = ready.map(({ element }) => element);
  try {
    const answer = await desk.api.ask((client) => createIssues(client, { issueUpdates }), signal);
    return await tell(desk, ready, Made.parse(answer), signal);
  } catch (error) {
    const failures = allFailed(error, ready.length);
    if (failures) return tell(desk, ready, { issues: [], errors: failures }, signal);
    const fault = readFault(error, desk.clock.now());
    const markers = ready.map(({ order }) => order.key.marker);
    desk.log.warn('Jira did not confirm issues', { markers, ...describeFault(fault, error) });
    if (fault.kind === 'invalid' || fault.kind === 'missing') desk.place.forget();
    const step = toStep(fault, doubt);
    const isShared = step.kind === 'refused' && fault.kind === 'invalid' && ready.length > 1;
    const outcome: CreateOutcome = isShared ? { ...step, retryable: true, alone: true } : step;
    return ready.map(() => outcome);
  }
}

/** Where not one of them was made, Jira answers 400 and names each all the same. */
function allFailed(error: unknown, count: number): Failure[] | null {
  if (!(error instanceof JiraRefusal) || error.status !== 400) return null;
  const failures = Made.safeParse(error.body).data?.errors ?? [];
  return failures.length === count ? failures : null;
}

/**
 * Jira names those it refused by their number and says nothing of which of the others is which: that is read from the key
 * each carries, and an issue whose key cannot be read stays in doubt.
 */
async function tell(
  desk: JiraDesk,
  ready: readonly Prepared[],
  { issues, errors }: z.infer<typeof Made>,
  signal?: AbortSignal,
): Promise<CreateOutcome[]> {
  const failed = new Map(errors.map((failure) => [failure.failedElementNumber, failure]));
  const made = await readMade(
    desk,
    issues.map(({ id }) => id),
    signal,
  );
  const outcomes: CreateOutcome[] = [];
  for (const [at, prepared] of ready.entries()) {
    const failure = failed.get(at);
    const issue = made.get(prepared.order.key.marker);
    if (failure) outcomes.push(refuseElement(desk, prepared, failure));
    else if (issue) outcomes.push(await createdOf(desk, prepared, issue, signal));
    else
      outcomes.push({
        kind: 'unknown',
        reason: 'Jira may have created the issue: it could not be read back',
      });
  }
  return outcomes;
}

async function readMade(
  desk: JiraDesk,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string | null, JiraIssue>> {
  try {
    const issues = await readIssues(desk, ids, signal);
    return new Map([...issues.values()].map((issue) => [markerOf(issue), issue]));
  } catch (error) {
    desk.log.warn(
      'new issues could not be read back',
      describeFault(readFault(error, desk.clock.now()), error),
    );
    return new Map();
  }
}

async function createdOf(
  desk: JiraDesk,
  { order, type, linked, warnings }: Prepared,
  issue: JiraIssue,
  signal?: AbortSignal,
): Promise<CreateOutcome> {
  desk.levels.set(issue.id, type.level);
  desk.leftOut.delete(order.key.marker);
  const place = await desk.place.current();
  const { workStatus } = order.draft;
  if (workStatus === undefined || workStatus === 'open') {
    return { kind: 'created', issue: toSnapshot(place, issue), warnings, linked };
  }
  const moved = await settleStatus(desk, issue, workStatus, signal).catch(() => null);
  const said = moved?.complete
    ? []
    : ['The issue was created, and Jira did not let it be moved to where the work stands.'];
  return {
    kind: 'created',
    issue: toSnapshot(place, moved?.issue ?? issue),
    warnings: [...warnings, ...said],
    linked,
  };
}

/** Fields an issue can do without: the next attempt leaves them out and says so. */
const optional = /^(priority|labels|issuelinks|customfield_\d+)$/;

function refuseElement(
  desk: JiraDesk,
  { order, element }: Prepared,
  { elementErrors, status }: Failure,
): CreateOutcome {
  const fields = Object.keys(elementErrors.errors);
  desk.log.warn('Jira refused an issue', { marker: order.key.marker, errors: elementErrors.errors });
  if (status >= 500) return { kind: 'unknown', reason: 'Jira may have created the issue: it failed at it' };
  if (status === 429) return refuse('Jira asked us to slow down', { retryable: true });
  const sent = { ...element.fields, ...element.update };
  const mayGo = fields.length > 0 && fields.every((field) => optional.test(field) && field in sent);
  if (mayGo) {
    const leftOut = desk.leftOut.get(order.key.marker) ?? new Set();
    desk.leftOut.set(order.key.marker, new Set([...leftOut, ...fields]));
    return refuse(`Jira did not take ${fields.join(', ')}`, { retryable: true });
  }
  desk.place.forget();
  if (fields.includes('parent') || fields.includes('parentId'))
    return refuse('Jira does not take it below its parent');
  return refuse(fields.length > 0 ? `Jira refused: ${fields.join(', ')}` : 'Jira refused the issue');
}

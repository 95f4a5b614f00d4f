/** Links between issues, many in one request: GitHub's own for what blocks, and words it understands for the rest. */
import * as z from 'zod';
import { markerOf } from '../../domain/issue-marker.ts';
import { putSection } from '../../domain/issue-section.ts';
import { type LinkOrder, refuse, type StepOutcome } from '../../domain/push.ts';
import type { GithubDesk } from './desk.ts';
import { readFieldError } from './fault.ts';
import type { FieldError } from './field-error.ts';
import { type GithubIssue, GraphqlIssue, issueFields } from './issue.ts';
import { toSnapshot } from './mapping.ts';
import { readIssues } from './read.ts';
import { goneStep, toStep, toUnsent } from './say-fault.ts';
import { hasComment, readAndLog } from './steps.ts';

type BetweenIssues = Exclude<LinkOrder, { type: 'source' }>;
/** One field of the mutation, and where in its answer the issue stands. */
type Alias = { at: number; field: string; input: string; variables: Record<string, unknown>; from: string };
type Plan = { outcomes: (StepOutcome | null)[]; aliases: Alias[] };

/**
 * Reads before it writes only where it must: GitHub keeps one dependency between two issues, so writing it again makes no
 * second one. Never throws.
 */
export async function linkIssues(
  desk: GithubDesk,
  orders: readonly LinkOrder[],
  signal?: AbortSignal,
): Promise<StepOutcome[]> {
  if (orders.length === 0) return [];
  let plan: Plan;
  try {
    plan = await planLinks(desk, orders, signal);
    await desk.api.signIn();
  } catch (error) {
    const outcome = toUnsent(error, readAndLog(desk, error, 'links'));
    return orders.map(() => outcome);
  }
  const made = await send(desk, plan.aliases, signal);
  const outcomes = orders.map((_, at) => plan.outcomes[at] ?? made.get(at)!);
  return settleBlocks(desk, orders, outcomes, signal);
}

async function planLinks(
  desk: GithubDesk,
  orders: readonly LinkOrder[],
  signal?: AbortSignal,
): Promise<Plan> {
  const said = orders.filter((order): order is BetweenIssues => /^(relatesTo|duplicateOf)$/.test(order.type));
  const issues = await readIssues(
    desk,
    said.flatMap(({ fromId, toId }) => [fromId, toId]),
    signal,
  );
  const plan: Plan = { outcomes: orders.map(() => null), aliases: [] };
  for (const [at, order] of orders.entries()) {
    if (order.type === 'source') plan.outcomes[at] = refuse('GitHub shows no sources');
    else if (order.type === 'blocks') plan.aliases.push(blocks(at, order));
    else {
      const step = await say(desk, at, order, issues, signal);
      if ('kind' in step) plan.outcomes[at] = step;
      else plan.aliases.push(step);
    }
  }
  return plan;
}

function blocks(at: number, { fromId, toId }: BetweenIssues): Alias {
  const variables = { issueId: toId, blockingIssueId: fromId };
  return { at, field: 'addBlockedBy', input: 'AddBlockedByInput', variables, from: 'blockingIssue' };
}

/** In words, as people do on GitHub: a reference in the text, or the comment that GitHub reads as "duplicate". */
async function say(
  desk: GithubDesk,
  at: number,
  { type, fromId, toId, key }: BetweenIssues,
  issues: Map<string, GithubIssue>,
  signal?: AbortSignal,
): Promise<Alias | StepOutcome> {
  const [from, to] = [issues.get(fromId), issues.get(toId)];
  if (!from || !to) return goneStep();
  const done: StepOutcome = { kind: 'done', issue: toSnapshot(from) };
  if (type === 'duplicateOf') {
    if (await hasComment(desk, fromId, key.marker, signal)) return done;
    const body = `Duplicate of #${to.number}\n\n${markerOf(key.marker)}`;
    return {
      at,
      field: 'addComment',
      input: 'AddCommentInput',
      variables: { subjectId: fromId, body },
      from: 'subject',
    };
  }
  const body = putSection(from.body, key.marker, `Related to #${to.number}`);
  if (body === from.body) return done;
  // The next link of the same issue goes below this one.
  issues.set(fromId, { ...from, body });
  return {
    at,
    field: 'updateIssue',
    input: 'UpdateIssueInput',
    variables: { id: fromId, body },
    from: 'issue',
  };
}

/** GitHub works a document off in order; what it refuses is null, and named in the errors beside the rest. */
async function send(
  desk: GithubDesk,
  aliases: readonly Alias[],
  signal?: AbortSignal,
): Promise<Map<number, StepOutcome>> {
  if (aliases.length === 0) return new Map();
  const { repository } = await desk.place.current();
  const document = writeDocument(aliases, repository.priorityField !== null);
  const variables = Object.fromEntries(aliases.map((one) => [`input${one.at}`, one.variables]));
  const Answer = z.record(z.string(), z.record(z.string(), GraphqlIssue.nullable()).nullable());
  try {
    const { data, errors } = await desk.api.askSome(document, variables, Answer, signal);
    return new Map(
      aliases.map(({ at, from }) => {
        const issue = data[`link${at}`]?.[from];
        return [at, issue ? { kind: 'done', issue: toSnapshot(issue) } : toStep(refusalOf(errors, at))];
      }),
    );
  } catch (error) {
    const outcome = toStep(readAndLog(desk, error, 'links'));
    return new Map(aliases.map(({ at }) => [at, outcome]));
  }
}

function refusalOf(errors: readonly FieldError[], at: number) {
  return readFieldError(errors.find(({ path }) => path?.[0] === `link${at}`) ?? errors[0]);
}

function writeDocument(aliases: readonly Alias[], withPriority: boolean): string {
  const variables = aliases.map(({ at, input }) => `$input${at}: ${input}!`).join(', ');
  const fields = aliases.map(({ at, field, from }) => {
    return `link${at}: ${field}(input: $input${at}) { ${from} { ... on Issue { ...issue } } }`;
  });
  return `mutation DocketLinks(${variables}) { ${fields.join('\n')} }
fragment issue on Issue { ${issueFields(withPriority)} }`;
}

const blockersOf = `query DocketBlockers($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Issue { id blockedBy(first: 100) { nodes { id } } } }
}`;
const Blocked = z.object({
  id: z.string(),
  blockedBy: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
});
const Blockers = z.object({ nodes: z.array(Blocked.or(z.looseObject({}).transform(() => null)).nullable()) });

/** GitHub refuses a dependency that is there already, in no words to rely on; so those refused are looked for. */
async function settleBlocks(
  desk: GithubDesk,
  orders: readonly LinkOrder[],
  outcomes: StepOutcome[],
  signal?: AbortSignal,
): Promise<StepOutcome[]> {
  const refused = orders.filter((order, at): order is BetweenIssues => {
    const outcome = outcomes[at]!;
    return order.type === 'blocks' && outcome.kind === 'refused' && !outcome.retryable && !outcome.auth;
  });
  if (refused.length === 0) return outcomes;
  try {
    const ids = [...new Set(refused.map(({ toId }) => toId))];
    const { data } = await desk.api.askSome(blockersOf, { ids }, Blockers, signal);
    const there = new Set(
      data.nodes.flatMap((one) => one?.blockedBy.nodes.map(({ id }) => `${id} ${one.id}`) ?? []),
    );
    const found = refused.filter(({ fromId, toId }) => there.has(`${fromId} ${toId}`));
    const issues = await readIssues(
      desk,
      found.map(({ fromId }) => fromId),
      signal,
    );
    return orders.map((order, at) => {
      const issue = found.includes(order as BetweenIssues) ? issues.get(order.fromId) : undefined;
      return issue ? { kind: 'done', issue: toSnapshot(issue) } : outcomes[at]!;
    });
  } catch (error) {
    readAndLog(desk, error, 'what blocks an issue');
    return outcomes;
  }
}

/** Links between issues, and to where an issue comes from: many in one request, each under an id of its own. */
import * as z from 'zod';
import type { LinkOrder, StepOutcome } from '../../domain/push.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, goneStep, readFault, toStep } from './fault.ts';
import { fields, Issue, readIssues } from './issues.ts';
import { toSnapshot } from './mapping.ts';

type Alias = { field: string; input: Record<string, string> };

/** Linear runs the mutations of a document in order and stops at none; one that fails is null and named in the errors. */
const Answer = z.record(
  z.string(),
  z
    .object({ issueRelation: z.object({ issue: Issue }) })
    .or(z.object({ attachment: z.object({ issue: Issue }) })),
);

const relationTypes = { blocks: 'blocks', relatesTo: 'related', duplicateOf: 'duplicate' } as const;

/**
 * Linear refuses a second relation under a used id, and an attachment of a used address takes the place of the first, so
 * the same try after a lost answer is known to be done. When one of several is refused, nothing says what became of the
 * others; all are to be tried alone then.
 */
export async function linkIssues(
  desk: LinearDesk,
  orders: readonly LinkOrder[],
  signal?: AbortSignal,
): Promise<StepOutcome[]> {
  if (orders.length === 0) return [];
  const aliases = orders.map(toAlias);
  const variables = Object.fromEntries(aliases.map(({ input }, at) => [`input${at}`, input]));
  try {
    const answer = await desk.api.ask(writeDocument(aliases), variables, Answer, signal);
    return orders.map((_, at) => doneBy(answer[`link${at}`]));
  } catch (error) {
    const fault = readFault(error, desk.clock.now());
    desk.log.warn('Linear did not confirm links', { count: orders.length, ...describeFault(fault, error) });
    if (orders.length === 1) {
      return [fault.kind === 'conflict' ? await readBack(desk, orders[0]!.fromId, signal) : toStep(fault)];
    }
    const isPartial = fault.kind === 'conflict' || fault.kind === 'invalid' || fault.kind === 'doubtful';
    const outcome: StepOutcome = isPartial ? tryAlone : toStep(fault);
    return orders.map(() => outcome);
  }
}

/** Trying again cannot make a second one, so what may have happened may be tried. */
const tryAlone: StepOutcome = {
  kind: 'refused',
  reason: 'Linear did not make all of these links',
  retryable: true,
  retryAfterMs: null,
  auth: false,
  alone: true,
};

function toAlias(order: LinkOrder): Alias {
  const { fromId, key } = order;
  if (order.type === 'source') {
    const { url, title } = order;
    return { field: 'attachment', input: { id: key.uuid, issueId: fromId, url, title } };
  }
  const type = relationTypes[order.type];
  return {
    field: 'issueRelation',
    input: { id: key.uuid, issueId: fromId, relatedIssueId: order.toId, type },
  };
}

function writeDocument(aliases: readonly Alias[]): string {
  const types: Record<string, string> = {
    attachment: 'AttachmentCreateInput',
    issueRelation: 'IssueRelationCreateInput',
  };
  const variables = aliases.map(({ field }, at) => `$input${at}: ${types[field]}!`);
  const parts = aliases.map(({ field }, at) => {
    return `link${at}: ${field}Create(input: $input${at}) { ${field} { issue { ${fields} } } }`;
  });
  return `mutation DocketLink(${variables.join(', ')}) { ${parts.join('\n')} }`;
}

function doneBy(made: z.infer<typeof Answer>[string] | undefined): StepOutcome {
  if (!made) return { kind: 'unknown', reason: 'Linear may have made the link: its answer left it out' };
  const { issue } = 'attachment' in made ? made.attachment : made.issueRelation;
  return { kind: 'done', issue: toSnapshot(issue) };
}

async function readBack(desk: LinearDesk, externalId: string, signal?: AbortSignal): Promise<StepOutcome> {
  try {
    const issue = (await readIssues(desk.api, [externalId], signal)).get(externalId);
    return issue ? { kind: 'done', issue: toSnapshot(issue) } : goneStep();
  } catch {
    return { kind: 'unknown', reason: 'Linear holds this link already, and the issue could not be read' };
  }
}

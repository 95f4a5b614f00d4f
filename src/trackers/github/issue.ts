/** An issue as GitHub answers it, over GraphQL or REST, in one shape. */
import * as z from 'zod';

export type GithubIssue = {
  /** GitHub's node id. */
  id: string;
  number: number;
  url: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  /** completed, not_planned, duplicate or reopened, or one GitHub adds later. */
  reason: string | null;
  labels: string[];
  type: string | null;
  /** The option of the owner's field "Priority"; undefined where the answer says nothing of fields. */
  priority: string | null | undefined;
  assignee: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
};

/** What every GraphQL answer says of an issue. Older servers know no fields, so those are asked for only where they are. */
export function issueFields(withPriority: boolean): string {
  return `id number url title body state stateReason(enableDuplicate: true) createdAt updatedAt closedAt
  labels(first: 100) { nodes { name } }
  issueType { name }
  assignees(first: 1) { nodes { login } }
  ${withPriority ? priorityFields : ''}`;
}

const priorityFields = `issueFieldValues(first: 25) { nodes {
    ... on IssueFieldSingleSelectValue { name field { ... on IssueFieldSingleSelect { name } } }
  } }`;

const nodes = <Node extends z.ZodType>(node: Node) => z.object({ nodes: z.array(node) });

export const priorityFieldName = /^priority$/i;

export const GraphqlIssue = z
  .object({
    id: z.string(),
    number: z.int(),
    url: z.string(),
    title: z.string(),
    body: z.string(),
    state: z.string().toLowerCase(),
    stateReason: z.string().toLowerCase().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    closedAt: z.string().nullable(),
    labels: nodes(z.object({ name: z.string() })).nullable(),
    issueType: z.object({ name: z.string() }).nullable(),
    assignees: nodes(z.object({ login: z.string() })),
    issueFieldValues: nodes(
      z.object({ name: z.string(), field: z.object({ name: z.string() }) }).or(z.looseObject({})),
    )
      .nullable()
      .optional(),
  })
  .transform((answer): GithubIssue => {
    const { stateReason, issueType, labels, assignees, issueFieldValues, ...same } = answer;
    const values = (issueFieldValues?.nodes ?? []) as { name?: string; field?: { name: string } }[];
    const priority = values.find(({ field }) => field && priorityFieldName.test(field.name));
    return {
      ...same,
      state: same.state === 'closed' ? 'closed' : 'open',
      reason: stateReason,
      labels: (labels?.nodes ?? []).map(({ name }) => name),
      type: issueType?.name ?? null,
      priority: priority?.name ?? null,
      assignee: assignees.nodes[0]?.login ?? null,
    };
  });

const RestLabel = z.string().or(z.object({ name: z.string().nullish() }).transform(({ name }) => name ?? ''));

/** `isPullRequest` is true for those that REST lists among the issues. */
export const RestIssue = z
  .object({
    node_id: z.string(),
    number: z.int(),
    html_url: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.string(),
    state_reason: z.string().nullish(),
    labels: z.array(RestLabel),
    type: z.object({ name: z.string() }).nullish(),
    assignee: z.object({ login: z.string() }).nullish(),
    issue_field_values: z
      .array(
        z.object({
          issue_field_name: z.string().nullish(),
          value: z.unknown(),
          single_select_option: z.object({ name: z.string() }).nullish(),
        }),
      )
      .nullish(),
    created_at: z.string(),
    updated_at: z.string(),
    closed_at: z.string().nullable(),
    pull_request: z.unknown().optional(),
  })
  .transform((answer): GithubIssue & { isPullRequest: boolean } => {
    const priority = answer.issue_field_values?.find((one) =>
      priorityFieldName.test(one.issue_field_name ?? ''),
    );
    return {
      id: answer.node_id,
      number: answer.number,
      url: answer.html_url,
      title: answer.title,
      body: answer.body ?? '',
      state: answer.state === 'closed' ? 'closed' : 'open',
      reason: answer.state_reason ?? null,
      labels: answer.labels,
      type: answer.type?.name ?? null,
      priority: answer.issue_field_values ? (priority?.single_select_option?.name ?? null) : undefined,
      assignee: answer.assignee?.login ?? null,
      createdAt: answer.created_at,
      updatedAt: answer.updated_at,
      closedAt: answer.closed_at,
      isPullRequest: answer.pull_request !== undefined,
    };
  });

/** Issues read from GitHub by id, a hundred to a request. */
import * as z from 'zod';
import type { GithubDesk } from './desk.ts';
import { FieldsRefused } from './field-error.ts';
import { type GithubIssue, GraphqlIssue, issueFields } from './issue.ts';

const pageSize = 100;

/** Missing issues, and what is no issue, are not among them. */
export async function readIssues(
  desk: GithubDesk,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, GithubIssue>> {
  const asked = [...new Set(ids)].filter((id) => /^[\w-]+=*$/.test(id));
  const found = new Map<string, GithubIssue>();
  if (asked.length === 0) return found;
  const { repository } = await desk.place.current();
  const document = `query DocketIssues($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Issue { ${issueFields(repository.priorityField !== null)} } }
  }`;
  const Answer = z.object({
    nodes: z.array(GraphqlIssue.or(z.looseObject({}).transform(() => null)).nullable()).nullable(),
  });
  for (let at = 0; at < asked.length; at += pageSize) {
    const page = { ids: asked.slice(at, at + pageSize) };
    const { data, errors } = await desk.api.askSome(document, page, Answer, signal);
    const grave = errors.filter(({ type }) => type !== 'NOT_FOUND');
    if (grave.length > 0) throw new FieldsRefused(grave);
    for (const issue of data.nodes ?? []) if (issue) found.set(issue.id, issue);
  }
  return found;
}

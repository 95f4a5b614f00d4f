/** The writes of GitHub's GraphQL API that the sandbox answers. */
import { notFound, Refusal } from './answers.ts';
import type { Views } from './graphql-views.ts';
import {
  blockedBy,
  changedIssue,
  findIssue,
  type IssueWish,
  newComment,
  newIssue,
  requirePlaceBelow,
} from './issue-rows.ts';
import { repository } from './seed.ts';
import type { IssueRow, World } from './world.ts';

type FieldInput = { fieldId: string; singleSelectOptionId?: string | null };
type CreateInput = {
  repositoryId: string;
  title: string;
  body?: string | null;
  assigneeIds?: string[] | null;
  labelIds?: string[] | null;
  milestoneId?: string | null;
  issueTypeId?: string | null;
  parentIssueId?: string | null;
  issueFields?: FieldInput[] | null;
};
type UpdateInput = Partial<Omit<CreateInput, 'repositoryId'>> & { id: string; state?: string | null };
type Asked<Input> = { input: Input };

/** Root fields of `Mutation` by name. Each has been kept on disk when it returns. */
export function createMutations(world: World, views: Views) {
  const save = (row: IssueRow) => {
    world.commit([{ noun: 'issues', row }]);
    return views.issue(row);
  };
  const change = (id: string, wish: IssueWish) => {
    requireTriage(world);
    return save(changedIssue(world, findIssue(world, id), wish));
  };
  return {
    createIssue({ input }: Asked<CreateInput>) {
      if (input.repositoryId !== repository.id) throw notFound(input.repositoryId);
      return { issue: save(newIssue(world, readWish(world, input))) };
    },
    updateIssue: ({ input }: Asked<UpdateInput>) => ({ issue: change(input.id, readWish(world, input)) }),
    setIssueFieldValue: ({ input }: Asked<{ issueId: string; issueFields: FieldInput[] }>) => {
      const { fieldValues } = findIssue(world, input.issueId);
      return {
        issue: change(input.issueId, { fieldValues: { ...fieldValues, ...optionsIn(input.issueFields) } }),
      };
    },
    addComment({ input }: Asked<{ subjectId: string; body: string }>) {
      const row = newComment(world, input.subjectId, input.body);
      const issue = { ...findIssue(world, input.subjectId), updatedAt: world.now() };
      world.commit([
        { noun: 'comments', row },
        { noun: 'issues', row: issue },
      ]);
      return { subject: views.issue(issue) };
    },
    addBlockedBy({ input }: Asked<{ issueId: string; blockingIssueId: string }>) {
      requireTriage(world);
      const issue = save(blockedBy(world, input.issueId, input.blockingIssueId));
      return { issue, blockingIssue: views.issue(findIssue(world, input.blockingIssueId)) };
    },
    addSubIssue({ input }: Asked<{ issueId: string; subIssueId: string; replaceParent?: boolean | null }>) {
      const child = findIssue(world, input.subIssueId);
      if (child.parentId !== null && !input.replaceParent) {
        throw new Refusal('UNPROCESSABLE', 'Sub issue may only have one parent');
      }
      requirePlaceBelow(world, child, input.issueId);
      const subIssue = change(child.id, { parentId: input.issueId });
      return { issue: views.issue(findIssue(world, input.issueId)), subIssue };
    },
  };
}

function requireTriage(world: World): void {
  if (!world.mayTriage) {
    throw new Refusal('FORBIDDEN', 'Resource not accessible by personal access token');
  }
}

function readWish(world: World, input: UpdateInput | CreateInput): IssueWish {
  if (input.parentIssueId) findIssue(world, input.parentIssueId);
  return {
    title: input.title ?? undefined,
    body: input.body ?? undefined,
    labelIds: input.labelIds ?? undefined,
    assigneeIds: input.assigneeIds ?? undefined,
    milestoneId: input.milestoneId,
    typeId: input.issueTypeId,
    parentId: input.parentIssueId,
    fieldValues: input.issueFields ? optionsIn(input.issueFields) : undefined,
    state: 'state' in input ? (input.state?.toLowerCase() as IssueRow['state']) : undefined,
  };
}

function optionsIn(fields: readonly FieldInput[]): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ fieldId, singleSelectOptionId }) => [fieldId, singleSelectOptionId!]),
  );
}

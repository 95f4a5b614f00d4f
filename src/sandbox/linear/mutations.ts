/** The writes of Linear's API that the sandbox answers. */
import { randomUUID } from 'node:crypto';
import { inputError, invalidArgument, notFound } from './answers.ts';
import { changedIssue, findIssue, type IssueInput, newIssues, takeId } from './issue-rows.ts';
import { viewerId } from './seed.ts';
import type { Views } from './views.ts';
import type { AttachmentRow, CommentRow, IssueRow, LabelRow, RelationRow, World } from './world.ts';

type AttachmentInput = {
  id?: string | null;
  issueId: string;
  title: string;
  subtitle?: string | null;
  url: string;
  metadata?: Record<string, unknown> | null;
};
type CommentInput = { id?: string | null; issueId?: string | null; body?: string | null };
type RelationInput = { id?: string | null; issueId: string; relatedIssueId: string; type: string };
type LabelInput = {
  id?: string | null;
  name: string;
  color?: string | null;
  teamId?: string | null;
  parentId?: string | null;
  isGroup?: boolean | null;
};

const largestBatch = 50;

/** Root fields of `Mutation` by name. Each has been kept on disk when it returns. */
export function createMutations(world: World, views: Views) {
  return {
    ...issueMutations(world, views),
    issueLabelCreate({ input }: { input: LabelInput }) {
      const row = newLabel(world, input);
      world.commit([{ noun: 'labels', row }]);
      return { ...done, issueLabel: views.label(row) };
    },
    commentCreate({ input }: { input: CommentInput }) {
      if (!input.body?.trim()) throw invalidArgument('body', 'must not be empty');
      const row: CommentRow = {
        ...newRow(world, takeId('Comment', world.comments, input.id)),
        issueId: findIssue(world, input.issueId ?? '').id,
        body: input.body,
        userId: viewerId,
      };
      world.commit([{ noun: 'comments', row }]);
      return { ...done, comment: views.comment(row) };
    },
    attachmentCreate({ input }: { input: AttachmentInput }) {
      const row = newAttachment(world, input);
      world.commit([{ noun: 'attachments', row }]);
      return { ...done, attachment: views.attachment(row) };
    },
    issueRelationCreate({ input }: { input: RelationInput }) {
      const row = newRelation(world, input);
      world.commit([{ noun: 'relations', row }]);
      return { ...done, issueRelation: views.relation(row) };
    },
  };
}

function issueMutations(world: World, views: Views) {
  const create = (inputs: readonly IssueInput[]) => {
    const changes = newIssues(world, inputs);
    world.commit(changes);
    return changes.map(({ row }) => views.issue(row as IssueRow));
  };
  const update = (issues: readonly IssueRow[], input: IssueInput) => {
    const rows = issues.map((issue) => changedIssue(world, issue, input));
    world.commit(rows.map((row) => ({ noun: 'issues', row })));
    return rows.map(views.issue);
  };
  return {
    issueCreate: ({ input }: { input: IssueInput }) => ({ ...done, issue: create([input])[0] }),
    issueBatchCreate({ input }: { input: { issues: IssueInput[] } }) {
      requireBatch(input.issues);
      return { ...done, issues: create(input.issues) };
    },
    issueUpdate({ id, input }: { id: string; input: IssueInput }) {
      return { ...done, issue: update([findIssue(world, id)], input)[0] };
    },
    issueBatchUpdate({ ids, input }: { ids: string[]; input: IssueInput }) {
      requireBatch(ids);
      return {
        ...done,
        issues: update(
          ids.map((id) => findIssue(world, id)),
          input,
        ),
      };
    },
    issueDelete({ id }: { id: string }) {
      return { ...done, entity: update([findIssue(world, id)], { trashed: true })[0] };
    },
  };
}

const done = { success: true, lastSyncId: 0 };

function newRow(world: World, id: string) {
  const now = world.now();
  return { id, createdAt: now, updatedAt: now, archivedAt: null };
}

function requireBatch(batch: readonly unknown[]): void {
  if (batch.length === 0 || batch.length > largestBatch) {
    throw invalidArgument('issues', `must have between 1 and ${largestBatch} elements`);
  }
}

function newRelation(world: World, input: RelationInput): RelationRow {
  const [issueId, relatedIssueId] = [input.issueId, input.relatedIssueId].map(
    (id) => findIssue(world, id).id,
  );
  if (issueId === relatedIssueId) throw invalidArgument('relatedIssueId', 'must be another issue');
  return {
    ...newRow(world, takeId('IssueRelation', world.relations, input.id)),
    issueId: issueId!,
    relatedIssueId: relatedIssueId!,
    type: input.type,
  };
}

/** Names are unique, whatever their case, within a team and the workspace's own labels. */
function newLabel(world: World, input: LabelInput): LabelRow {
  const teamId = input.teamId ?? null;
  if (teamId !== null && !world.teams.has(teamId)) throw notFound('Team');
  if (!input.name.trim()) throw invalidArgument('name', 'must not be empty');
  const rivals = [...world.labels.values()].filter((row) => row.teamId === teamId || row.teamId === null);
  if (rivals.some(({ name }) => name.toLowerCase() === input.name.toLowerCase())) {
    throw inputError('Duplicate label name', `A label named ${input.name} already exists.`);
  }
  return {
    ...newRow(world, takeId('IssueLabel', world.labels, input.id)),
    teamId,
    name: input.name,
    color: input.color ?? '#bec2c8',
    isGroup: input.isGroup ?? false,
    parentId: input.parentId ?? null,
  };
}

/** An issue has one attachment per URL: a second takes the place of the first and keeps its id. */
function newAttachment(world: World, input: AttachmentInput): AttachmentRow {
  const issueId = findIssue(world, input.issueId).id;
  const former = [...world.attachments.values()].find(
    (row) => row.url === input.url && row.issueId === issueId,
  );
  return {
    ...(former ?? newRow(world, takeId('Attachment', world.attachments, input.id ?? randomUUID()))),
    updatedAt: world.now(),
    issueId,
    title: input.title,
    subtitle: input.subtitle ?? null,
    url: input.url,
    metadata: input.metadata ?? {},
  };
}

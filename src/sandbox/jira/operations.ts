/** What the sandbox's Jira does, by the name Atlassian gives the operation. */
import { json } from '../answer.ts';
import { invalid, missing, noContent, Refusal } from './answers.ts';
import { type Ask, listed, type Operations } from './ask.ts';
import { createMany } from './bulk.ts';
import {
  changedIssue,
  findIssue,
  type IssueUpdate,
  keyOf,
  linkType,
  newIssue,
  richText,
} from './issue-rows.ts';
import { searchOperations } from './search.ts';
import { viewerId } from './seed.ts';
import { project } from './setup.ts';
import { transitionOperations } from './transitions.ts';
import { changelogView, commentView, issueView, projectView, selfOf, typeView, userView } from './views.ts';
import type { CommentRow, IssueRow, World } from './world.ts';

type Reference = { id?: string; key?: string; name?: string };

export function createOperations(world: World): Operations {
  return {
    ...placeOperations(world),
    ...issueOperations(world),
    ...transitionOperations(world),
    ...commentOperations(world),
    getChangeLogs: ({ parts, query }) => changelogOf(world, parts.issueIdOrKey!, query),
    ...linkOperations(world),
    ...searchOperations(world),
  };
}

function placeOperations(world: World): Operations {
  const { setup } = world;
  const inProject = ({ parts }: Ask) => {
    if (![project.key, project.id].includes(parts.projectIdOrKey!.toUpperCase())) throw missing('Project');
  };
  return {
    getCurrentUser: () => json(200, userView(world, world.users.get(viewerId)!)),
    getProject(ask) {
      inProject(ask);
      return json(200, {
        ...projectView(world),
        issueTypes: setup.types.map(({ id }) => typeView(world, id)),
      });
    },
    getCreateIssueMetaIssueTypes(ask) {
      inProject(ask);
      return json(
        200,
        pageOf(
          'issueTypes',
          setup.types.map(({ id }) => typeView(world, id)),
        ),
      );
    },
    getCreateIssueMetaIssueTypeId(ask) {
      inProject(ask);
      return json(200, pageOf('fields', createScreen(world, ask.parts.issueTypeId!)));
    },
    searchPriorities() {
      const values = setup.priorities.map((row) => ({ ...row, self: selfOf(world, `priority/${row.id}`) }));
      return json(200, { ...pageOf('values', values), isLast: true });
    },
    getIssueLinkTypes: () => json(200, { issueLinkTypes: setup.linkTypes }),
    getFields() {
      return json(
        200,
        setup.fields.map(({ id, name, schema }) => ({
          id,
          key: id,
          name,
          custom: id.startsWith('customfield'),
          schema,
        })),
      );
    },
  };
}

function pageOf(name: string, values: unknown[]) {
  return { [name]: values, startAt: 0, maxResults: 50, total: values.length };
}

function createScreen({ setup }: World, typeId: string): unknown[] {
  const type = setup.types.find(({ id }) => id === typeId);
  if (!type) throw missing('Issue type');
  return setup.fields.map(({ id, name, required, schema }) => ({
    fieldId: id,
    key: id,
    name,
    required: required || (type.subtask && id === 'parent'),
    hasDefaultValue: id === 'reporter' || id === 'priority',
    operations: id === 'labels' ? ['add', 'set', 'remove'] : ['set'],
    schema,
    ...(id === 'priority' ? { allowedValues: setup.priorities } : {}),
  }));
}

function issueOperations(world: World): Operations {
  const find = ({ parts }: Ask) => findIssue(world, parts.issueIdOrKey!);
  const put = (row: IssueRow) => world.commit([{ noun: 'issues', row }]);
  return {
    createIssue({ body }) {
      const changes = newIssue(world, body as IssueUpdate);
      world.commit(changes);
      const row = changes[0]!.row as IssueRow;
      return json(201, { id: row.id, key: keyOf(row), self: selfOf(world, `issue/${row.id}`) });
    },
    createIssues: ({ body }) => createMany(world, body.issueUpdates as IssueUpdate[]),
    getIssue(ask) {
      const fields = ask.query.get('fields')?.split(',') ?? ['*all'];
      return json(
        200,
        issueView(world, find(ask), { fields, properties: listed(ask.query.get('properties')) }),
      );
    },
    editIssue(ask) {
      put(changedIssue(world, find(ask), ask.body as IssueUpdate));
      return noContent();
    },
    deleteIssue(ask) {
      put({ ...find(ask), deleted: true, updatedAt: world.now() });
      return noContent();
    },
    getIssueProperty(ask) {
      const { properties } = find(ask);
      const key = ask.parts.propertyKey!;
      if (!(key in properties)) throw missing('Property');
      return json(200, { key, value: properties[key] });
    },
    setIssueProperty(ask) {
      const issue = find(ask);
      const key = ask.parts.propertyKey!;
      const isNew = !(key in issue.properties);
      put({ ...issue, properties: { ...issue.properties, [key]: ask.body }, updatedAt: world.now() });
      return json(isNew ? 201 : 200, {});
    },
  };
}

function commentOperations(world: World): Operations {
  return {
    getComments({ parts, query }) {
      const issue = findIssue(world, parts.issueIdOrKey!);
      const rows = [...world.comments.values()].filter(({ issueId }) => issueId === issue.id);
      const ordered = query.get('orderBy') === '-created' ? rows.toReversed() : rows;
      const startAt = Number(query.get('startAt') ?? 0);
      const maxResults = Math.min(Number(query.get('maxResults') ?? 100), 100);
      const isAsked = query.get('expand')?.includes('properties') ?? false;
      const withProperties = isAsked && !world.options.hidesCommentProperties;
      const comments = ordered.slice(startAt, startAt + maxResults);
      const shown = comments.map((row) => commentView(world, row, withProperties));
      return json(200, { startAt, maxResults, total: rows.length, comments: shown });
    },
    addComment({ parts, body }) {
      const issue = findIssue(world, parts.issueIdOrKey!);
      if (!body.body) throw invalid('comment', 'Comment body can not be empty!');
      const row: CommentRow = {
        id: world.nextId('comments'),
        issueId: issue.id,
        authorId: viewerId,
        body: richText('comment', body.body),
        properties: (body.properties ?? []) as CommentRow['properties'],
        createdAt: world.now(),
      };
      world.commit([
        { noun: 'comments', row },
        { noun: 'issues', row: { ...issue, updatedAt: world.now() } },
      ]);
      return json(201, commentView(world, row, false));
    },
  };
}

function changelogOf(world: World, key: string, query: URLSearchParams) {
  const issue = findIssue(world, key);
  const rows = [...world.happenings.values()].filter(({ issueId }) => issueId === issue.id);
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(query.get('maxResults') ?? 100), 100);
  const values = rows.slice(startAt, startAt + maxResults).map((row) => changelogView(world, row));
  const isLast = startAt + values.length >= rows.length;
  return json(200, { startAt, maxResults, total: rows.length, isLast, values });
}

function linkOperations(world: World): Operations {
  return {
    linkIssues({ body }) {
      const { type, inwardIssue, outwardIssue } = body as Record<string, Reference>;
      const [source, target] = [inwardIssue, outwardIssue].map((one) =>
        findIssue(world, one?.id ?? one?.key ?? ''),
      );
      if (source === target) throw new Refusal(400, ['You cannot link an issue to itself.']);
      const typeId = linkType(world, type);
      // Jira says that it made a link also where the same one was there.
      const known = [...world.links.values()].some((link) => {
        return link.typeId === typeId && link.sourceId === source!.id && link.targetId === target!.id;
      });
      const row = { id: world.nextId('links'), typeId, sourceId: source!.id, targetId: target!.id };
      if (!known) world.commit([{ noun: 'links', row }]);
      return { status: 201, headers: {}, body: '' };
    },
  };
}

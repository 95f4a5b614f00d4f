/** One order as the element of a bulk request that Jira is asked to make of it, and what that loses. */
import { createHash } from 'node:crypto';
import type { IssueDraft, IssueOrder } from '../../domain/push.ts';
import { keyProperty } from './jira-issue.ts';
import { type JiraType, pickType, toLabel, toLabels, toPriority, toSummary, typeLabels } from './mapping.ts';
import { longestText, markdownToAdf } from './markdown-to-adf.ts';
import type { Field, Place } from './place.ts';

export type Prepared = {
  order: IssueOrder;
  type: JiraType;
  element: {
    fields: Record<string, unknown>;
    update?: Record<string, unknown>;
    properties: { key: string; value: unknown }[];
  };
  /** External ids of the draft's links that ride along. */
  linked: string[];
  /** What of the draft does not arrive as it is, in a sentence each. */
  warnings: string[];
};

/** What is known about where the issue goes. */
export type Aim = {
  place: Place;
  /** `JIRA_ISSUE_TYPE`. */
  wanted: string | null;
  /** Level of the parent; null without one, or when it is not there yet. */
  below: number | null;
  leftOut: ReadonlySet<string>;
};

const epicName = 'com.pyxis.greenhopper.jira:gh-epic-label';
const pointKinds = /^com\.pyxis\.greenhopper\.jira:(jsw-story-points|gh-story-points)$/;
const pointNames = /^story points?( estimate)?$/i;

/** The type an issue gets, and whether its parent can be above it. Null when the project has no type that would do. */
export function typeFor(
  { place, wanted, below }: Aim,
  draft: IssueDraft,
): { type: JiraType; fits: boolean } | null {
  const asked = draft.type === 'epic' ? null : wanted;
  const type = pickType(place.types, draft.type, { below, wanted: asked });
  if (type) return { type, fits: true };
  const alone = below === null ? null : pickType(place.types, draft.type, { below: null, wanted: asked });
  return alone && { type: alone, fits: false };
}

export function prepare(order: IssueOrder, aim: Aim, type: JiraType, screen: readonly Field[]): Prepared {
  const { draft, key } = order;
  const { fits } = typeFor(aim, draft)!;
  const has = (id: string) => screen.some((field) => field.id === id) && !aim.leftOut.has(id);
  const priority = toPriority(draft.priority, aim.place.priorities);
  const points = pointsField(screen);
  const links = has('issuelinks') ? linksOf(draft, aim.place) : [];
  const names = screen.filter((field) => field.custom === epicName).map(({ id }) => [id, draft.title]);
  const estimates = draft.estimate !== null && points && has(points) ? [[points, draft.estimate]] : [];
  const fields = {
    project: { id: aim.place.project.id },
    issuetype: { id: type.id },
    summary: toSummary(draft.title),
    ...(draft.body.trim() === '' ? {} : { description: markdownToAdf(draft.body) }),
    ...(priority && has('priority') ? { priority: { id: priority.id } } : {}),
    ...(has('labels') ? { labels: toLabels(draft.labels, typeLabels(draft.type, type)) } : {}),
    ...(draft.parentExternalId !== null && fits ? { parent: { id: draft.parentExternalId } } : {}),
    ...Object.fromEntries([...names, ...estimates]),
  };
  const hash = createHash('sha256')
    .update(JSON.stringify([draft.title, draft.body]))
    .digest('hex');
  const properties = [{ key: keyProperty, value: { k: key.marker, h: hash.slice(0, 8) } }];
  const update = links.length > 0 ? { update: { issuelinks: links.map(({ add }) => ({ add })) } } : {};
  return {
    order,
    type,
    element: { fields, properties, ...update },
    linked: links.map(({ externalId }) => externalId),
    warnings: changesOf(draft, aim, screen),
  };
}

/** The new issue stands at the other end of what it names: `outwardIssue` is the one it blocks. */
function linksOf(draft: IssueDraft, { links }: Place) {
  return (draft.links ?? []).flatMap(({ type, role, externalId }) => {
    const name = links[type];
    if (!name) return [];
    const other = { id: externalId };
    const end = role === 'source' ? { outwardIssue: other } : { inwardIssue: other };
    return { externalId, add: { type: { name }, ...end } };
  });
}

function pointsField(screen: readonly Field[]): string | null {
  const known = screen.find(({ custom }) => pointKinds.test(custom ?? ''));
  const named = screen.find(({ id, name }) => id.startsWith('customfield_') && pointNames.test(name));
  return (known ?? named)?.id ?? null;
}

/** What Jira takes in another way than the draft has it, in a sentence each. */
export function changesOf(draft: IssueDraft, aim: Aim, screen: readonly Field[]): string[] {
  const { place, leftOut } = aim;
  const lacks = (id: string) => !screen.some((field) => field.id === id) || leftOut.has(id);
  const points = pointsField(screen);
  const spaced = draft.labels.filter((name) => toLabel(name) !== name.trim());
  return [
    ...(draft.priority !== 0 && (lacks('priority') || place.priorities.length === 0)
      ? [`${place.project.name} has no priority field in Jira; the priority is only named in the text.`]
      : []),
    ...(draft.estimate !== null && (points === null || lacks(points))
      ? [`${place.project.name} has no story points in Jira; the estimate is left out.`]
      : []),
    ...(draft.labels.length > 0 && lacks('labels')
      ? [`${place.project.name} has no labels in Jira; they are left out.`]
      : []),
    ...spaced.map((name) => `Jira's labels have no spaces, so "${name}" becomes "${toLabel(name)}".`),
    ...(draft.body.length > longestText
      ? [`Jira takes ${longestText} characters of text; the rest is cut off.`]
      : []),
    ...(typeFor(aim, draft)?.fits === false
      ? ['Jira has no type that may stand below the parent, so the issue stands by itself.']
      : []),
  ];
}

const alwaysFilled = new Set(['summary', 'project', 'issuetype', 'reporter']);

/** Required fields of the screen that nothing of the draft fills, by name. */
export function unfilled(prepared: Prepared, screen: readonly Field[]): string[] {
  const filled = new Set([...alwaysFilled, ...Object.keys(prepared.element.fields)]);
  const open = screen.filter(({ id, required, hasDefault }) => required && !hasDefault && !filled.has(id));
  // The parent of a sub-task is there by the time it is sent.
  return open.filter(({ id }) => id !== 'parent').map(({ name }) => name);
}

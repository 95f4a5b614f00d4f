/** A ticket of the store as a file of the repository, and back (U-3, U-30, U-32, U-46); what both cannot say is marked. */
import type { Priority } from '../domain/priority.ts';
import { type Ticket, TicketType } from '../domain/ticket.ts';
import { formatVersion, isMapping, isUuidV7, type Mapping, versionUrl } from './format.ts';
import { type CanonicalStatus, docketMarkers, projectStatus, readStatus } from './project-status.ts';
import { type BodyContent, changeBody, normalize, readBody, writeBody } from './ticket-body.ts';
import { changeFields, type FieldChanges, type TicketFile, writeTicketText } from './ticket-file.ts';

/** What both sides can say of one ticket. Ids are the same on both. */
export type Canonical = CanonicalStatus &
  BodyContent & {
    id: string;
    title: string;
    type: TicketType;
    priority: Priority;
    labels: string[];
    owner: string | null;
    parentId: string | null;
    nodeType: 'work' | 'group' | 'checkpoint';
    lane: string | null;
    horizon: string | null;
    /** Ids, by the field that carries them. */
    dependencies: string[];
    blocks: string[];
    related: string[];
    precedes: string[];
    memberOf: string[];
  };

/** Beside what a file says by itself. */
export type Named = { key: string; createdAt: string };

const priorityWords = [null, 'critical', 'high', 'medium', 'low'] as const;

/** The fields that this ticket should have, in the order of a new file; undefined for those it should not have. */
function projectFields(ticket: Canonical, named: Named, before: Mapping): FieldChanges {
  const { status, resolution, markers } = projectStatus(ticket);
  const parent = ticket.parentId;
  const custom = isMapping(before.custom) ? before.custom : {};
  const { work_status: _, resolution_detail: __, parent: ___, ...kept } = docketMarkers(before);
  const docket = { ...kept, key: named.key, type: ticket.type, ...markers, ...(parent ? { parent } : {}) };
  const planning = isMapping(before.planning) ? before.planning : {};
  const assignment = isMapping(before.assignment) ? before.assignment : {};
  const listed = (ids: readonly string[]) => (ids.length > 0 ? [...ids] : undefined);
  const owned = ticket.owner !== null || before.assignment !== undefined;
  return {
    title: ticket.title,
    status,
    priority: priorityWords[ticket.priority] ?? undefined,
    labels: listed(ticket.labels),
    assignment: owned ? { ...assignment, owner: ticket.owner } : undefined,
    dependencies: listed(ticket.dependencies),
    blocks: listed(ticket.blocks),
    related: listed(ticket.related),
    planning: {
      node_type: ticket.nodeType,
      group_ids: [...new Set([...(parent ? [parent] : []), ...ticket.memberOf])],
      lane: ticket.lane,
      rank: planning.rank ?? null,
      horizon: ticket.horizon,
      precedes: ticket.precedes,
    },
    resolution: resolution ?? undefined,
    custom: { ...custom, docket },
  };
}

/** A whole new file. */
export function writeProjection(ticket: Canonical, named: Named): string {
  const head = { id: ticket.id, version: formatVersion, version_url: versionUrl };
  const { title, status, ...fields } = projectFields(ticket, named, {});
  const front = { ...head, title, status, created_at: named.createdAt, ...fields };
  return writeTicketText(front, writeBody(ticket));
}

/** The file after what the ticket says differently from it; the same to the byte where it says nothing different. */
export function updateProjection(file: TicketFile, ticket: Canonical, named: Named): string | null {
  const now = readProjection(file, ticket.id);
  const wanted = fitFile(ticket);
  const fields = projectFields(ticket, named, file.frontMatter);
  const differing = differences(now, wanted);
  if (differing.length === 0) return null;
  const keys = new Set(differing.flatMap((field) => carriedBy[field]));
  const changes = Object.fromEntries(Object.entries(fields).filter(([key]) => keys.has(key)));
  return changeFields(file, changes, changeBody(file.body, ticket));
}

/** Which fields of the file carry which of the ticket. */
const carriedBy: Record<keyof Canonical, readonly string[]> = {
  id: [],
  title: ['title'],
  status: ['status', 'resolution', 'custom'],
  resolution: ['resolution', 'custom'],
  resolutionDetail: ['custom'],
  description: [],
  criteria: [],
  type: ['custom'],
  priority: ['priority'],
  labels: ['labels'],
  owner: ['assignment'],
  parentId: ['planning', 'custom'],
  nodeType: ['planning'],
  lane: ['planning'],
  horizon: ['planning'],
  dependencies: ['dependencies'],
  blocks: ['blocks'],
  related: ['related'],
  precedes: ['planning'],
  memberOf: ['planning'],
};

/** The fields in which two tickets differ; the order of ids means nothing. */
export function differences(one: Canonical, other: Canonical): (keyof Canonical)[] {
  const plain = (value: unknown) =>
    JSON.stringify(Array.isArray(value) && typeof value[0] === 'string' ? value.toSorted() : value);
  const keys = Object.keys(carriedBy) as (keyof Canonical)[];
  return keys.filter((key) => plain(one[key]) !== plain(other[key]));
}

/** As a file can hold it: texts without space around them, criteria in one line. */
export function fitFile(ticket: Canonical): Canonical {
  return {
    ...ticket,
    ...readBody(writeBody(ticket)),
    description: normalize(ticket.description),
    memberOf: ticket.memberOf.filter((id) => id !== ticket.parentId),
  };
}

export function readProjection(file: TicketFile, id: string): Canonical {
  const front = file.frontMatter;
  const markers = docketMarkers(front);
  const planning = isMapping(front.planning) ? front.planning : {};
  const groups = idsIn(planning.group_ids);
  const parentId = groups.find((group) => group === markers.parent) ?? null;
  const assignment = isMapping(front.assignment) ? front.assignment : {};
  const nodeType =
    planning.node_type === 'group' || planning.node_type === 'checkpoint' ? planning.node_type : 'work';
  const priority = priorityWords.indexOf(front.priority as 'high');
  return {
    id,
    title: textOf(front.title)?.trim().slice(0, 256) || 'Untitled',
    ...readStatus(front),
    ...readBody(file.body),
    type: readType(markers.type, nodeType, textsIn(front.labels)),
    priority: (priority > 0 ? priority : 0) as Priority,
    labels: textsIn(front.labels),
    owner: textOf(assignment.owner),
    parentId,
    nodeType,
    lane: textOf(planning.lane),
    horizon: textOf(planning.horizon),
    dependencies: idsIn(front.dependencies),
    blocks: idsIn(front.blocks),
    related: idsIn(front.related),
    precedes: idsIn(planning.precedes),
    memberOf: groups.filter((group) => group !== parentId),
  };
}

/** The type we marked, else what the node or a label says (U-21). */
function readType(marked: unknown, nodeType: Canonical['nodeType'], labels: readonly string[]): TicketType {
  const known = TicketType.safeParse(marked);
  if (known.success) return known.data;
  if (nodeType !== 'work') return nodeType === 'group' ? 'epic' : 'checkpoint';
  const named = labels
    .map((label) => TicketType.safeParse(label.toLowerCase()))
    .find(({ success }) => success);
  return named?.data === undefined || named.data === 'epic' ? 'task' : named.data;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function idsIn(value: unknown): string[] {
  return textsIn(value).filter(isUuidV7);
}

/** What a ticket of the store says; who has it and what it is linked to comes with it. */
export function canonicalOf(
  ticket: Ticket,
  beside: Pick<Canonical, 'owner' | 'dependencies' | 'blocks' | 'related' | 'precedes' | 'memberOf'> & {
    hasChildren: boolean;
  },
): Canonical {
  const { hasChildren, ...linked } = beside;
  const { status, resolution, resolutionDetail } = ticket.work;
  const { nodeType, lane, horizon } = ticket.planning;
  return {
    ...linked,
    id: ticket.id,
    title: ticket.title,
    ...{ status, resolution, resolutionDetail },
    description: ticket.description,
    criteria: ticket.criteria.map(({ text, met }) => ({ text, met: met === true })),
    type: ticket.type,
    priority: ticket.priority,
    labels: ticket.labels,
    parentId: ticket.parentId,
    nodeType: hasChildren && nodeType === 'work' ? 'group' : nodeType,
    lane: lane ?? null,
    horizon: horizon ?? null,
  };
}

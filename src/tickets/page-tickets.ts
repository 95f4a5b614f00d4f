/** A page of a workspace's tickets by filter, counted and cut by the database: for programs, which walk through all of them. */
import { DocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import { type Priority, parsePriority } from '../domain/priority.ts';
import type { Audience, StageId } from '../domain/stage.ts';
import type { ReviewStatus, TicketType, WorkStatus } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Store } from '../ports/store.ts';
import { findTicket, placeOf } from './find-ticket.ts';
import { projectNamed } from './projects.ts';
import { drawViews } from './view.ts';
import { findAssignee } from './work.ts';

export type TicketFilters = {
  work?: readonly WorkStatus[] | undefined;
  review?: readonly ReviewStatus[] | undefined;
  /** In any of their spellings. */
  priorities?: readonly string[] | undefined;
  types?: readonly TicketType[] | undefined;
  labels?: readonly string[] | undefined;
  /** Members and agents by name, `me` for the caller, `none` for nobody. */
  assignees?: readonly string[] | undefined;
  /** By name or id. */
  project?: string | undefined;
  /** By any of its names. */
  parent?: string | undefined;
  /** Of a capability's pipeline. */
  stages?: readonly StageId[] | undefined;
  audiences?: readonly Audience[] | undefined;
  keyPrefix?: string | undefined;
  /** Words that must all occur in title, description or labels. */
  text?: string | undefined;
  /** True: what can be begun now. False: what waits for something unfinished. */
  ready?: boolean | undefined;
  /** Those that were put away, instead of the others. */
  archived?: boolean | undefined;
};

/** Oldest first; `total` counts all that fit. Throws NOT_FOUND, AMBIGUOUS and INVALID_INPUT for names that are none. */
export async function pageTickets(
  store: Store,
  caller: Caller,
  filters: TicketFilters,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ tickets: TicketView[]; total: number }> {
  const { workspaceId } = caller;
  const { priorities, assignees, project, parent, text, ...rest } = filters;
  const projects = project === undefined ? [] : await store.projects.list(workspaceId);
  const above = parent === undefined ? null : await findTicket(await placeOf(store, caller), parent);
  const { tickets, total, around } = await store.tickets.page(workspaceId, {
    ...rest,
    ...(priorities ? { priorities: priorities.map(readPriority) } : {}),
    ...(assignees ? { assigneeIds: await findAssignees(store, caller, assignees) } : {}),
    ...(project === undefined ? {} : { projectId: projectNamed(projects, project).id }),
    ...(above ? { parentId: above.id } : {}),
    ...(text ? { words: text.split(/\s+/).filter(Boolean).slice(0, 20) } : {}),
    ...{ limit, offset },
  });
  return { tickets: await drawViews(store, workspaceId, tickets, around), total };
}

async function findAssignees(
  store: Store,
  { workspaceId, principal }: Caller,
  names: readonly string[],
): Promise<(string | null)[]> {
  const members = await store.members.list(workspaceId);
  return names.map((name) => {
    if (name === 'none') return null;
    return name === 'me' ? principal.id : findAssignee(members, name).id;
  });
}

function readPriority(word: string): Priority {
  const priority = parsePriority(word);
  if (priority !== null) return priority;
  throw new DocketError('INVALID_INPUT', {
    message: `"${word.slice(0, 40)}" is no priority. Nothing was read.`,
    remedy: 'Use P0, P1, P2, P3 or none.',
  });
}

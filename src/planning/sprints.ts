/** Sprints: proposed with what fits and why the rest does not, and begun when a person accepts (S2-65 to S2-67). */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { fillSprint } from '../domain/plan-sprint.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import type { Sprint } from '../domain/sprint.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { withEdit } from '../tickets/edit.ts';
import { inside } from '../tickets/inside.ts';
import { createAppendEvents } from '../tickets/mutate.ts';
import { viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';

export type SprintView = { sprint: Sprint; tickets: TicketView[] };

const hoursByDefault = 80;

/** Keeps the plan as a proposal; no ticket changes. Throws INVALID_INPUT for hours that are none, and for a name that is taken. */
export function planSprint(
  deps: PmDeps,
  caller: Caller,
  { hours = hoursByDefault, name }: { hours?: number | undefined; name?: string | undefined },
): Promise<SprintView> {
  if (!(hours > 0 && hours <= 10_000)) {
    throw new DocketError('INVALID_INPUT', {
      message: `${hours} hours cannot be planned. Nothing was changed.`,
      remedy: 'Say how many hours there are, for example "plan a sprint with 40 hours".',
    });
  }
  return inside(deps, caller, async ({ nouns, scope, ids, clock }) => {
    const { workspaceId, principal } = caller;
    const open = await nouns.tickets.list(workspaceId, { work: ['open'] });
    const known = await nouns.sprints.list(workspaceId);
    const fill = fillSprint(open, hours, await openBlockers(nouns, workspaceId));
    const sprint: Sprint = {
      ...{ id: ids.next(), workspaceId, name: name?.trim() || freeName(known), availableHours: hours },
      allocatedHours: fill.allocatedHours,
      ticketIds: fill.chosen.map(({ id }) => id),
      ...{
        skipped: fill.skipped,
        status: 'proposed',
        createdBy: principal,
        createdAt: clock.now().toISOString(),
      },
    };
    if (!(await nouns.sprints.insert(sprint))) throw nameTaken(sprint.name);
    const { id: sprintId, allocatedHours, ticketIds } = sprint;
    const payload = { sprintId, name: sprint.name, hours, allocatedHours, ticketIds };
    await createAppendEvents({ clock, ids })(nouns, scope, [{ type: 'SprintPlanned', payload }]);
    return { sprint, tickets: await viewTickets(nouns, workspaceId, fill.chosen) };
  });
}

function freeName(known: readonly Sprint[]): string {
  const names = new Set(known.map(({ name }) => name));
  let number = known.length + 1;
  while (names.has(`Sprint ${number}`)) number += 1;
  return `Sprint ${number}`;
}

function nameTaken(name: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `There is a sprint "${name}" already. Nothing was changed.`,
    remedy: 'Give it another name.',
  });
}

/** By ticket, the keys of what it still waits for. */
async function openBlockers(nouns: Pick<Nouns, 'tickets' | 'links'>, workspaceId: Id) {
  const links = await nouns.links.ofType(workspaceId, 'blocks');
  const sources = links.map(({ sourceId }) => sourceId);
  const blockers =
    sources.length > 0 ? await nouns.tickets.list(workspaceId, { ids: [...new Set(sources)] }) : [];
  const keys = new Map(
    blockers
      .filter(({ work }) => work.status !== 'done' && work.status !== 'cancelled')
      .map(({ id, key }) => [id, key]),
  );
  const waits = new Map<Id, string[]>();
  for (const { sourceId, targetId } of links) {
    const key = keys.get(sourceId);
    if (key) waits.set(targetId, [...(waits.get(targetId) ?? []), key]);
  }
  return waits;
}

/** By its id or name, else the latest. Throws NOT_FOUND. */
export async function readSprint(
  { store }: Pick<PmDeps, 'store'>,
  { workspaceId }: Caller,
  named: string | undefined,
): Promise<SprintView> {
  const known = await store.sprints.list(workspaceId);
  const wanted = named?.toLowerCase();
  const sprint = known
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    .find(({ id, name }) => wanted === undefined || id === wanted || name.toLowerCase() === wanted);
  if (!sprint) throw notThere();
  const tickets = await store.tickets.list(workspaceId, { ids: sprint.ticketIds });
  return { sprint, tickets: await viewTickets(store, workspaceId, tickets) };
}

/** A person's word (U-71): the tickets are labelled with it. Throws NOT_FOUND, and STALE for one that is no proposal. */
export function acceptSprint(deps: PmDeps, caller: Caller, id: Id): Promise<SprintView> {
  requirePerson(caller, 'accept a sprint');
  return inside(deps, caller, async ({ nouns, scope, mutate }) => {
    const { workspaceId } = caller;
    const sprint = await nouns.sprints.get(workspaceId, id);
    if (!sprint) throw notThere();
    if (!(await nouns.sprints.move(workspaceId, id, 'proposed', 'active'))) throw notProposed(sprint);
    const live = await nouns.tickets.list(workspaceId, { ids: sprint.ticketIds });
    const tickets: Ticket[] = [];
    for (const ticket of live) {
      const written = await mutate(nouns, scope, ticket.id, (current) => intoSprint(current, sprint));
      tickets.push(written?.after ?? ticket);
    }
    return {
      sprint: { ...sprint, status: 'active' },
      tickets: await viewTickets(nouns, workspaceId, tickets),
    };
  });
}

function intoSprint(current: Ticket, { id, name }: Sprint) {
  const label = `sprint:${name}`.slice(0, 50);
  const { next, fields } = withEdit(current, { labels: [...current.labels, label] });
  const { sprintIds = [], laterLabels = [] } = current.planning;
  const isApproved = /^(?:reviewed|push_failed)$/.test(current.review.status ?? '') && fields.length > 0;
  const planning = {
    ...next.planning,
    sprintIds: [...new Set([...sprintIds, id])],
    // Where a sprint is planned is no reason to approve all of it again.
    ...(isApproved ? { laterLabels: [...laterLabels, label] } : {}),
  };
  const documentId = current.origin.documentId;
  const payload = { fields: [...fields, 'sprint'], sprintId: id };
  return {
    next: { ...next, planning },
    events: [{ type: 'TicketDetailsUpdated' as const, documentId, payload }],
  };
}

function notThere(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'There is no such sprint.',
    remedy: 'Plan one: "plan a sprint with 40 hours".',
  });
}

function notProposed({ name, status }: Sprint): DocketError {
  return new DocketError('STALE', {
    message: `${name} is ${status === 'proposed' ? 'active' : status} already. Nothing was changed.`,
    remedy: 'Plan another one if the tickets are to be chosen anew.',
  });
}

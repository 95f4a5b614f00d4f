/** An epic with its parts and their order, or a feature in phases: all of it at once or nothing (S2-30 to S2-33). */
import { coordinationOf } from '../domain/coordination.ts';
import { DocketError } from '../domain/errors.ts';
import { wallOf } from '../domain/local-time.ts';
import type { PmTemplate } from '../domain/pm-template.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { NewTicket } from '../tickets/create.ts';
import { inside } from '../tickets/inside.ts';
import { linkTickets } from '../tickets/link.ts';
import { viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';
import { draftOf, findTemplate } from './raise-ticket.ts';

export type PlannedPart = {
  title: string;
  /** A template; `feature` when absent. */
  kind?: string | undefined;
  /** Places of the parts before it, from 1. */
  after?: readonly number[] | undefined;
};

export type PlanWish = { title: string; description?: string | undefined; parts: readonly PlannedPart[] };

export type PlannedWork = { parent: TicketView; parts: TicketView[]; phases: string[] };

/** Throws INVALID_INPUT for a place that is no part, and LINK_CYCLE. */
export function planEpic(
  deps: PmDeps,
  templates: readonly PmTemplate[],
  caller: Caller,
  wish: PlanWish,
): Promise<PlannedWork> {
  const epic = findTemplate(templates, 'epic');
  const parts = wish.parts.map((part) => ({
    ...part,
    template: findTemplate(templates, part.kind ?? 'feature'),
  }));
  const order = wish.parts.flatMap(({ after = [] }, to) =>
    after.map((from) => [placeOf(from, wish), to] as const),
  );
  return inside(deps, caller, async (writing) => {
    const { nouns, scope, ids, clock, addTickets } = writing;
    const now = clock.now();
    const parent = draftOf(ids.next(), caller, { ...wish, template: epic }, now);
    const children = parts.map(({ title, template }) =>
      beginning(draftOf(ids.next(), caller, { template, title, parentId: parent.id }, now)),
    );
    const [made, ...below] = await addTickets(nouns, scope, [parent, ...children]);
    for (const [from, to] of order) await linkTickets(writing, 'blocks', below[from]!, below[to]!);
    return viewPlan(nouns, caller, made!, below, []);
  });
}

/** Its workflow begins by itself, as soon as nothing has to be done before it (S2-31). */
function beginning(draft: NewTicket): NewTicket {
  const coordination = coordinationOf(draft);
  return {
    ...draft,
    coordination: { ...coordination, metadata: { ...coordination.metadata, begins: true } },
  };
}

function placeOf(place: number, { parts }: PlanWish): number {
  if (Number.isInteger(place) && place >= 1 && place <= parts.length) return place - 1;
  throw new DocketError('INVALID_INPUT', {
    message: `There is no part ${place}. Nothing was changed.`,
    remedy: `Name the parts that come before by their place, 1 to ${parts.length}.`,
  });
}

/** One subtask per agent of each phase; what is in a phase waits for all of the one before. */
export function planPhases(
  deps: PmDeps,
  templates: readonly PmTemplate[],
  caller: Caller,
  wish: Omit<PlanWish, 'parts'>,
): Promise<PlannedWork> {
  const template = findTemplate(templates, 'feature');
  return inside(deps, caller, async (writing) => {
    const { nouns, scope, ids, clock, addTickets } = writing;
    const now = clock.now();
    const zone = (await nouns.workspaces.get(caller.workspaceId))?.timeZone ?? 'UTC';
    const feature = draftOf(ids.next(), caller, { ...wish, template }, now);
    const subtasks = template.phases.flatMap(({ name, agents }, at) =>
      agents.map((agent) => {
        const task = { ...template, agents: [agent], workflow: name, type: 'task' as const, run: null };
        const draft = draftOf(
          ids.next(),
          caller,
          {
            template: task,
            title: `${wish.title}: ${name} (${agent.replace('_', ' ')})`,
            parentId: feature.id,
          },
          now,
        );
        const horizon = weekOf(new Date(wallOf(now, zone) + at * 7 * 86_400_000));
        const planned = { ...draft.planned, lane: `phase-${at + 1}`, horizon };
        return { at, draft: { ...draft, planned, assigneeId: agent, assigneeType: 'agent' as const } };
      }),
    );
    const [made, ...below] = await addTickets(nouns, scope, [feature, ...subtasks.map(({ draft }) => draft)]);
    for (const [to, { at }] of subtasks.entries()) {
      for (const [from, before] of subtasks.entries())
        if (before.at === at - 1) await linkTickets(writing, 'blocks', below[from]!, below[to]!);
    }
    return viewPlan(
      nouns,
      caller,
      made!,
      below,
      template.phases.map(({ name }) => name),
    );
  });
}

/** `2026-W48`, by ISO 8601: the week that holds its Thursday. */
function weekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (4 - (day.getUTCDay() || 7)) * 86_400_000);
  const year = thursday.getUTCFullYear();
  const week = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}

async function viewPlan(
  nouns: Parameters<typeof viewTickets>[0],
  caller: Caller,
  parent: Ticket,
  below: readonly Ticket[],
  phases: string[],
): Promise<PlannedWork> {
  const [view, ...parts] = await viewTickets(nouns, caller.workspaceId, [parent, ...below]);
  return { parent: view!, parts, phases };
}

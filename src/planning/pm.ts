/** What a product manager asks for: raise, plan, escalate, tidy up, and see who has what. */
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { PmTemplate } from '../domain/pm-template.ts';
import type { Caller } from '../domain/principal.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Workload } from '../domain/workload.ts';
import { askAfterStill, type StillPost } from './ask-after.ts';
import {
  type Attention,
  type AttentionPost,
  acknowledge,
  deescalate,
  escalate,
  listAttention,
  readEscalation,
  tellAttention,
} from './escalations.ts';
import { archiveOld, type Hygiene, tidyUp } from './hygiene.ts';
import { type Analytics, listActive, readAnalytics, readWorkload } from './overview.ts';
import { type PlannedWork, type PlanWish, planEpic, planPhases } from './plan-work.ts';
import type { PmDeps } from './pm-deps.ts';
import {
  findTemplate,
  type Raised,
  type RaiseWish,
  type Ruled,
  raiseTicket,
  rulesFor,
} from './raise-ticket.ts';
import { acceptSprint, planSprint, readSprint, type SprintView } from './sprints.ts';

export type Pm = {
  /** Read from their folder as it is now. Throws CONFIG_INVALID for one that cannot be used. */
  templates(): PmTemplate[];
  /** Throws NOT_FOUND for a template that there is not. */
  raise(
    caller: Caller,
    wish: Omit<RaiseWish, 'template'> & { template: string },
  ): Promise<Raised & { template: PmTemplate }>;
  /** What the rules make of a ticket of this type; null for one that has none (S2-12 to S2-15). Nothing is written. */
  rulesFor(caller: Caller, wish: Omit<RaiseWish, 'template'> & { type: PmTemplate['type'] }): Ruled | null;
  /** As `planEpic`; with no parts, a feature in the phases of its template. */
  planWork(caller: Caller, wish: PlanWish): Promise<PlannedWork>;
  attention(caller: Caller): Promise<Attention[]>;
  acknowledge(caller: Caller, ids: readonly Id[]): Promise<Attention[]>;
  deescalate(caller: Caller, ids: readonly Id[]): Promise<Attention[]>;
  escalation(caller: Caller, id: Id): Promise<Attention>;
  planSprint(
    caller: Caller,
    wish: { hours?: number | undefined; name?: string | undefined },
  ): Promise<SprintView>;
  acceptSprint(caller: Caller, id: Id): Promise<SprintView>;
  sprint(caller: Caller, named: string | undefined): Promise<SprintView>;
  active(caller: Caller): Promise<TicketView[]>;
  workload(caller: Caller): Promise<Workload[]>;
  analytics(caller: Caller): Promise<Analytics>;
  hygiene(caller: Caller, how: { dry: boolean }): Promise<Hygiene>;
  /** Looks at the tickets that events are about. */
  onEvents(events: readonly DomainEvent[]): Promise<void>;
  /** Looks at all of a workspace, and tells what nobody was told. */
  escalateAll(workspaceId: Id): Promise<void>;
  tellAttention(workspaceId: Id, how: AttentionPost): Promise<void>;
  archiveOld(workspaceId: Id): Promise<number>;
  /** Asks after what is blocked and nobody speaks of, once a day each. */
  askAfterStill(workspaceId: Id, how: StillPost): Promise<void>;
};

/** `templates` reads them anew each time. */
export function createPm(deps: PmDeps & { templates(): PmTemplate[] }): Pm {
  return {
    templates: deps.templates,
    async raise(caller, { template: words, ...wish }) {
      const template = findTemplate(deps.templates(), words);
      return { ...(await raiseTicket(deps, caller, { ...wish, template })), template };
    },
    rulesFor: (caller, wish) => rulesFor(deps.templates(), wish, caller, deps.clock.now()),
    planWork: (caller, wish) =>
      wish.parts.length > 0
        ? planEpic(deps, deps.templates(), caller, wish)
        : planPhases(deps, deps.templates(), caller, wish),
    attention: (caller) => listAttention(deps, caller),
    acknowledge: (caller, ids) => acknowledge(deps, caller, ids),
    deescalate: (caller, ids) => deescalate(deps, caller, ids),
    escalation: (caller, id) => readEscalation(deps, caller, id),
    planSprint: (caller, wish) => planSprint(deps, caller, wish),
    acceptSprint: (caller, id) => acceptSprint(deps, caller, id),
    sprint: (caller, named) => readSprint(deps, caller, named),
    active: (caller) => listActive(deps, caller),
    workload: (caller) => readWorkload(deps, caller),
    analytics: (caller) => readAnalytics(deps, caller),
    hygiene: (caller, how) => tidyUp(deps, caller, how),
    async onEvents(events) {
      const told = events.filter(({ type, ticketId }) => ticketId !== null && matters.has(type));
      for (const [workspaceId, own] of Map.groupBy(told, (event) => event.workspaceId))
        await escalate(deps, workspaceId, [...new Set(own.map(({ ticketId }) => ticketId!))]);
    },
    escalateAll: (workspaceId) => escalate(deps, workspaceId),
    tellAttention: (workspaceId, how) => tellAttention(deps, workspaceId, how),
    archiveOld: (workspaceId) => archiveOld(deps, workspaceId),
    askAfterStill: (workspaceId, how) => askAfterStill(deps, workspaceId, how),
  };
}

/** What can begin or end an escalation; not those that escalating itself tells of. */
const matters: ReadonlySet<DomainEvent['type']> = new Set([
  'TicketStatusChanged',
  'TicketDetailsUpdated',
  'TicketReviewed',
  'AgentUpdateAdded',
  'TicketCreated',
]);

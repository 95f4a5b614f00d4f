/** Where everything stands at a glance: what is active, who has how much, and how long things take (S2-44, S2-75, S2-76). */
import { AgentId, agentTitle } from '../domain/agent-role.ts';
import { agentCapacity } from '../domain/dispatch.ts';
import { byUrgency } from '../domain/plan-sprint.ts';
import type { Caller } from '../domain/principal.ts';
import { priorityNames } from '../domain/priority.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Workload } from '../domain/workload.ts';
import { viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';

export type Analytics = {
  total: number;
  byStatus: Record<string, number>;
  byPriority: Record<string, number>;
  byType: Record<string, number>;
  /** From the first start, or where there was none the creation, to the end; null where nothing was done yet. */
  averageResolutionHours: number | null;
  resolved: number;
  workload: Workload[];
};

const isCounted = ({ archivedAt }: Ticket) => archivedAt === null;

/** Open and in progress, the most urgent first; none-priority last, ties by creation. */
export async function listActive(deps: PmDeps, caller: Caller): Promise<TicketView[]> {
  const all = await deps.store.tickets.list(caller.workspaceId, { work: ['open', 'in_progress'] });
  const value = ({ priority }: Ticket) => (priority === 0 ? 5 : priority);
  const active = all.filter(isCounted).toSorted((one, other) => value(one) - value(other));
  return viewTickets(deps.store, caller.workspaceId, active);
}

/** Every built-in agent, and everybody else who has something. */
export async function readWorkload({ store }: PmDeps, { workspaceId }: Caller): Promise<Workload[]> {
  const tickets = await store.tickets.list(workspaceId, {});
  const members = await store.members.list(workspaceId);
  const agents = AgentId.options.map((id) => ({ id, name: agentTitle(id), type: 'agent' as const }));
  const people = members.map(({ id, name }) => ({ id, name, type: 'user' as const }));
  return [...agents, ...people]
    .map((who) =>
      loadOf(
        who,
        tickets.filter(({ work }) => work.assigneeId === who.id && work.assigneeType === who.type),
      ),
    )
    .filter(({ type, total }) => type === 'agent' || total > 0);
}

function loadOf(who: Pick<Workload, 'id' | 'name' | 'type'>, tickets: readonly Ticket[]): Workload {
  const are = (status: Ticket['work']['status']) =>
    tickets.filter(({ work }) => work.status === status).length;
  const [open, inProgress] = [are('open'), are('in_progress')];
  const unfinished = tickets.filter(({ work }) => work.status === 'open' || work.status === 'in_progress');
  const of = (priority: number) => unfinished.filter((ticket) => ticket.priority === priority).length;
  const capacity = agentCapacity - (open + inProgress);
  return {
    ...who,
    total: tickets.length,
    open,
    inProgress,
    high: of(2),
    critical: of(1),
    available: open < 3,
    capacity,
  };
}

export async function readAnalytics(deps: PmDeps, caller: Caller): Promise<Analytics> {
  const tickets = (await deps.store.tickets.list(caller.workspaceId, {})).filter(isCounted);
  const done = tickets.filter(({ work }) => work.status === 'done' && work.completedAt !== null);
  const hours = done.map(
    ({ work, createdAt }) => Date.parse(work.completedAt!) - Date.parse(work.startedAt ?? createdAt),
  );
  const sum = hours.reduce((all, one) => all + one, 0) / 3_600_000;
  return {
    total: tickets.length,
    byStatus: tally(tickets.map(({ work }) => work.status)),
    byPriority: tally(tickets.toSorted(byUrgency).map(({ priority }) => priorityNames[priority])),
    byType: tally(tickets.map(({ type }) => type)),
    averageResolutionHours: done.length === 0 ? null : Math.round((sum / done.length) * 10) / 10,
    resolved: done.length,
    workload: (await readWorkload(deps, caller)).filter(({ total }) => total > 0),
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

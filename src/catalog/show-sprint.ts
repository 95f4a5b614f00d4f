/** The living card of a sprint, and what programs read of it. */
import type { Shown } from '../cards/shown.ts';
import { drawSprintCard } from '../cards/sprint-card.ts';
import type { Sprint } from '../domain/sprint.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { wireTicket } from './wire.ts';

type SprintView = { sprint: Sprint; tickets: TicketView[] };

/** One card per sprint and thread, which follows its tickets and says when it is accepted. */
export function showSprint({ sprint, tickets }: SprintView): Shown {
  const { id, ticketIds } = sprint;
  return {
    card: drawSprintCard(sprint, tickets),
    living: { key: `sprint:${id}`, tool: 'show_sprint', input: { sprint: id }, subjects: ticketIds },
  };
}

export function wireSprint({ sprint, tickets }: SprintView) {
  return {
    id: sprint.id,
    name: sprint.name,
    available_hours: sprint.availableHours,
    allocated_hours: sprint.allocatedHours,
    ticket_ids: sprint.ticketIds,
    skipped: sprint.skipped,
    status: sprint.status,
    tickets: tickets.map(wireTicket),
  };
}

/** Draws the notice of an escalated ticket again: that somebody has seen it, or that it needs nobody any more. */
import * as z from 'zod';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showEscalation } from '../src/catalog/show-escalation.ts';
import { Escalation } from '../src/domain/coordination.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description: 'Show whether a ticket that somebody was told of still needs attention.',
  effect: 'read',
  access: 'person',
  input: z.object({ ticket: z.uuid(), told: z.string() }),
  output: z.object({ told: z.string(), view: TicketView, escalation: Escalation }),
  async run({ ticket, told }, { services, caller }) {
    return { told, ...(await services.planning.escalation(caller, ticket)) };
  },
  show: ({ told, ...attention }) => showEscalation(attention, told),
  brief: ({ view, escalation }) => ({ ...briefTicket(view), active: escalation.active }),
});

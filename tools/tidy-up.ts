/** Looks for what can be put away, closed, or asked after. */
import * as z from 'zod';
import { drawHygieneCard } from '../src/cards/overview-cards.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Tidy up: put away what was finished more than 30 days ago, and name epics that can be closed and blocked tickets nobody spoke of for a day. Without apply it only says what it would do.',
  effect: 'write',
  access: 'anyone',
  input: z.object({ apply: z.boolean().optional().describe('True to really put away') }),
  output: z.object({
    done: z.boolean(),
    archived: z.array(TicketView),
    closable: z.array(TicketView),
    still: z.array(TicketView),
  }),
  run: ({ apply = false }, { services, caller }) => services.planning.hygiene(caller, { dry: !apply }),
  wire: ({ done, archived, closable, still }) => ({
    done,
    archived: archived.map(wireTicket),
    closable: closable.map(wireTicket),
    still_blocked: still.map(wireTicket),
  }),
  show: (tidied) => ({ card: drawHygieneCard(tidied) }),
  brief: ({ done, archived, closable, still }) => ({
    done,
    archived: archived.length,
    closable: closable.map(({ ticket }) => ticket.key),
    still_blocked: still.map(({ ticket }) => ticket.key),
  }),
  command: {
    verb: 'hygiene',
    usage: '[apply]',
    input: ([word]) => (word === 'apply' || word === 'run' ? { apply: true } : {}),
  },
});

/** Takes back the last local change of the person who asks. */
import * as z from 'zod';
import { drawUndoneCard } from '../src/cards/undone-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Take back the last local change of the person who asks: an edit, discard, merge, split, link or generation. Approvals never come back, and nothing in a tracker changes.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({ deed: z.string().optional().describe('Only this one; absent means the latest') }),
  output: z.object({
    tool: z.string(),
    restored: z.array(TicketView),
    removed: z.array(TicketView),
    links: z.int(),
  }),
  run: ({ deed }, { services, caller }) => services.tickets.undo(caller, deed),
  wire: ({ tool, restored, removed, links }) => ({
    undone: tool,
    restored: restored.map(wireTicket),
    removed: removed.map(wireTicket),
    links,
  }),
  show: (output) => ({ card: drawUndoneCard(output) }),
  brief: ({ tool, restored, removed }) => ({
    undone: tool,
    restored: restored.map(briefTicket),
    removed: removed.map(({ ticket }) => ticket.key),
  }),
  press: [{ verb: 'undo', input: (token) => (token.ref ? { deed: token.ref } : {}) }],
  focus: ({ restored }) => (restored.length > 0 ? { ticketIds: idsOf(restored) } : {}),
  command: { verb: 'undo', usage: '', input: () => ({}) },
});

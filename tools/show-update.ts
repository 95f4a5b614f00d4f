/** Shows what trackers have not been told of tickets that are out, with the buttons to send it. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { showUpdate } from '../src/catalog/show-living.ts';
import { wireUpdate } from '../src/catalog/wire.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Show how tickets that are in a tracker differ from their issues since somebody edited them here or there, with buttons to send the change or to choose. Sends nothing by itself.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ select: TicketSelector.optional().describe('All that differ when absent') }),
  output: z.object({ updates: z.array(TicketUpdate) }),
  async run({ select }, context) {
    const { services, caller } = context;
    const all = { all: true, review: ['pushed', 'synced'] } satisfies z.infer<typeof TicketSelector>;
    const views = select ? await resolveTickets(context, select) : await services.tickets.select(caller, all);
    const updates = await services.publication.updates(caller, idsOf(views));
    return { updates: select ? updates : updates.filter(({ rows }) => rows.length > 0) };
  },
  wire: ({ updates }) => ({ updates: updates.map(wireUpdate) }),
  show: ({ updates }) => showUpdate(updates),
  brief: ({ updates }) => ({
    note: 'Only a person can send a change to the tracker or choose between two, with the buttons that were shown.',
    updates: updates.map(wireUpdate),
  }),
  focus: ({ updates }) => (updates.length > 0 ? { about: updates.map(({ view }) => view.ticket.id) } : {}),
  command: {
    verb: 'update',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { select: { ids: words } } : {}),
  },
});

/** A person's press on "Send": what their card showed goes to the issue, once. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showUpdate } from '../src/catalog/show-living.ts';
import { wireUpdate } from '../src/catalog/wire.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'Send the shown change of a ticket to its issue, as the person who decides.',
  effect: 'publish',
  access: 'person',
  input: z.object({ ticket: z.uuid(), terms: z.string().describe('What the card showed, by its own name') }),
  output: z.object({ updates: z.array(TicketUpdate) }),
  async run({ ticket: ticketId, terms }, { services, caller }) {
    await services.publication.sendUpdate(caller, { ticketId, terms });
    return { updates: await services.publication.updates(caller, [ticketId]) };
  },
  wire: ({ updates }) => ({ updates: updates.map(wireUpdate) }),
  show: ({ updates }) => showUpdate(updates),
  press: [{ verb: 'send', input: ({ ref, item }) => ({ ticket: ref, terms: item }) }],
});

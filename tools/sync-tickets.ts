/** Reads the status of pushed tickets back from their tracker. */
import * as z from 'zod';
import { drawSyncCard } from '../src/cards/sync-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { wireSync } from '../src/catalog/wire.ts';
import { SyncView } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description: 'Bring the status of pushed tickets up to date from their tracker.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({ select: TicketSelector.optional(), document: z.string().optional() }),
  output: z.object({ sync: SyncView }),
  async run(input, context) {
    const { services, caller, signal, focus } = context;
    if (input.select) {
      const ticketIds = idsOf(await resolveTickets(context, input.select));
      return { sync: await services.publication.sync(caller, { ticketIds }, signal) };
    }
    const named = input.document
      ? (await resolveDocument(context, input.document)).document.id
      : focus.documentId;
    return { sync: await services.publication.sync(caller, named ? { documentId: named } : {}, signal) };
  },
  wire: ({ sync }) => wireSync(sync),
  show: ({ sync }) => ({ card: drawSyncCard(sync) }),
  brief: ({ sync }) => ({
    synced: sync.synced,
    unchanged: sync.unchanged,
    errors: sync.errors,
    changed: sync.rows.filter((row) => row.outcome !== 'unchanged').map((row) => briefTicket(row.view)),
  }),
  press: [{ verb: 'sync', input: (token) => (token.ref ? { document: token.ref } : {}) }],
  command: {
    verb: 'sync',
    usage: '[document]',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});

/** Reads the status of pushed tickets back from their tracker. */
import * as z from 'zod';
import { drawSyncCard } from '../src/cards/sync-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { showUpdate } from '../src/catalog/show-living.ts';
import { wireSync } from '../src/catalog/wire.ts';
import { SyncView, TicketUpdate } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    'Bring pushed tickets up to date from their tracker: status, and what people changed in the issues.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({ select: TicketSelector.optional(), document: z.string().optional() }),
  output: z.object({
    sync: SyncView,
    /** Where a person has to choose between two changes. */
    updates: z.array(TicketUpdate),
  }),
  async run(input, context) {
    const { services, caller, signal, focus } = context;
    if (input.select) {
      const ticketIds = idsOf(await resolveTickets(context, input.select));
      return askAbout(context, await services.publication.sync(caller, { ticketIds }, signal));
    }
    const named = input.document
      ? (await resolveDocument(context, input.document)).document.id
      : focus.documentId;
    const sync = await services.publication.sync(caller, named ? { documentId: named } : {}, signal);
    return askAbout(context, sync);
  },
  wire: ({ sync }) => wireSync(sync),
  show: ({ sync, updates }) => [
    { card: drawSyncCard(sync) },
    ...(updates.length > 0 ? [showUpdate(updates)] : []),
  ],
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

async function askAbout({ services, caller }: ToolContext, sync: SyncView) {
  const doubtful = sync.rows.filter(({ conflicts }) => conflicts.length > 0);
  const updates = await services.publication.updates(caller, idsOf(doubtful.map(({ view }) => view)));
  return { sync, updates };
}

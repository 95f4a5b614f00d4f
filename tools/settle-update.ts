/** A person's choice between what Docket says and what the tracker says, where both have changed the same. */
import * as z from 'zod';
import { defineTool } from '../src/catalog/define-tool.ts';
import { showUpdate } from '../src/catalog/show-living.ts';
import { wireUpdate } from '../src/catalog/wire.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';
import { SyncField } from '../src/domain/sync.ts';

const pressed = (keep: 'ours' | 'theirs') => ({
  verb: keep,
  input: ({ ref, item, rev }: { ref: string; item: string; rev: number }) => ({
    ticket: ref,
    field: SyncField.parse(item),
    keep,
    rev,
  }),
});

export default defineTool({
  description:
    'Keep what Docket says in a field or take what the tracker says, where both changed it. What is kept still has to be sent.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ ticket: z.uuid(), field: SyncField, keep: z.enum(['ours', 'theirs']), rev: z.int() }),
  output: z.object({ updates: z.array(TicketUpdate) }),
  async run({ ticket: ticketId, ...wish }, { services, caller }) {
    await services.publication.settleDifference(caller, { ticketId, ...wish });
    return { updates: await services.publication.updates(caller, [ticketId]) };
  },
  wire: ({ updates }) => ({ updates: updates.map(wireUpdate) }),
  show: ({ updates }) => showUpdate(updates),
  press: [pressed('ours'), pressed('theirs')],
});

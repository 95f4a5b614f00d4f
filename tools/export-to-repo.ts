/** Writes tickets of Docket into the attached repository. */
import * as z from 'zod';
import { drawMirrorCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { MirrorOutcome } from '../src/domain/repo-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';

export default defineTool({
  description:
    "Write Docket's tickets into the attached repository (.tickets/), one file each, or bring the files there are in step. Only a person does this, and only tickets that do not wait for their review are written.",
  effect: 'publish',
  access: 'person',
  undoable: false,
  input: z.object({ select: TicketSelector }),
  output: MirrorOutcome,
  async run({ select }, context) {
    const views = await resolveNamed(context, select);
    return context.services.checkouts.write(context.caller, idsOf(views));
  },
  show: (outcome) => ({
    card: drawMirrorCard(outcome, { added: 'written into the repository', changed: 'brought in step' }),
  }),
  command: {
    verb: 'repo-export',
    usage: '<ticket…|all>',
    input: (words) => ({
      select: words.length === 1 && words[0] === 'all' ? { all: true } : { ids: words },
    }),
  },
});

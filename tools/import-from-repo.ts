/** Takes tickets of the attached repository over as tickets of Docket. */
import * as z from 'zod';
import { drawMirrorCard } from '../src/cards/repo-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { MirrorOutcome } from '../src/domain/repo-view.ts';

export default defineTool({
  description:
    "Take tickets of the attached repository (.tickets/) over as Docket's own, with status, people and links, so that they can be pushed; known ones take over what their file says differently. No file is changed.",
  effect: 'write',
  access: 'anyone',
  input: z.object({
    tickets: z
      .array(z.string().min(4))
      .optional()
      .describe('Ids or parts of ids; absent means all open ones'),
  }),
  output: MirrorOutcome,
  run: ({ tickets = [] }, { services, caller }) => services.checkouts.takeOver(caller, tickets),
  show: (outcome) => ({
    card: drawMirrorCard(outcome, { added: 'taken over from the repository', changed: 'brought up to date' }),
  }),
  command: {
    verb: 'repo-import',
    usage: '[ticket…]',
    input: (words) => (words.length > 0 ? { tickets: words } : {}),
  },
});

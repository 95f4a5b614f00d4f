/** Attaches the checkout of a repository whose tickets are then read and worked on in chat, or takes it away. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { count } from '../src/cards/phrases.ts';
import { defineTool } from '../src/catalog/define-tool.ts';

export default defineTool({
  description:
    'Attach a folder of the machine Docket runs on that holds repository tickets (.tickets/), take it away with null, or say which is attached when no folder is given.',
  effect: 'write',
  access: 'person',
  undoable: false,
  namesPaths: true,
  input: z.object({
    folder: z.string().nullable().optional().describe('The whole path; null takes the repository away'),
  }),
  output: z.object({ said: z.string() }),
  async run({ folder }, { services: { checkouts }, caller }) {
    const found =
      folder === undefined ? await checkouts.attached(caller) : await checkouts.attach(caller, folder);
    if (!found) return { said: 'No repository is attached.' };
    const attached = `${found.name} is attached, with ${count(found.tickets, 'ticket')}.`;
    if (folder === undefined) return { said: attached };
    return { said: `${attached} Open ones come here, and what is approved from now on is written there.` };
  },
  show: ({ said }) => ({ card: drawNoticeCard(said) }),
  command: {
    verb: 'attach-repo',
    usage: '[folder|off]',
    input: (words) => {
      const folder = words.join(' ');
      return folder === '' ? {} : { folder: folder === 'off' ? null : folder };
    },
  },
});

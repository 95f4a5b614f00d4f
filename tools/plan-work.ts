/** Makes an epic with its parts and their order, or a feature in phases. */
import * as z from 'zod';
import { drawPlannedCard } from '../src/cards/raised-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Part = z.object({
  title: z.string().trim().min(1).max(256),
  kind: z.string().optional().describe('bug, feature, documentation or qa; feature when absent'),
  after: z.array(z.int().min(1)).optional().describe('Places of the parts that come before it, from 1'),
});

export default defineTool({
  description:
    'Make an epic with one ticket for each part, and the order they depend on each other in; without parts, a feature in three phases of research, implementation and testing with one ticket per agent.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    title: z.string().trim().min(1, 'say what it is called').max(256),
    description: z.string().max(60_000).optional(),
    parts: z.array(Part).max(40).optional(),
  }),
  output: z.object({ parent: TicketView, parts: z.array(TicketView), phases: z.array(z.string()) }),
  run: ({ parts = [], ...wish }, { services, caller }) =>
    services.planning.planWork(caller, { ...wish, parts }),
  wire: ({ parent, parts, phases }) => ({ parent: wireTicket(parent), parts: parts.map(wireTicket), phases }),
  show: ({ parent, parts, phases }) => ({ card: drawPlannedCard(parent, parts, phases) }),
  brief: ({ parent, parts }) => ({ parent: briefTicket(parent), parts: parts.map(briefTicket) }),
  focus: ({ parent, parts }) => ({ about: [parent, ...parts].map(({ ticket }) => ticket.id) }),
  command: {
    verb: 'plan',
    usage: '<title> | <part> | <part> after 1 | …',
    input: (words) => {
      const [title = '', ...parts] = words.join(' ').split(/\s*\|\s*/);
      return { title, ...(parts.length > 0 ? { parts: parts.map(readPart) } : {}) };
    },
  },
});

/** `qa: Load test after 1, 2` */
function readPart(text: string): z.infer<typeof Part> {
  const [, kind, rest = text] = /^(bug|feature|doc|documentation|qa)\s*:\s*(.+)$/i.exec(text) ?? [];
  const [, title = rest, places] = /^(.+?)\s+after\s+([\d,\s]+|\d+(?:\s+and\s+\d+)*)$/i.exec(rest) ?? [];
  const after = places?.match(/\d+/g)?.map(Number);
  return { title, ...(kind ? { kind: kind.toLowerCase() } : {}), ...(after ? { after } : {}) };
}

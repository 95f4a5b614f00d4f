/** Draws the tickets of the attached repository and what connects them, as a file. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { count } from '../src/cards/phrases.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { graphFormats, graphViews } from '../src/domain/repo-view.ts';

const mediaTypes = { mermaid: 'text/markdown', dot: 'text/vnd.graphviz', json: 'application/json' } as const;

export default defineTool({
  description:
    'Draw the graph of the attached repository (.tickets/) as a file: its portfolio (what contains what), its sequence, its dependencies, or all of it; as Mermaid, Graphviz dot or JSON.',
  effect: 'read',
  access: 'anyone',
  givesFile: true,
  input: z.object({
    view: z.enum(graphViews).optional().describe('portfolio when absent'),
    format: z.enum(graphFormats).optional().describe('mermaid when absent'),
    ticket: z.string().min(4).optional().describe('Only what is connected with this one'),
  }),
  output: z.object({
    said: z.string(),
    file: z.object({ name: z.string(), mediaType: z.string(), text: z.string() }),
  }),
  async run({ view = 'portfolio', format = 'mermaid', ticket }, { services, caller }) {
    const graph = await services.checkouts.graph(caller, { view, format, ticket });
    const said = `${count(graph.tickets, 'ticket')} and ${count(graph.edges, 'connection')} in the ${view} graph.`;
    return { said, file: { name: graph.name, mediaType: mediaTypes[format], text: graph.text } };
  },
  show: ({ said, file }) => ({ card: drawNoticeCard(said), file }),
  brief: ({ said, file }) => ({ said, file: file.name, note: 'The file was handed over to the person.' }),
  command: {
    verb: 'repo-graph',
    usage: `[${graphViews.join('|')}] [${graphFormats.join('|')}] [ticket]`,
    input: (words) => {
      const view = graphViews.find((one) => words.includes(one));
      const format = graphFormats.find((one) => words.includes(one));
      const ticket = words.find((word) => word !== view && word !== format);
      return { ...(view ? { view } : {}), ...(format ? { format } : {}), ...(ticket ? { ticket } : {}) };
    },
  },
});

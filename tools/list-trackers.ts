/** Lists the trackers issues can go to. */
import * as z from 'zod';
import { drawTrackersCard } from '../src/cards/trackers-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { TrackerAnswer } from '../src/domain/publication-view.ts';

export default defineTool({
  description: 'List the connected trackers, where issues would go in each, and which are not connected.',
  effect: 'read',
  access: 'anyone',
  input: z.object({}),
  output: z.object({ trackers: z.array(TrackerAnswer), off: z.array(z.string()) }),
  async run(_input, { services, caller }) {
    const trackers = await services.publication.destinations(caller);
    const on = new Set(trackers.map(({ tracker }) => tracker));
    return { trackers, off: services.trackers.supported().filter((name) => !on.has(name)) };
  },
  show: ({ trackers, off }) => ({ card: drawTrackersCard(trackers, off, null) }),
  brief: ({ trackers }) => ({
    trackers: trackers.map(({ tracker, destination, problem }) => ({
      tracker,
      to: destination?.label ?? problem,
    })),
  }),
  press: [{ verb: 'trackers', input: () => ({}), answer: 'aside' }],
  command: { verb: 'trackers', usage: '', input: () => ({}) },
});

/** Says how a tracker is connected or disconnected; tokens are never taken in chat. */
import * as z from 'zod';
import { drawTrackersCard } from '../src/cards/trackers-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TrackerAnswer } from '../src/domain/publication-view.ts';
import { trackerTitle } from '../src/domain/tracker-title.ts';

export default defineTool({
  description:
    'Say how to connect or disconnect a tracker. Its token belongs into the settings and never into a chat, so this changes nothing itself.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ tracker: z.string(), op: z.enum(['connect', 'disconnect']).optional() }),
  output: z.object({ said: z.string(), trackers: z.array(TrackerAnswer) }),
  async run({ tracker, op = 'connect' }, { services, caller }) {
    const supported = services.trackers.supported();
    const name = supported.find((one) => one === tracker.toLowerCase());
    if (!name) {
      throw new DocketError('UNSUPPORTED_PLATFORM', {
        message: `"${tracker}" is no tracker this Docket can connect. Nothing was changed.`,
        remedy: `Trackers are: ${supported.join(', ')}.`,
      });
    }
    const trackers = await services.publication.destinations(caller);
    const isOn = trackers.some((one) => one.tracker === name);
    return { said: advise(trackerTitle(name), op, isOn), trackers };
  },
  show: ({ said, trackers }) => ({ card: drawTrackersCard(trackers, [], said) }),
  brief: ({ said }) => said,
  command: { verb: 'connect', usage: '<tracker>', input: ([tracker = '']) => ({ tracker }) },
});

function advise(title: string, op: 'connect' | 'disconnect', isOn: boolean): string {
  const place = 'on the machine that runs Docket';
  if (op === 'connect' && isOn) return `${title} is connected already.`;
  if (op === 'disconnect' && !isOn) return `${title} is not connected.`;
  if (op === 'disconnect') {
    return `Take the settings of ${title} out of .env ${place} and start it again. What was pushed stays there. Nothing was changed now.`;
  }
  return `Run docket init ${place}: it asks for ${title}'s token, which never belongs into a chat. Nothing was changed now.`;
}

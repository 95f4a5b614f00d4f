/** Mends what a validation of the attached repository finds and can be mended without losing anything. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { count } from '../src/cards/phrases.ts';
import { defineTool } from '../src/catalog/define-tool.ts';

const mostShown = 15;

export default defineTool({
  description:
    'Mend the tickets of the attached repository (.tickets/): what validation finds and can be mended without losing anything. What could lose something is left to a person at the command line.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({}),
  output: z.object({ done: z.array(z.string()), left: z.int() }),
  run: (_input, { services, caller }) => services.checkouts.repair(caller),
  ask: async () => 'Mend what can be mended in the tickets of the repository',
  show: ({ done, left }) => ({ card: drawNoticeCard(sayRepairs(done, left)) }),
  brief: ({ done, left }) => ({ mended: done.length, left }),
  command: { verb: 'repo-repair', usage: '', input: () => ({}) },
});

function sayRepairs(done: readonly string[], left: number): string {
  const more = done.length - mostShown;
  const lines = [
    done.length === 0 ? 'There was nothing to mend.' : `${count(done.length, 'fault')} mended.`,
    ...done.slice(0, mostShown),
    ...(more > 0 ? [`… and ${more} more.`] : []),
    ...(left > 0 ? [`${count(left, 'fault')} left: run \`tickets repair --interactive\` to decide.`] : []),
  ];
  return lines.join('\n');
}

/** Shows how a run of a workflow stands. */
import * as z from 'zod';
import { showRun } from '../src/cards/show-run.ts';
import { pictureFile } from '../src/cards/workflow-card.ts';
import { statusesOf } from '../src/cards/workflow-picture.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveRun } from '../src/catalog/resolve-run.ts';
import { briefRun, wireRun } from '../src/catalog/show-run.ts';
import { RunView } from '../src/domain/workflow-view.ts';

export default defineTool({
  description: 'Show how a run of a workflow stands: each step, what it waits for, time and cost.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    run: z.string().optional().describe('Its ticket, its workflow or its id; absent means the latest here'),
    picture: z.boolean().optional().describe('With the picture of the workflow as it stands'),
  }),
  output: z.object({ view: RunView, picture: z.boolean() }),
  run: async ({ run, picture = false }, context) => ({ view: await resolveRun(context, run), picture }),
  show: ({ view, picture }) => {
    const shown = showRun(view);
    const file = pictureFile(view.run.workflow, statusesOf(view.steps));
    return picture
      ? [
          shown,
          {
            card: {
              title: '',
              tone: 'neutral',
              blocks: [],
              choices: [],
              summary: `The picture of ${view.run.workflow.name}.`,
            },
            file,
          },
        ]
      : shown;
  },
  brief: ({ view }) => briefRun(view),
  wire: ({ view }) => wireRun(view),
  command: { verb: 'show-run', usage: '[ticket|workflow] [picture]', input: readWords },
  press: [{ verb: 'run_show', input: ({ ref }) => ({ run: ref }) }],
});

function readWords(words: string[]): { run?: string; picture?: boolean } {
  const picture = words.includes('picture');
  const name = words.filter((word) => word !== 'picture').join(' ');
  return { ...(name ? { run: name } : {}), ...(picture ? { picture } : {}) };
}

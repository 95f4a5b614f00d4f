/** Shows the stages that capabilities or hotfixes go through, or takes the workspace's own in their place. */
import * as z from 'zod';
import { drawPipelineCard } from '../src/cards/pipeline-card.ts';
import { readAttachedText } from '../src/catalog/attached-text.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Pipeline } from '../src/domain/pipeline.ts';
import { Role } from '../src/domain/principal.ts';

const Lane = z.enum(['capability', 'hotfix']);

export default defineTool({
  description:
    'Show the pipeline of a lane with its YAML, keep the workspace’s own in its place (kind: pipeline, as text or attached file), or go back to the one that comes with Docket.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({
    lane: Lane.optional().describe('capability when absent; of a text its own'),
    text: z.string().max(100_000).optional().describe('The YAML; absent means the attached file'),
    reset: z.boolean().optional(),
  }),
  output: z.object({ pipeline: Pipeline, text: z.string(), own: z.boolean(), unheld: z.array(Role) }),
  async run({ lane = 'capability', text, reset = false }, context) {
    const { caller, services } = context;
    const { pipelines } = services;
    const written = reset ? undefined : (text ?? (await readAttachedText(context))?.text);
    if (reset) await pipelines.reset(caller, lane);
    const kept = written === undefined ? null : await pipelines.keep(caller, written);
    return pipelines.find(caller, kept?.pipeline.lane ?? lane);
  },
  show: (shown) => ({
    card: drawPipelineCard(shown),
    file: { name: `${shown.pipeline.lane}-pipeline.yml`, mediaType: 'application/yaml', text: shown.text },
  }),
  wire: ({ pipeline, text, own, unheld }) => ({ ...pipeline, own, unheld_roles: unheld, text }),
  brief: ({ pipeline, own }) => ({ id: pipeline.id, own, stages: pipeline.stages.map(({ id }) => id) }),
  command: {
    verb: 'pipeline',
    usage: '[capability|hotfix] [reset] (with the file attached: keeps it)',
    input: (words) => {
      const lane = words.map((word) => Lane.safeParse(word.toLowerCase())).find(({ success }) => success);
      return {
        ...(lane?.success ? { lane: lane.data } : {}),
        ...(words.some((word) => /^reset$/i.test(word)) ? { reset: true } : {}),
      };
    },
  },
});

/** Draws one workflow. */
import * as z from 'zod';
import { drawWorkflowCard, pictureFile } from '../src/cards/workflow-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Workflow } from '../src/domain/workflow.ts';
import { sayLayers } from '../src/domain/workflow-layers.ts';

export default defineTool({
  description:
    'Draw one workflow: its steps, who does them, what runs side by side, as a card, as Mermaid text and as a picture.',
  effect: 'read',
  access: 'anyone',
  givesFile: true,
  input: z.object({ name: z.string().trim().min(1, 'say which workflow') }),
  output: z.object({ workflow: Workflow, text: z.string() }),
  run: async ({ name }, { services, caller }) => services.workflows.find(caller, name),
  show: ({ workflow }) => ({ card: drawWorkflowCard(workflow, null), file: pictureFile(workflow) }),
  brief: ({ workflow }) => ({ id: workflow.id, version: workflow.version, steps: sayLayers(workflow) }),
  wire: ({ workflow, text }) => ({ ...workflow, text }),
  command: { verb: 'workflow', usage: '<name>', input: (words) => ({ name: words.join(' ') }) },
});

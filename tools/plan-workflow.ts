/** Makes a workflow of a person's words, keeps it for the workspace, and draws it before it is run. */
import * as z from 'zod';
import { drawWorkflowCard, pictureFile } from '../src/cards/workflow-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { Workflow } from '../src/domain/workflow.ts';
import { sayLayers } from '../src/domain/workflow-layers.ts';

const Input = z.object({
  plan: z
    .string()
    .trim()
    .min(1, 'say who does what')
    .max(2000)
    .optional()
    .describe(
      'In words: "research, then engineer and security, then qa", or "research, if security issue then security, otherwise engineer"',
    ),
  text: z.string().max(50_000).optional().describe('The workflow as YAML, in the place of words'),
  name: z.string().trim().min(1).max(60).optional(),
  ticket: z.string().optional().describe('The ticket that its Run button runs it on: number, key or id'),
});

export default defineTool({
  description:
    'Plan a workflow of one’s own from words or YAML, sequential, parallel or conditional, keep it for the workspace and draw it. It runs only when somebody presses Run or asks for it.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: z.object({ workflow: Workflow, text: z.string(), ticket: z.string().nullable() }),
  async run({ plan, text, name, ticket }, context) {
    const { services, caller, focus } = context;
    const written = text ?? (await readPlan(plan ?? '', name ?? null));
    const kept = await services.workflows.keep(caller, written, name ?? 'custom');
    const ids = focus.about?.ticketIds ?? [];
    const about = ticket ?? (ids.length === 1 ? ids[0] : undefined);
    const key = about === undefined ? null : (await resolveTicket(context, about)).ticket.key;
    return { ...kept, ticket: kept.workflow.ticket === 'none' ? null : key };
  },
  show: ({ workflow, ticket }) => ({
    card: drawWorkflowCard(workflow, { ticket }),
    file: pictureFile(workflow),
  }),
  brief: ({ workflow }) => ({
    kept_as: workflow.id,
    version: workflow.version,
    steps: sayLayers(workflow),
    note: 'It does not run yet: a card with Run was shown.',
  }),
  wire: ({ workflow, text }) => ({ ...workflow, text }),
  command: {
    verb: 'plan-workflow',
    usage: '<research, then engineer and qa>',
    input: (words) => ({ plan: words.join(' ') }),
  },
});

/** Loaded when there is a plan: YAML is a large part of what the program would load otherwise. */
async function readPlan(words: string, name: string | null): Promise<string> {
  const { writePlan } = await import('../src/catalog/plan-words.ts');
  return writePlan(words, name);
}

/** A workflow as people write it in YAML: the full form, and the three short ones and the arrow of their own documents. */
import * as z from 'zod';
import { readDuration } from '../domain/duration.ts';
import { Role } from '../domain/principal.ts';
import { TicketType } from '../domain/ticket.ts';
import { Trigger, WorkflowId } from '../domain/workflow.ts';

const Duration = z.string().transform((text, context) => {
  const ms = readDuration(text);
  if (ms !== null) return ms;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no length of time; write 30s, 15m, 4 hours or 2d`,
  });
  return z.NEVER;
});

const Name = z.string().trim().min(1).max(60);
const Target = z.templateLiteral(['goto:', z.string().min(1)]);
/** One name or several; null says "nothing", which is not the same as leaving it out. */
const Names = z.union([Name, z.array(Name), z.null()]);

const WrittenGate = z.strictObject({
  approvers: z.array(Role).default([]),
  prompt: z.string().trim().min(1).max(1000),
  on_reject: z.union([z.enum(['block', 'cancel']), Target]).default('block'),
  timeout: Duration.optional(),
  on_timeout: z.enum(['approve', 'reject']).default('reject'),
});

export const WrittenStep = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  agent: Name.optional(),
  task: z.string().trim().min(1).max(2000).optional(),
  needs: z.union([Name, z.array(Name), z.null()]).optional(),
  depends_on: Names.optional(),
  when: z.string().trim().min(1).max(1000).optional(),
  retry: z
    .strictObject({ max: z.int().min(0).max(10).default(1), backoff: Duration.default(1000) })
    .optional(),
  timeout: Duration.optional(),
  on_failure: z.union([z.enum(['block', 'fail', 'continue']), Target]).optional(),
  output_schema: z.record(z.string(), z.json()).optional(),
  gate: WrittenGate.optional(),
  idempotent: z.boolean().optional(),
  ticket: z.boolean().optional(),
});
export type WrittenStep = z.infer<typeof WrittenStep>;

export const WrittenGroup = z.strictObject({
  group: z.int().min(1),
  agents: z.array(Name).min(1),
  task: z.string().trim().min(1).max(2000).optional(),
  can_run_together: z.boolean().default(true),
  depends_on_group: z.union([z.int(), z.array(z.int()), z.null()]).optional(),
});
export type WrittenGroup = z.infer<typeof WrittenGroup>;

export const Written = z.strictObject({
  id: WorkflowId.optional(),
  version: z.int().min(1).default(1),
  kind: z.enum(['workflow', 'pipeline']).default('workflow'),
  name: z.string().trim().min(1).max(80).optional(),
  description: z.string().trim().max(500).default(''),
  applies_to: z.strictObject({ types: z.array(TicketType).default([]) }).default({ types: [] }),
  works_on: z.enum(['ticket', 'anything', 'workspace']).default('ticket'),
  triggers: z.array(Trigger).default(['manual']),
  sla: Duration.optional(),
  inputs: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).default([]),
  max_parallel: z.int().min(1).max(20).default(4),
  budget: z
    .strictObject({
      tokens: z.int().min(1).optional(),
      dollars: z.number().positive().optional(),
      time: Duration.optional(),
    })
    .default({}),
  alert_all: z.boolean().default(false),
  /** What failures without a word of their own lead to. */
  on_failure: z.enum(['block', 'fail', 'continue']).default('block'),
  steps: z.array(WrittenStep).min(1).optional(),
  parallel_groups: z.array(WrittenGroup).min(1).optional(),
  initial: Name.optional(),
  conditions: z.record(z.string(), Name).optional(),
  match: z.enum(['first', 'all']).default('first'),
  workflow: z.string().trim().min(1).max(500).optional(),
  agents_required: z.array(Name).min(1).optional(),
  /** Of pipelines, which have stages in the place of steps. */
  stages: z.array(z.unknown()).optional(),
  audiences: z.record(z.string(), z.unknown()).optional(),
  on_complete: z
    .strictObject({
      work_status: z.literal('done').default('done'),
      resolution: z.enum(['completed', 'merged', 'dropped']).default('completed'),
      resolution_detail: z.string().trim().max(200).optional(),
    })
    .nullable()
    .optional(),
});
export type Written = z.infer<typeof Written>;

export type Pattern = 'steps' | 'sequential' | 'parallel' | 'conditional' | 'arrow';

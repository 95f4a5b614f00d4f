/** A workflow as it is run: steps with what each needs, made from any of the ways one may be written (spec 8.9). */
import * as z from 'zod';
import { AgentId } from './agent-role.ts';
import { Role } from './principal.ts';
import { Resolution, TicketType } from './ticket.ts';

export const WorkflowId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
export const StepId = z
  .string()
  .regex(/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/)
  .max(60);

/** What happens when a step fails for good: a person is asked, the run fails, others go on, or earlier steps are done again. */
export const OnFailure = z.union([z.enum(['block', 'fail', 'continue']), z.object({ goto: StepId })]);
export type OnFailure = z.infer<typeof OnFailure>;

/** A person decides before the run goes on (U-100). */
export const Gate = z.object({
  /** Any of these roles may decide; owners and admins always may. */
  approvers: z.array(Role),
  prompt: z.string().min(1).max(1000),
  onReject: z.union([z.enum(['block', 'cancel']), z.object({ goto: StepId })]),
  timeoutMs: z.int().min(1).nullable(),
  onTimeout: z.enum(['approve', 'reject']),
});
export type Gate = z.infer<typeof Gate>;

/** One way out of a conditional step: taken when its flag is up and no earlier one was; without a flag, when none is. */
export const Branch = z.object({
  of: StepId,
  flag: z.string().nullable(),
  /** Flags that are looked at before this one; for the default, all of them. Empty where every true branch runs. */
  unless: z.array(z.string()),
});
export type Branch = z.infer<typeof Branch>;

export const WorkflowStep = z.object({
  id: StepId,
  /** Null where a person decides and no agent works. */
  agent: AgentId.nullable(),
  task: z.string().min(1).max(2000),
  needs: z.array(StepId),
  branch: Branch.nullable(),
  when: z.string().max(1000).nullable(),
  /** `max` tries after the first one, each after twice the wait of the one before. */
  retry: z.object({ max: z.int().min(0).max(10), backoffMs: z.int().min(0) }),
  timeoutMs: z.int().min(1),
  onFailure: OnFailure,
  /** JSON Schema for `output`. */
  outputSchema: z.record(z.string(), z.json()).nullable(),
  gate: Gate.nullable(),
  /** Whether it may be done again when nobody knows if it was done (U-101). */
  idempotent: z.boolean(),
  /** Whether it is tracked by a ticket of its own (U-97). */
  ticket: z.boolean(),
});
export type WorkflowStep = z.infer<typeof WorkflowStep>;

export const Trigger = z.enum([
  'ticket_created',
  'ticket_assigned',
  'manual',
  'stage_entered',
  'gate_decided',
  'webhook',
  'schedule',
]);
export type Trigger = z.infer<typeof Trigger>;

/** What a run may use in all; null is no limit. A run that reaches one stops and asks. */
export const Budget = z.object({
  tokens: z.int().min(1).nullable(),
  dollars: z.number().positive().nullable(),
  durationMs: z.int().min(1).nullable(),
});
export type Budget = z.infer<typeof Budget>;

export const Workflow = z.object({
  id: WorkflowId,
  version: z.int().min(1),
  name: z.string().min(1).max(80),
  description: z.string().max(500),
  /** How it was written, which also says how it is drawn in words. */
  pattern: z.enum(['steps', 'sequential', 'parallel', 'conditional', 'arrow']),
  /** Types of tickets it is for; empty for all, and for runs without a ticket. */
  types: z.array(TicketType),
  triggers: z.array(Trigger),
  /** Whether a run works on a ticket; `optional` ones can look at the whole workspace instead. */
  ticket: z.enum(['required', 'optional', 'none']),
  slaMs: z.int().min(1).nullable(),
  inputs: z.array(z.string()),
  maxParallel: z.int().min(1).max(20),
  budget: Budget,
  /** Every step is announced at once and stands by until it is its turn (S2-49). */
  alertAll: z.boolean(),
  steps: z.array(WorkflowStep).min(1).max(60),
  onComplete: z.object({ resolution: Resolution, detail: z.string().max(200).nullable() }).nullable(),
});
export type Workflow = z.infer<typeof Workflow>;

/** How often a step may be visited by rework before a person is asked (U-98). */
export const mostVisits = 3;

/** The steps that come after these, however far, in the workflow's order; the given ones are not among them. */
export function stepsAfter({ steps }: Pick<Workflow, 'steps'>, ids: readonly string[]): string[] {
  const reached = new Set(ids);
  // Each pass reaches at least one further level, and no chain is longer than the list.
  for (let pass = 0; pass < steps.length; pass++) {
    const before = reached.size;
    for (const step of steps) if (step.needs.some((need) => reached.has(need))) reached.add(step.id);
    if (reached.size === before) break;
  }
  for (const id of ids) reached.delete(id);
  return steps.filter(({ id }) => reached.has(id)).map(({ id }) => id);
}

/** The steps that must end before this one, however far back, in the workflow's order. */
export function stepsBefore({ steps }: Pick<Workflow, 'steps'>, id: string): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const found = new Set<string>();
  const visit = (at: string) => {
    for (const need of byId.get(at)?.needs ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(id);
  found.delete(id);
  return steps.filter((step) => found.has(step.id)).map((step) => step.id);
}

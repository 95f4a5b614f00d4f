/** A pipeline: the stages a capability goes through, what each makes and asks for, and where a refusal leads (U-102). */
import * as z from 'zod';
import { Role } from './principal.ts';
import { Audience, Finding, StageId, StageRole, tenStages } from './stage.ts';
import { TicketType } from './ticket.ts';

/** One ticket of a stage, or one for each item of the capability's YAML. */
export const StageTemplate = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/)
      .optional(),
    audience: Audience,
    type: TicketType,
    role: StageRole.default('work'),
    /** `{{capability.title}}`, `{{capability.key}}` and `{{item.title}}` stand for what they say. */
    title: z.string().min(1).max(200).optional(),
    description: z.string().max(4000).default(''),
    from: z.literal('capability.items').optional(),
    /** A template of `workflows/templates/`: its priority, labels and time. */
    template: z.string().default('capability_stage'),
    /** The stage cannot be left before it is done. */
    mandatory: z.boolean().default(true),
    /** `rework`: only where a gate sent the capability back here. `first`: only on the first visit. */
    when: z.enum(['always', 'first', 'rework']).default('always'),
    /** Of a gate's tickets: who signs this one. */
    signed_by: Role.optional(),
  })
  .transform(({ id, title, ...rest }) => ({
    ...rest,
    id: id ?? `${rest.audience}-${rest.role}`,
    title: title ?? `{{${rest.from ? 'item' : 'capability'}.title}} — {{capability.key}}`,
  }));
export type StageTemplate = z.infer<typeof StageTemplate>;

const Approvers = z.union([
  z.strictObject({ any_of: z.array(Role).min(1), count: z.int().min(1).max(5).default(1) }),
  z.strictObject({ all_of: z.array(Role).min(1), distinct: z.literal(true).default(true) }),
]);
export type Approvers = z.infer<typeof Approvers>;

const OnReject = z.union([
  z.strictObject({ goto: StageId }),
  z.strictObject({ by_finding: z.partialRecord(Finding, StageId), default: StageId }),
]);

/**
 * `doc:spec` a version of it is there · `approved:spec` the version that is there was approved · `approved:compliance` that
 * gate approved · `dependencies_shipped_or_waived` · `ci:success` · `deployed:staging`.
 */
const Requirement = z
  .string()
  .regex(
    /^(?:(?:doc|approved):[a-z_]+|dependencies_shipped_or_waived|ci:success|deployed:[a-z]+)$/,
    'nothing that can be asked for',
  );

export const Stage = z.strictObject({
  id: StageId,
  type: z.enum(['work', 'gate']),
  /** Only gone through where the capability says so. */
  only: z.literal('introduces_tech').optional(),
  approvers: Approvers.optional(),
  /** Above the product's threshold a cost reviewer has to agree too (S1-56). */
  cost_review: z.boolean().default(false),
  /** What must be there to decide. */
  requires: z.array(Requirement).default([]),
  entry: z.array(Requirement).default([]),
  exit: z
    .strictObject({
      all_done: z.strictObject({ audience: Audience }).optional(),
      requires: z.array(Requirement).default([]),
    })
    .prefault({}),
  on_reject: OnReject.optional(),
  /** It is left by itself as soon as it can be. */
  auto: z.boolean().default(false),
  tickets: z.array(StageTemplate).default([]),
  /** A workflow that begins by itself on each ticket of work of this stage. */
  workflow: z.string().optional(),
});
export type Stage = z.infer<typeof Stage>;

export const Pipeline = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/),
    version: z.int().min(1).default(1),
    kind: z.literal('pipeline'),
    name: z.string().min(1).max(80).default('Pipeline'),
    description: z.string().max(500).default(''),
    lane: z.enum(['capability', 'hotfix']).default('capability'),
    stages: z.array(Stage).min(1).max(20),
    /** Connectors of audiences whose product names none. */
    audiences: z.partialRecord(Audience, z.strictObject({ connector: z.string() })).default({}),
  })
  .superRefine((pipeline, context) => {
    for (const message of faultsOf(pipeline)) context.addIssue({ code: 'custom', message });
  });
export type Pipeline = z.infer<typeof Pipeline>;

function faultsOf({ stages, lane }: { stages: Stage[]; lane: Pipeline['lane'] }): string[] {
  const ids = stages.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const ten = ids.filter((id) => tenStages.includes(id));
  const isOther = lane === 'capability' && ten.join() !== tenStages.join();
  return [
    ...twice.map((id) => `stage "${id}" is there twice`),
    ...(isOther ? [`a capability goes through ${tenStages.join(', ')}, in this order`] : []),
    ...stages.flatMap((stage, at) => faultsOfStage(stage, ids.slice(0, at + 1))),
  ];
}

function faultsOfStage(stage: Stage, known: readonly StageId[]): string[] {
  const say = (fault: string) => `stage "${stage.id}": ${fault}`;
  const names = stage.tickets.map(({ id }) => id);
  const unknown = backEdges(stage).filter((to) => !known.includes(to));
  const isGate = stage.type === 'gate';
  return [
    ...(isGate && !stage.approvers ? [say('a gate needs approvers')] : []),
    ...(isGate && !stage.on_reject ? [say('a gate needs on_reject')] : []),
    ...(!isGate && (stage.approvers || stage.on_reject)
      ? [say('only a gate has approvers and on_reject')]
      : []),
    ...unknown.map((to) => say(`a refusal cannot lead to "${to}", which does not come before it`)),
    ...names.filter((id, at) => names.indexOf(id) !== at).map((id) => say(`ticket "${id}" is there twice`)),
  ];
}

function backEdges({ on_reject }: Stage): StageId[] {
  if (!on_reject) return [];
  return 'goto' in on_reject
    ? [on_reject.goto]
    : [on_reject.default, ...Object.values(on_reject.by_finding).filter((to) => to !== undefined)];
}

/** Where a refusal for this reason leads. */
export function rejectTo({ on_reject, id }: Stage, finding: Finding | null): StageId {
  if (!on_reject) return id;
  if ('goto' in on_reject) return on_reject.goto;
  return (finding && on_reject.by_finding[finding]) || on_reject.default;
}

export function findStage({ stages }: Pipeline, id: string): Stage | null {
  return stages.find((stage) => stage.id === id) ?? null;
}

/** The stage after this one that the capability goes through; null at the end. */
export function nextStage({ stages }: Pipeline, id: string, of: { introducesTech: boolean }): Stage | null {
  const at = stages.findIndex((stage) => stage.id === id);
  return stages.slice(at + 1).find(({ only }) => only === undefined || of.introducesTech) ?? null;
}

/** The stages a capability goes through, and what a ticket keeps of the stage it belongs to (S1-14, S1-20). */
import * as z from 'zod';
import { Cogs, Money } from './cogs.ts';
import { Id } from './ids.ts';
import { Role } from './principal.ts';

/** The ten stages in order, the optional gate after the architecture, and the lane of hotfixes. */
export const StageId = z.enum([
  'triage',
  'spec',
  'spec_approval',
  'architecture',
  'architecture_approval',
  'stack_approval',
  'compliance',
  'build',
  'cicd',
  'uat',
  'release',
  'fix',
  'review',
]);
export type StageId = z.infer<typeof StageId>;

/** The ten names of S1-20, in their order. */
export const tenStages: readonly StageId[] = [
  'triage',
  'spec',
  'spec_approval',
  'architecture',
  'architecture_approval',
  'compliance',
  'build',
  'cicd',
  'uat',
  'release',
];

/** Where a capability stands: a stage, or one of the two ends. */
export const Standing = z.enum([...StageId.options, 'shipped', 'cancelled']);
export type Standing = z.infer<typeof Standing>;

export const Audience = z.enum(['engineering', 'product', 'release', 'press', 'marketing']);
export type Audience = z.infer<typeof Audience>;

export const StageRole = z.enum(['write', 'review', 'approve', 'work', 'signoff', 'deploy', 'publish']);
export type StageRole = z.infer<typeof StageRole>;

const names: Partial<Record<Standing, string>> = {
  cicd: 'CI/CD',
  uat: 'UAT',
  build: 'Build',
  compliance: 'Compliance',
};

/** `spec_approval` is `Spec approval`. */
export function nameStage(stage: Standing): string {
  const words = stage.replaceAll('_', ' ');
  return names[stage] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Why a gate said no, where that decides how far back it goes. */
export const Finding = z.enum(['data', 'legal', 'technical', 'build', 'uat']);
export type Finding = z.infer<typeof Finding>;

/** Who decided what about which version, and what it would cost as they saw it (S1-25). */
export const GateDecision = z.object({
  id: Id,
  workspaceId: Id,
  capabilityId: Id,
  gate: StageId,
  visit: z.int().min(1),
  /** The gate's role the person decided in. */
  role: Role,
  decision: z.enum(['approved', 'rejected']),
  by: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
  docVersion: z.int().nullable(),
  reason: z.string().max(2000).nullable(),
  finding: Finding.nullable(),
  cogsSnapshot: z.array(Money),
  ticketId: Id.nullable(),
});
export type GateDecision = z.infer<typeof GateDecision>;

/** Of tickets that belong to a stage of a capability, or to an idea. */
export const StageFacet = z.object({
  /** Null for the ticket an idea has before it is triaged. */
  capabilityId: Id.nullable(),
  /** `PROJ-123`, or the idea's key. */
  capability: z.string(),
  stage: StageId,
  visit: z.int().min(1),
  audience: Audience,
  role: StageRole,
  /** The entry of the pipeline it was made from. */
  template: z.string(),
  /** `build#1:stories:engineering:api-score`: one ticket each, whoever asks and however often (S1-29). */
  key: z.string(),
  /** Its stage cannot be left before it is done. */
  mandatory: z.boolean(),
  /** Fields of its audience (S1-36). */
  fields: z.record(z.string(), z.unknown()),
  component: z.string().nullable(),
  cogs: Cogs.nullable(),
  /** On tickets of a gate: what was decided. */
  gate: GateDecision.nullable(),
  /** Everybody who could take it has as much as they may have. */
  overCapacity: z.boolean(),
});
export type StageFacet = z.infer<typeof StageFacet>;

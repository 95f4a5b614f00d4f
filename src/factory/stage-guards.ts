/** What keeps a capability from leaving its stage or entering the next one, as data (S1-21, S1-22). */
import type { CapabilityDocument, DocumentKind } from '../domain/capability.ts';
import { findStage, nextStage, type Stage } from '../domain/pipeline.ts';
import type { StageId, Standing } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Item } from './desk.ts';
import type { Ground } from './ground.ts';
import { openSeats } from './seats.ts';

/** Words such as `ticket:TASK-2026-001`, `gate:uat`, `doc:spec`, `approved:spec`, `depends_on:PROJ-1`, `ci:success`. */
export function missingToAdvance(item: Item, ground: Ground): { next: Standing; missing: string[] } {
  const { capability, pipeline } = item;
  const stage = findStage(pipeline, capability.stage);
  const next = nextStage(pipeline, capability.stage, capability);
  const leaving = stage ? missingToLeave(item, stage, ground) : [];
  const entering = next
    ? next.entry.filter((one) => !isMet(one, item, ground)).flatMap((one) => say(one, ground))
    : [];
  return { next: next?.id ?? 'shipped', missing: [...new Set([...leaving, ...entering])] };
}

function missingToLeave(item: Item, stage: Stage, ground: Ground): string[] {
  const unfinished = ground.tickets
    .filter((ticket) => holds(ticket, stage, item))
    .map(({ key }) => `ticket:${key}`);
  const isOpen = stage.type === 'gate' && openSeats(item, stage, ground).some(({ taken }) => !taken);
  const asked = [...stage.requires, ...stage.exit.requires].filter((one) => !isMet(one, item, ground));
  return [
    ...unfinished,
    ...(isOpen ? [`gate:${stage.id}`] : []),
    ...asked.flatMap((one) => say(one, ground)),
  ];
}

/** Whether this ticket keeps its stage from being left: mandatory, of this visit, and not done. */
function holds({ stage: facet, work }: Ticket, stage: Stage, { capability }: Item): boolean {
  if (facet?.stage !== stage.id || !facet.mandatory) return false;
  if (facet.visit !== capability.visits[stage.id] || work.status === 'done') return false;
  if (facet.role === 'approve' || facet.role === 'signoff') return false;
  // What was called off is not to be done; what failed still is.
  if (work.status === 'cancelled') return false;
  const only = stage.exit.all_done?.audience;
  return only === undefined || facet.audience === only;
}

function isMet(requirement: string, item: Item, ground: Ground): boolean {
  const [kind = '', name = ''] = requirement.split(':');
  const { signals } = item.capability;
  switch (kind) {
    case 'doc':
      return latest(ground, name) !== null;
    case 'approved':
      return isApproved(name, item, ground);
    case 'dependencies_shipped_or_waived':
      return ground.waitsFor.length === 0;
    case 'ci':
      return signals.ci === name;
    default:
      return signals.deployed.includes(name);
  }
}

/** A document at exactly the version it has now, or a gate on its latest visit. */
function isApproved(name: string, item: Item, ground: Ground): boolean {
  const document = latest(ground, name);
  if (document) return document.approvedAt !== null;
  const stage = findStage(item.pipeline, name);
  if (stage?.type !== 'gate') return false;
  return openSeats(item, stage, ground).every(({ taken }) => taken) && !wasRejected(item, stage.id, ground);
}

function wasRejected({ capability }: Item, gate: StageId, { decisions }: Ground): boolean {
  return decisions.some(
    (one) => one.gate === gate && one.visit === capability.visits[gate] && one.decision === 'rejected',
  );
}

export function latest({ documents }: Pick<Ground, 'documents'>, kind: string): CapabilityDocument | null {
  return documents.findLast((one) => one.kind === kind) ?? null;
}

function say(requirement: string, { waitsFor }: Ground): string[] {
  if (requirement !== 'dependencies_shipped_or_waived') return [requirement];
  return waitsFor.map((key) => `depends_on:${key}`);
}

/** The document a gate decides about. */
export function documentOfGate(gate: StageId): DocumentKind | null {
  if (gate === 'spec_approval' || gate === 'compliance') return 'spec';
  return gate === 'architecture_approval' || gate === 'stack_approval' ? 'architecture' : null;
}

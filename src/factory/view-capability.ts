/** A capability with all that stands around it, as cards and programs read it. */
import { type Capability, dueAt, isEnded } from '../domain/capability.ts';
import type { CapabilityView, GateView, Neighbour, OpenSeat } from '../domain/capability-view.ts';
import { rollUpCogs } from '../domain/cogs.ts';
import { findStage } from '../domain/pipeline.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import { viewTickets } from '../tickets/view.ts';
import { type Item, itemOf } from './desk.ts';
import { type Ground, readGround } from './ground.ts';
import { needsCostReview, openSeats, takesSeat } from './seats.ts';
import { documentOfGate, latest, missingToAdvance } from './stage-guards.ts';

export async function viewCapability(
  nouns: Nouns,
  capability: Capability,
  now: string,
): Promise<CapabilityView> {
  const item = await itemOf(nouns, capability);
  const ground = await readGround(nouns, item);
  const { workspaceId } = capability;
  const umbrella = await nouns.tickets.get(workspaceId, capability.ticketId);
  const around = await neighbours(nouns, capability);
  const rolled = rollUpCogs(
    capability.cogs,
    ground.tickets.map(({ stage }) => stage?.cogs),
  );
  const costs = await nouns.capabilities.costs(workspaceId, capability.id);
  const { next, missing } = missingToAdvance(item, ground);
  const due = dueAt(capability, item.product.config);
  return {
    ...{ capability, product: item.product, umbrellaKey: umbrella?.key ?? '' },
    stages: stagesOf(item),
    tickets: await ticketsOf(nouns, capability, ground.tickets),
    documents: [...ground.documents],
    decisions: [...ground.decisions],
    ...around,
    estimate: rolled.estimate,
    actual: rollUpCogs(
      null,
      costs.map(({ actual }) => ({ estimate: null, actual })),
    ).actual,
    estimateIsExplicit: rolled.isExplicit,
    gate: await gateOf(nouns, item, ground),
    ...{ missing: isEnded(capability) ? [] : missing, next: isEnded(capability) ? null : next },
    reentries: Object.values(capability.visits).reduce((sum, visits) => sum + (visits ?? 1) - 1, 0),
    overdue: !isEnded(capability) && due < now,
    ...{ dueAt: due, notice: null },
  };
}

/** Those it goes through, and those it went through. */
function stagesOf({ capability, pipeline }: Item): CapabilityView['stages'] {
  return pipeline.stages
    .filter(({ only, id }) => only === undefined || capability.introducesTech || capability.visits[id])
    .map(({ id, type }) => ({ id, type, visits: capability.visits[id] ?? 0 }));
}

/** The ticket of its idea first, which is its ticket of triage (S1-15). */
async function ticketsOf(
  nouns: Nouns,
  { workspaceId, ideaId }: Capability,
  own: readonly Ticket[],
): Promise<TicketView[]> {
  const ideas = ideaId === null ? [] : await nouns.ideas.list(workspaceId);
  const idea = ideas.find(({ id }) => id === ideaId);
  const triage = idea ? await nouns.tickets.get(workspaceId, idea.ticketId) : null;
  return viewTickets(nouns, workspaceId, [...(triage && !triage.deletedAt ? [triage] : []), ...own]);
}

async function neighbours(
  nouns: Nouns,
  { workspaceId, id }: Capability,
): Promise<{ blockedBy: Neighbour[]; blocking: Neighbour[] }> {
  const dependencies = await nouns.capabilities.dependencies(workspaceId, [id]);
  const ids = dependencies.map(({ capabilityId, dependsOnId }) =>
    capabilityId === id ? dependsOnId : capabilityId,
  );
  const others = ids.length > 0 ? await nouns.capabilities.list(workspaceId, { ids }) : [];
  const view = (otherId: string, waived: string | null): Neighbour[] =>
    others
      .filter((one) => one.id === otherId)
      .map(({ key, title, stage }) => ({ key, title, stage, waived }));
  const said = (one: (typeof dependencies)[number]) =>
    one.waivedAt === null ? null : `${one.waivedBy}: ${one.waivedReason}`;
  return {
    blockedBy: dependencies
      .filter((one) => one.capabilityId === id)
      .flatMap((one) => view(one.dependsOnId, said(one))),
    blocking: dependencies
      .filter((one) => one.dependsOnId === id)
      .flatMap((one) => view(one.capabilityId, said(one))),
  };
}

async function gateOf(nouns: Nouns, item: Item, ground: Ground): Promise<GateView | null> {
  const { capability, pipeline, product } = item;
  const stage = findStage(pipeline, capability.stage);
  if (stage?.type !== 'gate') return null;
  const visit = capability.visits[stage.id]!;
  const document = latest(ground, documentOfGate(stage.id) ?? '');
  const reject = stage.on_reject;
  const seats = openSeats(item, stage, ground);
  return {
    ...{ stage: stage.id, visit, seats },
    deciders: await decidersOf(nouns, capability, seats),
    decisions: ground.decisions.filter((one) => one.gate === stage.id && one.visit === visit),
    document: document && {
      kind: document.kind,
      version: document.version,
      path: document.path,
      url: document.url,
    },
    costReview: needsCostReview(item, stage, ground),
    findings: reject && 'by_finding' in reject ? Object.keys(reject.by_finding) : [],
    checklist: stage.id === 'compliance' ? product.config.compliance_checklist : [],
  };
}

/** Members who may take one of the seats that are free. */
async function decidersOf(
  nouns: Nouns,
  { workspaceId }: Capability,
  seats: readonly OpenSeat[],
): Promise<GateView['deciders']> {
  const free = seats.filter(({ taken }) => !taken);
  if (free.length === 0) return [];
  return (await nouns.members.list(workspaceId))
    .filter(({ roles, name }) => free.some((seat) => takesSeat({ principal: { name }, roles }, seat)))
    .map(({ id, name }) => ({ id, name }));
}

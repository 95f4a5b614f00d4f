/** Gates: a person of the right role says yes or no, about one version of a document, once (S1-24 to S1-26). */
import type { Capability } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { isFinished } from '../domain/lifecycle.ts';
import { findStage, rejectTo, type Stage } from '../domain/pipeline.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import { type Finding, type GateDecision, nameStage, type StageId } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import { alter, type Desk, type Item, tell, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { enterStage, goOn, refuseEnded, wakeDependents } from './enter-stage.ts';
import { type Ground, readGround } from './ground.ts';
import { openSeats, seatFor } from './seats.ts';
import { documentOfGate, latest, missingToAdvance } from './stage-guards.ts';

export type GateWord = {
  approve: boolean;
  /** The gate it is about; absent means the one it is at. */
  gate?: StageId | undefined;
  reason?: string | undefined;
  finding?: Finding | undefined;
  /** The document's version that was read; another one is refused as STALE. */
  docVersion?: number | undefined;
  /** The version of the capability that was shown. */
  seen?: number | undefined;
};

/**
 * Throws HUMAN_APPROVAL_REQUIRED, FORBIDDEN, STALE, STAGE_GUARD for a capability that is not at that gate or lacks what is
 * decided about, and INVALID_INPUT for a refusal without a reason. The same word of the same person again changes nothing.
 */
export async function decideGate(desk: Desk, caller: Caller, id: string, word: GateWord): Promise<void> {
  requirePerson(caller, 'decide at a gate');
  await decideHeard(desk, caller, id, word);
}

/** As above, for what a person is known to have decided elsewhere in person: `caller` is that member. */
export async function decideHeard(desk: Desk, caller: Caller, id: string, word: GateWord): Promise<void> {
  if (!word.approve && !word.reason?.trim()) throw noReason();
  await alter(desk, caller, id, async (writing, item) => {
    refuseEnded(item.capability);
    const ground = await readGround(writing.nouns, item);
    const earlier = ground.decisions.findLast(({ by }) => by === caller.principal.id);
    if (isRepeated(item.capability, earlier, word)) return null;
    const stage = requireGate(item, word);
    requireFresh(item, stage, ground, word);
    const seats = openSeats(item, stage, ground);
    requireOther(item, stage, earlier);
    const role = seatFor(caller, seats, { any: !word.approve });
    const decision = decisionOf(writing, item, { stage, ground, role, word });
    if (!(await writing.nouns.capabilities.insertDecision(decision))) throw decidedBefore(caller);
    const { gate, role: as } = decision;
    await tell(writing, item.capability, 'GateDecided', {
      gate,
      visit: decision.visit,
      decision: decision.decision,
      role: as,
      reason: decision.reason,
    });
    return word.approve ? approve(writing, item, stage, decision) : reject(writing, item, stage, decision);
  });
  await wakeDependents(desk, caller.workspaceId, id);
}

function requireGate({ capability, pipeline }: Item, { gate }: GateWord): Stage {
  const stage = findStage(pipeline, capability.stage);
  if (stage?.type === 'gate' && (gate === undefined || gate === stage.id)) return stage;
  const wanted = gate ?? 'a gate';
  throw new DocketError('STAGE_GUARD', {
    message: `Invalid stage transition. Required stage: ${wanted}, current: ${capability.stage}. Nothing was decided.`,
    remedy: `Bring ${capability.key} there first: /docket capability ${capability.key}`,
    details: { missing: [`stage:${wanted}`], required: wanted, current: capability.stage },
  });
}

/** The documents it asks for are there, and are what the person saw. */
function requireFresh(item: Item, stage: Stage, ground: Ground, { docVersion, seen }: GateWord): void {
  const { capability } = item;
  const lacking = missingToAdvance(item, ground).missing.filter((one) => stage.requires.includes(one));
  if (lacking.length > 0) {
    throw new DocketError('STAGE_GUARD', {
      message: `${nameStage(stage.id)} of ${capability.key} cannot be decided yet. Missing: ${lacking.join(', ')}. Nothing was decided.`,
      remedy: `See what there is: /docket capability ${capability.key}`,
      details: { missing: lacking, current: capability.stage },
    });
  }
  const current = latest(ground, documentOfGate(stage.id) ?? '')?.version;
  const isOther = docVersion !== undefined && docVersion !== current;
  if (!isOther && (seen === undefined || seen === capability.version)) return;
  throw new DocketError('STALE', {
    message: `${capability.key} changed since this was shown${isOther ? `: its document is at version ${current ?? 'none'}` : ''}. Nothing was decided.`,
    remedy: `Look at it as it is now: /docket capability ${capability.key}`,
    details: { doc_version: current ?? null },
  });
}

/** The very word they gave before, where it has had its effect already. */
function isRepeated(
  capability: Capability,
  earlier: GateDecision | undefined,
  { approve, gate }: GateWord,
): boolean {
  if (!earlier || (gate !== undefined && gate !== earlier.gate)) return false;
  if ((earlier.decision === 'approved') !== approve) return false;
  const isHere = capability.stage === earlier.gate && capability.visits[earlier.gate] === earlier.visit;
  return isHere ? false : gate !== undefined && capability.visits[earlier.gate] === earlier.visit;
}

/** One person never gives two of the words a gate needs. */
function requireOther({ capability }: Item, stage: Stage, earlier: GateDecision | undefined): void {
  if (earlier?.gate === stage.id && earlier.visit === capability.visits[stage.id])
    throw decidedBefore({ principal: { name: earlier.byName } });
}

function decidedBefore({ principal }: { principal: { name: string } }): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `${principal.name} has decided at this gate already, and it needs the word of different people. Nothing was decided.`,
    remedy: 'Ask somebody else who may decide here.',
  });
}

function decisionOf(
  { desk, caller, now }: Writing,
  { capability }: Item,
  { stage, ground, role, word }: { stage: Stage; ground: Ground; role: GateDecision['role']; word: GateWord },
): GateDecision {
  return {
    id: desk.ids.next(),
    workspaceId: capability.workspaceId,
    capabilityId: capability.id,
    gate: stage.id,
    visit: capability.visits[stage.id]!,
    role,
    decision: word.approve ? 'approved' : 'rejected',
    by: caller.principal.id,
    byName: caller.principal.name,
    at: now,
    docVersion: latest(ground, documentOfGate(stage.id) ?? '')?.version ?? null,
    reason: word.reason?.trim() || null,
    finding: word.finding ?? null,
    cogsSnapshot: [...ground.estimate],
    ticketId: ticketFor(ground, capability, stage, role)?.id ?? null,
  };
}

/** The ticket of this visit that this role signs, or the gate's only one. */
function ticketFor(
  { tickets }: Ground,
  capability: Capability,
  stage: Stage,
  role: GateDecision['role'],
): Ticket | null {
  const own = gateTickets({ tickets }, capability, stage);
  const template = stage.tickets.find(({ signed_by }) => signed_by === role);
  return own.find((ticket) => ticket.stage?.template === template?.id) ?? own[0] ?? null;
}

function gateTickets({ tickets }: Pick<Ground, 'tickets'>, { visits }: Capability, { id }: Stage): Ticket[] {
  return tickets.filter(
    ({ stage }) =>
      stage?.stage === id && stage.visit === visits[id] && /^(?:approve|signoff)$/.test(stage.role),
  );
}

async function approve(
  writing: Writing,
  item: Item,
  stage: Stage,
  decision: GateDecision,
): Promise<Capability> {
  const ground = await readGround(writing.nouns, item);
  const isPassed = openSeats(item, stage, ground).every(({ taken }) => taken);
  const signs = stage.tickets.some(({ signed_by }) => signed_by === decision.role);
  if (decision.ticketId && (isPassed || signs))
    await endTicket(writing, decision.ticketId, { to: 'done', detail: 'approved', gate: decision });
  if (!isPassed) return item.capability;
  for (const ticket of gateTickets(ground, item.capability, stage))
    if (!isFinished(ticket.work.status))
      await endTicket(writing, ticket.id, { to: 'done', detail: 'approved', gate: decision });
  await approveDocuments(writing, item, stage, ground, decision);
  return (await goOn(writing, item, { first: false })).capability;
}

/** What was decided about counts as approved, at exactly its version; the YAML along with the architecture. */
async function approveDocuments(
  { nouns }: Writing,
  { capability }: Item,
  stage: Stage,
  ground: Ground,
  { byName: name, at }: GateDecision,
): Promise<void> {
  const kinds = {
    spec_approval: ['spec'],
    architecture_approval: ['architecture', 'capability_yaml'],
  } as const;
  const wanted = kinds[stage.id as keyof typeof kinds] ?? [];
  for (const kind of wanted) {
    const document = latest(ground, kind);
    if (document) await nouns.capabilities.approveDocument(of(capability, document), { name, at });
  }
}

function of({ workspaceId, id }: Capability, { kind, version }: Ground['documents'][number]) {
  return { workspaceId, capabilityId: id, kind, version };
}

/** Back to where the reason leads, under the same key, with a fresh ticket that says who sent it back and why (S1-24). */
async function reject(
  writing: Writing,
  item: Item,
  stage: Stage,
  decision: GateDecision,
): Promise<Capability> {
  const { capability, pipeline } = item;
  const ground = await readGround(writing.nouns, item);
  const to = rejectTo(stage, decision.finding);
  const own = gateTickets(ground, capability, stage);
  const ticket = own.find(({ id }) => id === decision.ticketId) ?? null;
  if (ticket?.stage?.gate && isFinished(ticket.work.status)) {
    // It was signed off by somebody else, whose word stays.
  } else if (ticket) await endTicket(writing, ticket.id, { to: 'done', detail: 'rejected', gate: decision });
  for (const other of own)
    if (other !== ticket && !isFinished(other.work.status))
      await endTicket(writing, other.id, { to: 'cancelled', detail: `${nameStage(stage.id)} was rejected` });
  for (const document of ground.documents)
    if (document.approvedAt !== null && isVoid(document.kind, to))
      await writing.nouns.capabilities.approveDocument(of(capability, document), { name: null, at: null });
  const payload = { gate: stage.id, to, reason: decision.reason, finding: decision.finding };
  await tell(writing, capability, 'CapabilityRejected', payload);
  const back = {
    ticket,
    reason: decision.reason ?? 'no reason given',
    said: `Sent back from ${nameStage(stage.id)} by ${decision.byName} on ${decision.at.slice(0, 10)}: ${decision.reason}`,
  };
  const target = findStage(pipeline, to)!;
  const after = await readGround(writing.nouns, item);
  return enterStage(writing, item, target, { ground: after, back });
}

/** What is worked on again is no longer approved, nor is what stands on it. */
function isVoid(kind: string, to: StageId): boolean {
  return to === 'spec' || (to === 'architecture' && kind !== 'spec');
}

function noReason(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'A refusal needs a reason: who takes it up again reads it. Nothing was decided.',
    remedy: 'Say why: /docket gate reject PROJ-1 the success criterion cannot be measured',
  });
}

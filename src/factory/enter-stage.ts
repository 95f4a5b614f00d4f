/** From one stage to the next: guarded, counted, and with the tickets of the stage made on the way in (S1-21, S1-22). */
import { type Capability, isEnded, noSignals } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { findStage, nextStage, type Stage } from '../domain/pipeline.ts';
import type { Caller } from '../domain/principal.ts';
import { nameStage, type Standing } from '../domain/stage.ts';
import { alter, type Desk, houseCaller, type Item, tell, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { type Ground, readGround } from './ground.ts';
import { makeTickets, type SentBack } from './make-tickets.ts';
import { missingToAdvance } from './stage-guards.ts';

/** The capability at its new stage, with its tickets made. `back` says that a gate sent it there. */
export async function enterStage(
  writing: Writing,
  item: Item,
  stage: Stage,
  { ground, back }: { ground: Ground; back: SentBack | null },
): Promise<Capability> {
  const { capability } = item;
  const next: Capability = {
    ...capability,
    stage: stage.id,
    status: back ? 'rework' : 'active',
    visits: { ...capability.visits, [stage.id]: (capability.visits[stage.id] ?? 0) + 1 },
    signals: { ...noSignals(), commits: back ? [] : (capability.signals.commits ?? []) },
    enteredStageAt: writing.now,
  };
  await makeTickets(writing, { ...item, capability: next }, { stage, ground, back });
  const payload = { from: capability.stage, stage: stage.id, visit: next.visits[stage.id] };
  await tell(writing, next, 'CapabilityStageEntered', payload);
  return next;
}

/** As far as it can go by itself: stages that ask for nothing are gone through. `first` is left whether or not it is left by itself. */
export async function goOn(writing: Writing, start: Item, { first }: { first: boolean }): Promise<Item> {
  let item = start;
  for (let step = 0; step < start.pipeline.stages.length; step++) {
    const { capability, pipeline } = item;
    const stage = findStage(pipeline, capability.stage);
    if (!stage || isEnded(capability) || !(stage.auto || (first && step === 0))) return item;
    const ground = await readGround(writing.nouns, item);
    const { missing } = missingToAdvance(item, ground);
    if (missing.length > 0) return { ...item, capability: withBlock(capability, missing) };
    const next = nextStage(pipeline, stage.id, capability);
    item = {
      ...item,
      capability: next
        ? await enterStage(writing, item, next, { ground, back: null })
        : await ship(writing, item),
    };
  }
  return item;
}

/** Waiting for another capability is a block of its own; everything else is work to be done. */
function withBlock(capability: Capability, missing: readonly string[]): Capability {
  const waits = missing.every((one) => one.startsWith('depends_on:'));
  if (waits === (capability.status === 'blocked')) return capability;
  return { ...capability, status: waits ? 'blocked' : 'active' };
}

async function ship(writing: Writing, { capability }: Item): Promise<Capability> {
  const next: Capability = { ...capability, stage: 'shipped', status: 'shipped', shippedAt: writing.now };
  // Children that may come later, such as press under embargo, do not hold the umbrella.
  const licence = capability.lane === 'capability' ? { licence: { derived: true as const } } : {};
  await endTicket(writing, capability.ticketId, { to: 'done', detail: 'shipped', ...licence });
  await tell(writing, next, 'CapabilityShipped', { from: capability.stage });
  return next;
}

/**
 * A person or program asks for the next stage. Throws STAGE_GUARD {missing} with every condition that is not met, and
 * INVALID_TRANSITION for one that is over.
 */
export async function advance(desk: Desk, caller: Caller, id: string, to: Standing | null): Promise<void> {
  await alter(desk, caller, id, async (writing, item) => {
    refuseEnded(item.capability);
    const ground = await readGround(writing.nouns, item);
    const { next, missing } = missingToAdvance(item, ground);
    if ((to !== null && to !== next) || missing.length > 0) throw guarded(item, to ?? next, missing);
    return (await goOn(writing, item, { first: true })).capability;
  });
  await wakeDependents(desk, caller.workspaceId, id);
}

export function refuseEnded({ key, status }: Capability): void {
  if (status !== 'shipped' && status !== 'cancelled') return;
  throw new DocketError('INVALID_TRANSITION', {
    message: `${key} is ${status}, so nothing of it can change any more. Nothing was changed.`,
    remedy: 'Submit another idea for what is still to be done.',
    details: { status },
  });
}

function guarded({ capability, pipeline }: Item, to: Standing, missing: readonly string[]): DocketError {
  const at = pipeline.stages.findIndex(({ id }) => id === to);
  const required = to === 'shipped' ? pipeline.stages.at(-1)!.id : (pipeline.stages[at - 1]?.id ?? to);
  const lacks = missing.length > 0 ? ` Missing: ${missing.join(', ')}.` : '';
  return new DocketError('STAGE_GUARD', {
    message: `Invalid stage transition. Required stage: ${required}, current: ${capability.stage}.${lacks} ${capability.key} stays at ${nameStage(capability.stage)}.`,
    remedy:
      missing.length > 0
        ? sayRemedy(capability, missing[0]!)
        : `Go through the stages before ${nameStage(to)} first.`,
    details: { missing: [...missing], required, current: capability.stage },
  });
}

function sayRemedy({ key }: Capability, missing: string): string {
  const [kind, name] = missing.split(':');
  if (kind === 'ticket') return `Finish ${name}: /docket status ${name} done`;
  if (kind === 'gate') return `Have it decided: /docket gate approve ${key}`;
  if (kind === 'doc')
    return `Write it: /docket write ${key} ${name}, or answer the questions: /docket spec ${key}`;
  if (kind === 'depends_on')
    return `Ship ${name} first, or have a lead waive it: /docket waive ${key} ${name} <reason>`;
  if (kind === 'approved') return `It has to be approved at its gate first.`;
  return `Report it: /docket delivered ${key} ${kind === 'ci' ? 'ci success' : name}`;
}

/** What waited for this one goes on, each in a deed of its own. */
export async function wakeDependents(desk: Desk, workspaceId: string, id: string): Promise<void> {
  const capability = await desk.store.capabilities.get(workspaceId, id);
  if (capability?.status !== 'shipped') return;
  const dependencies = await desk.store.capabilities.dependencies(workspaceId, [id]);
  for (const { capabilityId, dependsOnId } of dependencies)
    if (dependsOnId === id) await settle(desk, houseCaller(workspaceId), capabilityId);
}

/** Lets it go on by itself where it can; safe to call whenever something may have changed. */
export async function settle(desk: Desk, caller: Caller, id: string): Promise<void> {
  await alter(desk, caller, id, async (writing, item) => {
    if (isEnded(item.capability)) return null;
    const { capability } = await goOn(writing, item, { first: false });
    return capability === item.capability ? null : capability;
  });
  await wakeDependents(desk, caller.workspaceId, id);
}

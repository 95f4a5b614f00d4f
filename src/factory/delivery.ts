/** What is heard from repositories and pipelines of delivery: merged, green, deployed. Heard again it changes nothing (S1-29). */
import type { Capability, DeliverySignals } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { isFinished, moveWorkAlong, type WorkMove } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import { alter, type Desk, houseActor, type Item, tell, type Writing } from './desk.ts';
import { endTicket } from './end-ticket.ts';
import { goOn, refuseEnded, wakeDependents } from './enter-stage.ts';
import { readGround } from './ground.ts';

export type Delivery =
  /** A pull request was merged: these tickets of work are done, or the only one there is. */
  | { kind: 'merged'; tickets: readonly string[]; commit?: string | null }
  | {
      kind: 'ci';
      status: 'success' | 'failure';
      environment?: string | undefined;
      detail?: string | undefined;
    }
  | { kind: 'deployed'; environment: string };

/** A program's or person's word, never a model's. Throws FORBIDDEN, STAGE_GUARD and NOT_FOUND. */
export async function reportDelivery(desk: Desk, caller: Caller, id: string, heard: Delivery): Promise<void> {
  if (caller.via === 'model' || caller.via === 'workflow' || caller.via === 'mcp') throw notHeard();
  await alter(desk, caller, id, async (writing, item) => {
    refuseEnded(item.capability);
    const signals = await hear(writing, item, heard);
    if (signals === null) return null;
    const capability = { ...item.capability, signals };
    if (JSON.stringify(signals) !== JSON.stringify(item.capability.signals))
      await tell(writing, capability, 'CapabilityChanged', { delivery: heard });
    await finishDeployment(writing, { ...item, capability });
    return (await goOn(writing, { ...item, capability }, { first: false })).capability;
  });
  await wakeDependents(desk, caller.workspaceId, id);
}

async function hear(writing: Writing, item: Item, heard: Delivery): Promise<DeliverySignals | null> {
  const { signals } = item.capability;
  if (heard.kind === 'merged') {
    await finishWork(writing, item, heard.tickets);
    const commits = [...new Set([...(signals.commits ?? []), ...(heard.commit ? [heard.commit] : [])])];
    return { ...signals, merged: signals.merged ?? writing.now, commits };
  }
  if (heard.kind === 'deployed') return withDeployed(signals, heard.environment);
  if (heard.status === 'failure') {
    await blockDeployment(writing, item, heard.detail ?? 'the build is red');
    return { ...signals, ci: 'failure' };
  }
  return withDeployed({ ...signals, ci: 'success' }, heard.environment);
}

function withDeployed(signals: DeliverySignals, environment: string | undefined): DeliverySignals {
  if (!environment) return signals;
  return { ...signals, deployed: [...new Set([...signals.deployed, environment.toLowerCase()])] };
}

/** Engineering work named by key; without a name the only one that is open. */
async function finishWork(writing: Writing, item: Item, names: readonly string[]): Promise<void> {
  const { tickets } = await readGround(writing.nouns, item);
  const work = tickets.filter(({ stage }) => stage?.audience === 'engineering' && stage.role === 'work');
  const open = work.filter((ticket) => isAt(ticket, item.capability) && !isFinished(ticket.work.status));
  const wanted = names.map(
    (name) => work.find(({ key }) => key === name.toUpperCase()) ?? refuseTicket(name, item.capability),
  );
  const named = names.length > 0 ? wanted : open.length === 1 ? open : [];
  if (names.length === 0 && open.length > 1) throw whichOne(item.capability, open);
  for (const { id } of named) await endTicket(writing, id, { to: 'done', detail: 'merged' });
}

function isAt({ stage }: Ticket, { stage: at, visits }: Capability): boolean {
  return stage?.stage === at && stage.visit === visits[stage.stage];
}

/** What deploys is done as soon as all that its stage asks for was heard. */
async function finishDeployment(writing: Writing, item: Item): Promise<void> {
  const { capability, pipeline } = item;
  const stage = pipeline.stages.find(({ id }) => id === capability.stage);
  const { ci, deployed } = capability.signals;
  const isHeard = (one: string) =>
    one.startsWith('ci:') ? ci === one.slice(3) : deployed.includes(one.split(':')[1]!);
  const asked = stage?.exit.requires.filter((one) => /^(?:ci|deployed):/.test(one)) ?? [];
  if (asked.length === 0 || !asked.every(isHeard)) return;
  const { tickets } = await readGround(writing.nouns, item);
  for (const ticket of tickets)
    if (ticket.stage?.role === 'deploy' && isAt(ticket, capability))
      await endTicket(writing, ticket.id, { to: 'done', detail: 'green and deployed' });
}

async function blockDeployment({ desk, nouns, scope, now }: Writing, item: Item, why: string): Promise<void> {
  const { tickets } = await readGround(nouns, item);
  const by = houseActor;
  for (const ticket of tickets.filter((one) => one.stage?.role === 'deploy' && isAt(one, item.capability))) {
    await desk.mutate(nouns, { ...scope, actor: by }, ticket.id, (current) => {
      if (isFinished(current.work.status) || current.work.status === 'blocked') return null;
      const start: WorkMove[] = current.work.status === 'open' ? [{ to: 'in_progress', by, at: now }] : [];
      const moved = moveWorkAlong(current, [...start, { to: 'blocked', by, at: now, blocker: why }]);
      return moved && { next: { ...current, work: moved.work }, events: moved.events };
    });
  }
}

function notHeard(): DocketError {
  return new DocketError('FORBIDDEN', {
    message:
      'What was merged, tested or deployed is reported by people and programs, not by a model. Nothing was changed.',
    remedy: 'Report it yourself: /docket delivered PROJ-1 staging',
  });
}

function refuseTicket(name: string, { key }: Capability): never {
  throw new DocketError('NOT_FOUND', {
    message: `${name} is no engineering work of ${key}. Nothing was changed.`,
    remedy: `See its tickets: /docket capability ${key}`,
  });
}

function whichOne({ key }: Capability, open: readonly Ticket[]): DocketError {
  return new DocketError('AMBIGUOUS', {
    message: `${key} has ${open.length} tickets of work open. Nothing was changed.`,
    remedy: `Say which was merged: ${open
      .slice(0, 10)
      .map((ticket) => ticket.key)
      .join(', ')}.`,
    details: { tickets: open.map((ticket) => ticket.key) },
  });
}

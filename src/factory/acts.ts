/** Where one person must act: gates that wait for their word, their own tickets, what they own and is stuck, ideas (S1-58). */
import { type Capability, dueAt } from '../domain/capability.ts';
import type { Act } from '../domain/capability-view.ts';
import { findStage } from '../domain/pipeline.ts';
import type { Caller, Role } from '../domain/principal.ts';
import { nameStage } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import { type Desk, itemOf } from './desk.ts';
import { type Ground, readGround } from './ground.ts';
import { openSeats, takesSeat } from './seats.ts';

const unfinished = ['open', 'in_progress', 'blocked'] as const;

/** The most pressing first: words that others wait for, then what is stuck, then work, then ideas. */
export async function readActs(
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  caller: Caller,
): Promise<Act[]> {
  const { workspaceId, principal, roles } = caller;
  const now = clock.now().toISOString();
  const open = await store.capabilities.list(workspaceId, { open: true });
  const found = await Promise.all(open.map((capability) => actsOn({ store }, caller, capability, now)));
  const mine = await store.tickets.list(workspaceId, { assigneeId: principal.id, work: unfinished });
  const ideas = roles.some((role) => triaging.has(role)) ? await store.ideas.list(workspaceId, 'new') : [];
  const acts = [
    ...found.flat(),
    ...mine.flatMap(workOn),
    ...ideas.map(({ key, title }): Act => ({ key, title, kind: 'triage', why: 'waits to be triaged' })),
  ];
  return acts.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

const order: Act['kind'][] = ['decide', 'blocked', 'overdue', 'work', 'triage'];

const triaging: ReadonlySet<Role> = new Set(['pm', 'product_leader', 'owner', 'admin']);
const waiving: ReadonlySet<Role> = new Set(['product_leader', 'tech_lead']);

function workOn({ key, title, stage }: Ticket): Act[] {
  if (!stage?.capabilityId) return [];
  return [{ key, title, kind: 'work', why: `yours, at ${nameStage(stage.stage)} of ${stage.capability}` }];
}

async function actsOn(
  { store }: Pick<Desk, 'store'>,
  caller: Caller,
  capability: Capability,
  now: string,
): Promise<Act[]> {
  const item = await itemOf(store, capability);
  const stage = findStage(item.pipeline, capability.stage);
  const isOwner = capability.owner === caller.principal.id;
  const mayWaive = caller.roles.some((role) => waiving.has(role));
  if (stage?.type !== 'gate' && !isOwner && !mayWaive) return [];
  const ground = await readGround(store, item);
  const say = (kind: Act['kind'], why: string): Act => ({
    ...{ key: capability.key, title: capability.title, kind, why },
  });
  const isBlocked = capability.status === 'blocked' && ground.waitsFor.length > 0;
  const due = dueAt(capability, item.product.config);
  return [
    ...(stage?.type === 'gate' && waitsFor(caller, openSeats(item, stage, ground), ground, capability)
      ? [say('decide', `${nameStage(stage.id)} waits for your word`)]
      : []),
    ...(isBlocked && (isOwner || mayWaive)
      ? [say('blocked', `waits for ${ground.waitsFor.join(', ')}${mayWaive ? ', which you may waive' : ''}`)]
      : []),
    ...(isOwner && stage?.type === 'work' && !stage.auto
      ? [say('work', `yours to hand in, at ${nameStage(stage.id)}`)]
      : []),
    ...(isOwner && due < now ? [say('overdue', `was due on ${due.slice(0, 10)}`)] : []),
  ];
}

/** A seat is free that this person may take, and they have not spoken at this visit. */
function waitsFor(
  caller: Caller,
  seats: ReturnType<typeof openSeats>,
  { decisions }: Ground,
  { stage, visits }: Capability,
): boolean {
  const spoke = decisions.some(
    ({ gate, visit, by }) =>
      by === caller.principal.id && gate === stage && visit === visits[stage as keyof typeof visits],
  );
  return !spoke && seats.some((seat) => !seat.taken && takesSeat(caller, seat) !== null);
}

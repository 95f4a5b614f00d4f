/** Who a gate waits for: one seat for each word it needs, and which of them are taken (S1-25, S1-26, S1-56). */
import type { OpenSeat } from '../domain/capability-view.ts';
import { coversCost, exceedsThreshold } from '../domain/cogs.ts';
import { DocketError } from '../domain/errors.ts';
import type { Stage } from '../domain/pipeline.ts';
import type { Caller, Role } from '../domain/principal.ts';
import type { GateDecision } from '../domain/stage.ts';
import type { Item } from './desk.ts';
import type { Ground } from './ground.ts';

type Seen = Pick<Ground, 'decisions' | 'estimate'>;

/** In the order they are filled; a cost reviewer's comes last. */
export function openSeats(item: Item, stage: Stage, ground: Seen): OpenSeat[] {
  const given = approvals(item, stage, ground).map(({ role }) => role);
  return seatsOf(item, stage, ground).map((seat) => {
    const at = given.findIndex((role) => seat.roles.includes(role));
    if (at < 0) return { ...seat, taken: false };
    given.splice(at, 1);
    return { ...seat, taken: true };
  });
}

function approvals({ capability }: Item, { id }: Stage, { decisions }: Seen): GateDecision[] {
  return decisions.filter(
    (one) => one.gate === id && one.visit === capability.visits[id] && one.decision === 'approved',
  );
}

function seatsOf(item: Item, stage: Stage, ground: Seen): Omit<OpenSeat, 'taken'>[] {
  const { approvers } = stage;
  if (!approvers) return [];
  const own = item.product.config.approvers[stage.id];
  const people = own?.people ?? [];
  const seats =
    'all_of' in approvers
      ? approvers.all_of.map((role) => ({ roles: [role], people: [] }))
      : Array.from({ length: approvers.count }, () => ({
          roles: own?.roles.length ? own.roles : approvers.any_of,
          people,
        }));
  return needsCostReview(item, stage, ground) && !isCovered(ground)
    ? [...seats, { roles: ['cost_reviewer' as const], people: [] }]
    : seats;
}

/** Whether the product asks for a cost reviewer at this estimate (S1-56). */
export function needsCostReview(
  { product }: Item,
  stage: Stage,
  { estimate }: Pick<Ground, 'estimate'>,
): boolean {
  return stage.cost_review && exceedsThreshold(estimate, product.config.cogs_threshold);
}

/** A cost reviewer who agreed to as much or more at an earlier gate need not be asked again. */
function isCovered({ decisions, estimate }: Seen): boolean {
  return decisions.some(
    (one) =>
      one.role === 'cost_reviewer' && one.decision === 'approved' && coversCost(one.cogsSnapshot, estimate),
  );
}

/** The role in which this person would take it; null where it is not theirs. */
export function takesSeat(
  { principal, roles }: { principal: { name: string }; roles: readonly Role[] },
  seat: Pick<OpenSeat, 'roles' | 'people'>,
): Role | null {
  const role = seat.roles.find((one) => roles.includes(one));
  if (role) return role;
  const isNamed = seat.people.some((name) => name.toLowerCase() === principal.name.toLowerCase());
  return isNamed ? seat.roles[0]! : null;
}

/**
 * The role in which this person would take one of the seats that are free, or refuse at any of them. Throws FORBIDDEN that
 * names the roles it takes.
 */
export function seatFor(
  { principal, roles }: Caller,
  seats: readonly OpenSeat[],
  how: { any: boolean },
): Role {
  const wanted = how.any ? seats : seats.filter(({ taken }) => !taken);
  for (const seat of wanted) {
    const role = takesSeat({ principal, roles }, seat);
    if (role) return role;
  }
  const needed = [...new Set(wanted.flatMap((seat) => seat.roles))].map((role) => role.replaceAll('_', ' '));
  const named = [...new Set(wanted.flatMap((seat) => seat.people))];
  throw new DocketError('FORBIDDEN', {
    message: `${principal.name} cannot decide here: this gate waits for ${[...needed, ...named].join(' or ')}. Nothing was decided.`,
    remedy: `Ask somebody with that role, or have an owner name approvers: /docket product.`,
    details: { roles: needed, people: named },
  });
}

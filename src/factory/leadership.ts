/** What leadership looks at: the dashboard, the weekly digest, costs, and where somebody has to act (S1-57 to S1-59). */

import type { Idea } from '../domain/capability.ts';
import type { Act, CogsReport, Dashboard, DashboardRow, Digest } from '../domain/capability-view.ts';
import { addMoney, type CogsGroupBy, type CostRow, groupCogs } from '../domain/cogs.ts';
import { DocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import { nameStage, type StageId, StageId as Stages, tenStages } from '../domain/stage.ts';
import type { Desk } from './desk.ts';

const dayMs = 86_400_000;

/** Every capability and hotfix that is not over. One query, and arithmetic. */
export async function readDashboard(
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  { workspaceId }: Caller,
): Promise<Dashboard> {
  const at = clock.now();
  const rows = (await store.capabilities.overview(workspaceId)).map((row): DashboardRow => {
    const ageMs = at.getTime() - Date.parse(row.begunAt);
    const inStageMs = at.getTime() - Date.parse(row.enteredStageAt);
    return { ...row, ageMs, inStageMs, overdue: ageMs > row.maxDays * dayMs, blocker: blockerOf(row) };
  });
  const lanes = Map.groupBy(rows, ({ lane }) => lane);
  const capabilities = lanes.get('capability') ?? [];
  return {
    at: at.toISOString(),
    rows: capabilities,
    hotfixes: lanes.get('hotfix') ?? [],
    funnel: funnelOf(capabilities),
    estimate: addMoney(rows.flatMap(({ estimate }) => estimate)),
    actual: addMoney(rows.flatMap(({ actual }) => actual)),
    act: actsOf(rows),
  };
}

function blockerOf({
  waitsFor,
  blockers,
  status,
}: Pick<DashboardRow, 'waitsFor' | 'blockers' | 'status'>): string | null {
  if (status === 'blocked' && waitsFor.length > 0) return `waits for ${waitsFor.join(', ')}`;
  return blockers[0] ?? null;
}

function funnelOf(rows: readonly DashboardRow[]): Dashboard['funnel'] {
  const byStage = Map.groupBy(rows, ({ stage }) => stage);
  const stages = Stages.options.filter((stage) => tenStages.includes(stage) || byStage.has(stage));
  return stages
    .filter((stage) => stage !== 'fix' && stage !== 'review')
    .map((stage) => {
      const own = byStage.get(stage) ?? [];
      const total = own.reduce((sum, { inStageMs }) => sum + inStageMs, 0);
      return {
        stage,
        count: own.length,
        averageInStageMs: own.length > 0 ? Math.round(total / own.length) : 0,
      };
    });
}

const gates: ReadonlySet<string> = new Set<StageId>([
  'spec_approval',
  'architecture_approval',
  'stack_approval',
  'compliance',
  'uat',
  'release',
]);

/** Blockers, what is over its time, conflicts, and calls that somebody has to make; the most pressing first. */
function actsOf(rows: readonly DashboardRow[]): Act[] {
  const acts = rows.flatMap((row): Act[] => {
    const { key, title } = row;
    const say = (kind: Act['kind'], why: string): Act => ({ key, title, kind, why });
    return [
      ...(row.blocker ? [say('blocked', row.blocker)] : []),
      ...(row.overdue
        ? [say('overdue', `${Math.floor(row.ageMs / dayMs)} days old, ${row.maxDays} at most`)]
        : []),
      ...(gates.has(row.stage) ? [say('decide', `${nameStage(row.stage)} waits for a decision`)] : []),
      ...(row.pushErrors > 0 ? [say('conflict', `${row.pushErrors} tickets could not be pushed`)] : []),
      ...(row.overCapacity > 0
        ? [say('over_capacity', `${row.overCapacity} tickets that nobody has room for`)]
        : []),
    ];
  });
  const order: Act['kind'][] = [
    'blocked',
    'overdue',
    'decide',
    'conflict',
    'over_capacity',
    'work',
    'triage',
  ];
  return acts.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** The dashboard, and what happened since: a week ago where nothing else is said. */
export async function readDigest(
  desk: Pick<Desk, 'store' | 'clock'>,
  caller: Caller,
  since?: string,
): Promise<Digest> {
  const { store, clock } = desk;
  const dashboard = await readDashboard(desk, caller);
  const from = since ?? new Date(clock.now().getTime() - 7 * dayMs).toISOString();
  const shipped = await store.events.ofType(caller.workspaceId, 'CapabilityShipped');
  const entered = await store.events.ofType(caller.workspaceId, 'CapabilityStageEntered');
  const rejected = await store.events.ofType(caller.workspaceId, 'CapabilityRejected');
  const ideas = await store.ideas.list(caller.workspaceId, 'new');
  const names = new Map(
    [...dashboard.rows, ...dashboard.hotfixes].map(({ id, key, title }) => [id, { key, title }]),
  );
  for (const { capabilityId } of [...shipped, ...rejected])
    if (capabilityId && !names.has(capabilityId)) {
      const found = await store.capabilities.get(caller.workspaceId, capabilityId);
      if (found) names.set(capabilityId, found);
    }
  const recent = (events: readonly DomainEvent[]) => events.filter(({ occurredAt }) => occurredAt >= from);
  const nameOf = ({ capabilityId }: DomainEvent) => names.get(capabilityId ?? '') ?? { key: '?', title: '' };
  return {
    ...{ dashboard: withIdeas(dashboard, ideas), since: from },
    shipped: recent(shipped)
      .map(nameOf)
      .map(({ key, title }) => ({ key, title })),
    advanced: recent(entered)
      .filter(({ capabilityId }) => names.has(capabilityId ?? ''))
      .map((event) => ({ key: nameOf(event).key, stage: String(event.payload.stage) })),
    rejected: recent(rejected).map((event) => ({
      key: nameOf(event).key,
      gate: String(event.payload.gate),
      reason: String(event.payload.reason ?? ''),
    })),
    ideas: ideas.map(({ key, title }) => ({ key, title })),
  };
}

/** An idea that nobody triaged is a call to make too. */
function withIdeas(dashboard: Dashboard, ideas: readonly Idea[]): Dashboard {
  const acts = ideas.map(
    ({ key, title }): Act => ({ key, title, kind: 'triage', why: 'waits to be triaged' }),
  );
  return { ...dashboard, act: [...dashboard.act, ...acts] };
}

/** Throws INVALID_INPUT for a word that costs are not grouped by. */
export async function readCogs(
  { store }: Pick<Desk, 'store'>,
  { workspaceId }: Caller,
  { by, capabilityId }: { by: CogsGroupBy; capabilityId?: string | undefined },
): Promise<CogsReport> {
  const rows = withoutTwice(await store.capabilities.costs(workspaceId, capabilityId));
  return {
    ...{ by, groups: groupCogs(rows, by) },
    estimate: addMoney(rows.flatMap(({ estimate }) => estimate ?? [])),
    actual: addMoney(rows.flatMap(({ actual }) => actual ?? [])),
  };
}

/** Where a capability says itself what it will cost, its tickets' estimates are parts of that and not added to it. */
export function withoutTwice(rows: readonly CostRow[]): CostRow[] {
  const explicit = new Set(
    rows.filter(({ ticket, estimate }) => ticket === null && estimate).map((row) => row.capability),
  );
  return rows.map((row) =>
    row.ticket !== null && explicit.has(row.capability) ? { ...row, estimate: null } : row,
  );
}

export function refuseGroup(word: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `Costs are not grouped by "${word}".`,
    remedy: 'Group them by capability, stage, audience, agent or ticket.',
  });
}

/** The plan of a repository: what can start, what goes on, what waits, and how far each group is. */
import { compareWords } from './compare-words.ts';
import type { RepoConfig } from './config.ts';
import { fault } from './fault.ts';
import { isTerminal, type Mapping, priorities } from './format.ts';
import { writeMoment } from './moments.ts';
import { closureOf, isContainer, membersOf, type Rollup, rollUpAll } from './rollup.ts';
import type { Row, Snapshot } from './snapshot.ts';

export type PlannedGroup = { row: Row; rollup: Rollup };

export type Plan = { ready: Row[]; active: Row[]; blocked: Row[]; groups: PlannedGroup[] };

/** `group` is the id of a ticket: it and all below it; `horizon` is matched exactly. */
export function makePlan(
  snapshot: Snapshot,
  wish: { group?: string | undefined; horizon?: string | undefined },
): Plan {
  const members = membersOf(snapshot);
  const root = wish.group === undefined ? null : snapshot.byId.get(wish.group);
  if (root === undefined) throw fault(`Ticket not found: ${wish.group}`, '', 'NOT_FOUND');
  const inside = root ? [...closureOf(root, members)] : snapshot.rows;
  const rows = inside
    .filter((row) => wish.horizon === undefined || row.horizon === wish.horizon)
    .sort(comparePlanned);
  const containers = rows.filter(isContainer);
  const rollups = rollUpAll(snapshot, members);
  return {
    ready: rows.filter((row) => row.ready && row.status === 'todo'),
    active: rows.filter((row) => row.status === 'doing'),
    blocked: rows.filter(isWaiting),
    groups: containers.map((row) => ({ row, rollup: rollups.get(row.id)! })),
  };
}

function isWaiting(row: Row): boolean {
  const waits = row.blockedBy.dependencies.length + row.blockedBy.predecessors.length > 0;
  return !row.ready && !isTerminal(row.status) && (row.status === 'blocked' || waits);
}

/** Lane, rank, priority, title; what has none comes last. */
export function comparePlanned(one: Row, other: Row): number {
  return (
    compareTexts(one.lane, other.lane) ||
    (one.rank ?? Number.MAX_SAFE_INTEGER) - (other.rank ?? Number.MAX_SAFE_INTEGER) ||
    urgencyOf(other) - urgencyOf(one) ||
    compareTexts(one.title, other.title)
  );
}

function urgencyOf(row: Row): number {
  return (priorities as readonly (string | null)[]).indexOf(row.priority);
}

function compareTexts(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return compareWords(one, other);
}

export function printPlan(
  plan: Plan,
  config: RepoConfig,
  now: Date,
  printRow: (row: Row) => Mapping,
): Mapping {
  return {
    generated_at: writeMoment(now),
    workflow_mode: config.workflow.mode,
    semantics: config.semantics,
    ready: plan.ready.map(printRow),
    active: plan.active.map(printRow),
    blocked: plan.blocked.map(printRow),
    groups: plan.groups.map(({ row, rollup }) => ({
      id: row.id,
      title: row.title,
      node_type: row.nodeType,
      lane: row.lane,
      rank: row.rank,
      horizon: row.horizon,
      rollup,
    })),
  };
}

/** The two tables of `plan`: the ready queue and the groups. */
export function drawPlan(plan: Plan): string {
  const show = (value: string | number | null) => value ?? '-';
  const ready = plan.ready.map(
    ({ id, title, lane, rank, horizon }) =>
      `${id} | ${title} | lane=${show(lane)} | rank=${show(rank)} | horizon=${show(horizon)}`,
  );
  const groups = plan.groups.map(({ row, rollup }) => {
    const complete = `${rollup.done_completed}/${rollup.active_leaf} complete`;
    return `${row.id} | ${row.title} | ${row.nodeType} | ${complete} | merged=${rollup.merged} | dropped=${rollup.dropped}`;
  });
  return ['Ready queue', ...ready, '', 'Groups', ...groups].join('\n');
}

/** What to take up next: ready, not yet begun and held by nobody, or by this actor; null when nothing is. */
export function chooseNext(
  snapshot: Snapshot,
  actorId: string,
  wish: { horizon?: string | undefined },
): Row | null {
  const { ready } = makePlan(snapshot, wish);
  const free = ready.filter((row) => !row.claim || row.claim.holder_id === actorId);
  const isMine = (row: Row) => row.claim?.holder_id === actorId || row.owner === actorId;
  return free.find(isMine) ?? free.find((row) => row.owner === null) ?? free[0] ?? null;
}

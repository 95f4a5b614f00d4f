/** How far a group is: counted over the work below it, each ticket once however often it is contained. */
import type { Row, Snapshot } from './snapshot.ts';

export type Rollup = {
  total_leaf: number;
  active_leaf: number;
  todo: number;
  doing: number;
  blocked: number;
  done_completed: number;
  merged: number;
  dropped: number;
  /** Completed of active, 0 to 1; 0 where nothing is active. */
  percent_complete: number;
};

/** Members of every group and checkpoint, by the id of the containing ticket. */
export type Members = Map<string, Row[]>;

export function isContainer(row: Row): boolean {
  return row.nodeType === 'group' || row.nodeType === 'checkpoint';
}

export function membersOf({ rows, byId }: Snapshot): Members {
  const members: Members = new Map();
  for (const row of rows) {
    for (const id of new Set(row.groupIds)) {
      const group = byId.get(id);
      if (!group || !isContainer(group)) continue;
      const found = members.get(id);
      if (found) found.push(row);
      else members.set(id, [row]);
    }
  }
  return members;
}

/** The ticket and everything below it, each once, cycles or not. */
export function closureOf(root: Row, members: Members): Set<Row> {
  const seen = new Set([root]);
  const open = [root];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const member of members.get(next.id) ?? []) {
      if (seen.has(member)) continue;
      seen.add(member);
      open.push(member);
    }
  }
  return seen;
}

/**
 * The rollup of every container. Where each ticket below stands in one place only, a group's numbers are the sum of its
 * members' numbers; only where something is contained twice are its leaves gathered one by one.
 */
export function rollUpAll(snapshot: Snapshot, members: Members): Map<string, Rollup> {
  const sums = new Map<string, Tally | null>();
  const found = new Map<string, Rollup>();
  for (const row of snapshot.rows.filter(isContainer)) {
    const tally = sumBelow(row, members, sums);
    found.set(row.id, finish(tally ?? tallyOf(closureOf(row, members))));
  }
  return found;
}

type Tally = Omit<Rollup, 'percent_complete'>;

/** The sum over a tree; null where a ticket below has several containers or contains itself. Depth first, without recursion. */
function sumBelow(root: Row, members: Members, sums: Map<string, Tally | null>): Tally | null {
  const enter = (row: Row) => ({ row, below: members.get(row.id) ?? [], at: 0, tangled: false });
  const path = sums.has(root.id) ? [] : [enter(root)];
  const onPath = new Set(path.map(({ row }) => row));
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    const member = frame.below[frame.at++];
    if (member === undefined) {
      sums.set(frame.row.id, frame.tangled ? null : addUp(frame.below, sums));
      onPath.delete(frame.row);
      path.pop();
    } else if (isContainer(member) && !sums.has(member.id)) {
      frame.tangled ||= onPath.has(member) || path.length >= maximalDepth;
      if (frame.tangled) continue;
      onPath.add(member);
      path.push(enter(member));
    }
  }
  return sums.get(root.id) ?? null;
}

/** Nobody nests groups so deep; a chain that does is counted the slow way. */
const maximalDepth = 200;

function addUp(below: readonly Row[], sums: ReadonlyMap<string, Tally | null>): Tally | null {
  const total = tallyOf([]);
  for (const member of below) {
    if (member.groupIds.length > 1) return null;
    const part = isContainer(member) ? sums.get(member.id) : tallyOf([member]);
    if (!part) return null;
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += part[key];
  }
  return total;
}

export function rollUp(rows: Iterable<Row>): Rollup {
  return finish(tallyOf(rows));
}

function tallyOf(rows: Iterable<Row>): Tally {
  const tally: Tally = {
    total_leaf: 0,
    active_leaf: 0,
    todo: 0,
    doing: 0,
    blocked: 0,
    done_completed: 0,
    merged: 0,
    dropped: 0,
  };
  for (const row of rows) {
    if (row.nodeType !== 'work') continue;
    tally.total_leaf += 1;
    if (row.resolution === 'merged' || row.resolution === 'dropped') {
      tally[row.resolution] += 1;
      continue;
    }
    tally.active_leaf += 1;
    if (row.resolution === 'completed' || row.status === 'done') tally.done_completed += 1;
    if (row.status === 'todo' || row.status === 'doing' || row.status === 'blocked') tally[row.status] += 1;
  }
  return tally;
}

function finish(tally: Tally): Rollup {
  const share = tally.active_leaf === 0 ? 0 : tally.done_completed / tally.active_leaf;
  return { ...tally, percent_complete: share };
}

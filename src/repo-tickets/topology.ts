/** What is wrong between tickets: ids that lead nowhere, cycles, doubled ranks and doubled ids. */
import { isUuidV7 } from './format.ts';
import { findCycles } from './graph.ts';
import type { Issue } from './issue.ts';
import { isContainer } from './rollup.ts';
import type { Row, Snapshot } from './snapshot.ts';

/** The faults of each ticket with the field they stand in. `severity` is `error` only when strictness was asked for. */
export type TopologyFault = { row: Row; code: string; field: string; message: string };

export function findTopologyFaults(snapshot: Snapshot): TopologyFault[] {
  return [
    ...findDoubles(snapshot),
    ...snapshot.rows.flatMap((row) => [...danglingRelations(row, snapshot), ...wrongPlanning(row, snapshot)]),
    ...cycles(snapshot),
    ...rankConflicts(snapshot),
  ];
}

export function asIssue(fault: TopologyFault, strict: boolean): Issue {
  const { code, message } = fault;
  return { severity: strict ? 'error' : 'warning', code, message, ticket_path: fault.row.place.file };
}

function findDoubles({ rows, byId }: Snapshot): TopologyFault[] {
  return rows.flatMap((row) => {
    const faults: TopologyFault[] = [];
    const say = (code: string, message: string) => faults.push({ row, code, field: 'id', message });
    const other = byId.get(row.id);
    if (other && other !== row) say('ID_DUPLICATE', `id ${row.id} is also that of ${other.place.id}`);
    if (isUuidV7(row.id) && row.id !== row.place.id)
      say('ID_FOLDER_MISMATCH', `id ${row.id} is not the name of the folder`);
    return faults;
  });
}

function danglingRelations(row: Row, { byId }: Snapshot): TopologyFault[] {
  const relations = [
    ['dependencies', row.dependencies],
    ['blocks', row.blocks],
    ['related', row.related],
  ] as const;
  return relations.flatMap(([field, ids]) =>
    ids
      .filter((id) => isUuidV7(id) && !byId.has(id))
      .map((id) => {
        const message = `${field} references missing ticket ${id}`;
        return { row, code: 'RELATIONSHIP_TARGET_MISSING', field, message };
      }),
  );
}

function wrongPlanning(row: Row, { byId }: Snapshot): TopologyFault[] {
  const faults: TopologyFault[] = [];
  const say = (code: string, field: string, message: string) => faults.push({ row, code, field, message });
  for (const id of row.groupIds.filter(isUuidV7)) {
    const target = byId.get(id);
    const field = 'planning.group_ids';
    if (!target) say('PLANNING_TARGET_MISSING', field, `${field} references missing ticket ${id}`);
    else if (!isContainer(target))
      say(
        'PLANNING_GROUP_TARGET_INVALID',
        field,
        `${field} must reference a group or checkpoint ticket: ${id}`,
      );
  }
  for (const id of row.precedes.filter(isUuidV7)) {
    const field = 'planning.precedes';
    if (!byId.has(id)) say('PLANNING_TARGET_MISSING', field, `${field} references missing ticket ${id}`);
    else if (id === row.id)
      say('PLANNING_PRECEDES_SELF_REFERENCE', field, `${field} must not contain the ticket's own id`);
  }
  return faults;
}

function cycles({ rows, byId }: Snapshot): TopologyFault[] {
  const known = (ids: readonly string[]) => ids.filter((id) => byId.has(id));
  const blocking = new Map(rows.map((row) => [row.id, known(row.dependencies)]));
  for (const row of rows) for (const id of known(row.blocks)) blocking.get(id)?.push(row.id);
  const views: [string, string, string, Map<string, string[]>][] = [
    ['DEPENDENCY_CYCLE', 'dependencies', 'dependencies and blocks contain a cycle', blocking],
    [
      'PLANNING_PRECEDES_CYCLE',
      'planning.precedes',
      'planning.precedes contains a cycle',
      new Map(rows.map((row) => [row.id, known(row.precedes)])),
    ],
    [
      'PLANNING_GROUP_CYCLE',
      'planning.group_ids',
      'group/checkpoint membership contains a cycle',
      new Map(rows.filter(isContainer).map((row) => [row.id, known(row.groupIds)])),
    ],
  ];
  return views.flatMap(([code, field, message, adjacency]) => {
    const onCycle = findCycles(adjacency);
    return rows.filter(({ id }) => onCycle.has(id)).map((row) => ({ row, code, field, message }));
  });
}

function rankConflicts({ rows }: Snapshot): TopologyFault[] {
  const peers = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.rank === null) continue;
    const scope = JSON.stringify([row.nodeType, row.groupIds.toSorted(), row.lane, row.horizon, row.rank]);
    const found = peers.get(scope);
    if (found) found.push(row);
    else peers.set(scope, [row]);
  }
  const message = 'planning.rank conflicts with another ticket in the same peer set';
  return [...peers.values()]
    .filter((same) => same.length > 1)
    .flat()
    .map((row) => ({ row, code: 'PLANNING_RANK_CONFLICT', field: 'planning.rank', message }));
}

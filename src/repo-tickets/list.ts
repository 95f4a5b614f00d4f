/** Which tickets a list shows. */
import type { Repository } from './repository.ts';
import { type Row, takeSnapshot } from './snapshot.ts';

export type ListFilter = {
  status?: string | undefined;
  priority?: string | undefined;
  mode?: string | undefined;
  owner?: string | undefined;
  label?: string | undefined;
  text?: string | undefined;
  nodeType?: string | undefined;
  /** Direct members of this ticket only. */
  group?: string | undefined;
  lane?: string | undefined;
  horizon?: string | undefined;
  claimed?: boolean | undefined;
  claimedBy?: string | undefined;
  ready?: boolean | undefined;
};

/** The rows that fit every part of the filter, in the order of their ids. */
export function listTickets(repository: Repository, filter: ListFilter, now: Date): Row[] {
  const text = filter.text?.toLowerCase();
  const mentions = new Set<Row>();
  const { rows } = takeSnapshot(repository, {
    now,
    look: (row, { body }) => {
      if (text && `${row.title}\n${body}`.toLowerCase().includes(text)) mentions.add(row);
    },
  });
  return rows.filter((row) => fits(row, filter) && (!text || mentions.has(row)));
}

function fits(row: Row, filter: ListFilter): boolean {
  const equal = (wanted: string | undefined, value: string | null) =>
    wanted === undefined || wanted === value;
  return (
    equal(filter.status, row.status) &&
    equal(filter.priority, row.priority) &&
    equal(filter.mode, row.mode) &&
    equal(filter.owner, row.owner) &&
    equal(filter.nodeType, row.nodeType) &&
    equal(filter.lane, row.lane) &&
    equal(filter.horizon, row.horizon) &&
    equal(filter.claimedBy, row.claim?.holder_id ?? null) &&
    (filter.label === undefined || row.labels.includes(filter.label)) &&
    (filter.group === undefined || row.groupIds.includes(filter.group)) &&
    (!filter.claimed || row.claim !== null) &&
    (!filter.ready || row.ready)
  );
}

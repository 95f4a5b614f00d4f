/** All tickets of a repository at one moment, with what follows from them together: readiness, blockers, claims. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Claim, type ClaimEvent, foldClaims, readClaimEvent } from './claims.ts';
import { UnreadableFile } from './fault.ts';
import { isMapping, isTerminal, type Mapping } from './format.ts';
import { noPlainFile } from './load-ticket.ts';
import { readLog } from './logs.ts';
import { listTicketFolders, type Repository, type TicketPlace } from './repository.ts';
import { readTicketText, type TicketFile } from './ticket-file.ts';

/** A ticket as it lies on the disk: `file`, or why it cannot be read. */
export type FoundTicket = {
  place: TicketPlace;
  file: TicketFile | null;
  fault: UnreadableFile | null;
  logFiles: string[];
};

/** One after the other, so that ten thousand are never in memory together. */
export function* readTickets(repository: Repository): Generator<FoundTicket> {
  for (const folder of listTicketFolders(repository)) {
    const found = readTicketFolder(folder);
    if (found) yield found;
  }
}

/** Null where the folder holds no ticket. Links are reported, never followed. */
export function readTicketFolder(folder: string): FoundTicket | null {
  const entries = readdirSync(folder, { withFileTypes: true });
  const ticket = entries.find(({ name }) => name === 'ticket.md');
  if (!ticket) return null;
  const logs = join(folder, 'logs');
  const place = { id: basename(folder), folder, file: join(folder, 'ticket.md'), logs };
  const hasLogs = entries.some((entry) => entry.name === 'logs' && entry.isDirectory());
  const logFiles = hasLogs ? readLogNames(logs) : [];
  if (!ticket.isFile()) {
    const fault = new UnreadableFile(noPlainFile);
    return { place, file: null, fault, logFiles };
  }
  try {
    return { place, file: readTicketText(readFileSync(place.file, 'utf8')), fault: null, logFiles };
  } catch (fault) {
    if (!(fault instanceof UnreadableFile)) throw fault;
    return { place, file: null, fault, logFiles };
  }
}

function readLogNames(logs: string): string[] {
  return readdirSync(logs, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => join(logs, entry.name))
    .sort();
}

export type Row = {
  place: TicketPlace;
  id: string;
  title: string;
  status: string;
  priority: string | null;
  owner: string | null;
  mode: string | null;
  nodeType: string;
  lane: string | null;
  rank: number | null;
  horizon: string | null;
  groupIds: string[];
  precedes: string[];
  resolution: string | null;
  labels: string[];
  dependencies: string[];
  blocks: string[];
  related: string[];
  claim: Claim | null;
  lastUpdated: string | null;
  ready: boolean;
  /** Ids of unfinished tickets this one waits for; missing ones among the dependencies count as unfinished. */
  blockedBy: { dependencies: string[]; predecessors: string[] };
};

export type Snapshot = { rows: Row[]; byId: Map<string, Row>; now: Date };

export type SnapshotOptions = {
  now: Date;
  /** Called with every readable ticket, for what a row does not keep; false leaves it out of `rows`' filter, not of the links. */
  look?: (row: Row, file: TicketFile) => void;
  /** False spares reading the logs: no claims, no last change. */
  logs?: boolean;
};

/** Reads every ticket; those that cannot be read are left out, which `validate` tells. */
export function takeSnapshot(repository: Repository, { now, look, logs = true }: SnapshotOptions): Snapshot {
  const rows: Row[] = [];
  for (const found of readTickets(repository)) {
    if (!found.file) continue;
    const row = rowOf(found.place, found.file.frontMatter);
    if (logs) readHistory(row, found.logFiles, now);
    look?.(row, found.file);
    rows.push(row);
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  deriveReadiness(rows, byId);
  return { rows, byId, now };
}

export function rowOf(place: TicketPlace, front: Mapping): Row {
  const planning = isMapping(front.planning) ? front.planning : {};
  const assignment = isMapping(front.assignment) ? front.assignment : {};
  return {
    place,
    id: textOr(front.id, place.id),
    title: textOr(front.title, ''),
    status: textOr(front.status, ''),
    priority: textOr(front.priority, null),
    owner: textOr(assignment.owner, null),
    mode: textOr(assignment.mode, null),
    nodeType: textOr(planning.node_type, 'work'),
    lane: textOr(planning.lane, null),
    rank: typeof planning.rank === 'number' ? planning.rank : null,
    horizon: textOr(planning.horizon, null),
    groupIds: textsOf(planning.group_ids),
    precedes: textsOf(planning.precedes),
    resolution: textOr(front.resolution, null),
    labels: textsOf(front.labels),
    dependencies: textsOf(front.dependencies),
    blocks: textsOf(front.blocks),
    related: textsOf(front.related),
    claim: null,
    lastUpdated: null,
    ready: false,
    blockedBy: { dependencies: [], predecessors: [] },
  };
}

function textOr<Other>(value: unknown, other: Other): string | Other {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : other;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Fills in who holds the ticket and when its newest entry was written. */
export function readHistory(row: Row, logFiles: readonly string[], now: Date): void {
  const claims: ClaimEvent[] = [];
  for (const path of logFiles) {
    for (const { entry } of readLog(path)) {
      if (!entry) continue;
      const { ts } = entry;
      if (typeof ts === 'string' && (row.lastUpdated === null || ts > row.lastUpdated)) row.lastUpdated = ts;
      const claim = readClaimEvent(entry);
      if (claim) claims.push(claim);
    }
  }
  row.claim = claims.length === 0 ? null : foldClaims(claims, now);
}

function deriveReadiness(rows: readonly Row[], byId: ReadonlyMap<string, Row>): void {
  const dependsOn = new Map(rows.map((row) => [row.id, new Set(row.dependencies)]));
  const follows = new Map(rows.map((row) => [row.id, new Set<string>()]));
  for (const row of rows) {
    for (const id of row.blocks) dependsOn.get(id)?.add(row.id);
    for (const id of row.precedes) follows.get(id)?.add(row.id);
  }
  const isOpen = (id: string) => !isTerminal(byId.get(id)?.status);
  for (const row of rows) {
    const dependencies = [...dependsOn.get(row.id)!].filter(isOpen);
    const predecessors = [...follows.get(row.id)!].filter(isOpen);
    row.blockedBy = { dependencies, predecessors };
    row.ready =
      row.nodeType === 'work' &&
      !isTerminal(row.status) &&
      row.mode !== 'human_only' &&
      dependencies.length === 0 &&
      predecessors.length === 0;
  }
}

/** A row as `list --json` and `plan --format json` print it. */
export function printRow(row: Row): Mapping {
  return {
    id: row.id,
    title: row.title,
    status: row.status,
    priority: row.priority,
    owner: row.owner,
    mode: row.mode,
    node_type: row.nodeType,
    lane: row.lane,
    rank: row.rank,
    horizon: row.horizon,
    group_ids: row.groupIds,
    precedes: row.precedes,
    resolution: row.resolution,
    ready: row.ready,
    blocked_by: row.blockedBy,
    active_claim: row.claim,
    claim_summary: row.claim ? `${row.claim.holder_id} until ${row.claim.expires_at}` : null,
    last_updated: row.lastUpdated,
  };
}

/** All tickets of a repository at one moment, with what follows from them together: readiness, blockers, claims. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Claim, type ClaimEvent, foldClaims, readClaimEvent } from './claims.ts';
import { UnreadableFile } from './fault.ts';
import { isMapping, isTerminal, type Mapping } from './format.ts';
import { noPlainFile } from './load-ticket.ts';
import { readLog } from './read-log.ts';
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
export function takeSnapshot(repository: Repository, options: SnapshotOptions): Snapshot {
  const gathering = gather(options);
  for (const found of readTickets(repository)) gathering.add(found);
  return gathering.finish();
}

const ticketsAtOnce = 50;

/** The same for a process that others wait for: it lets them go on between every fifty tickets. */
export async function takeSnapshotInTurns(
  repository: Repository,
  options: SnapshotOptions,
): Promise<Snapshot> {
  const gathering = gather(options);
  let count = 0;
  for (const found of readTickets(repository)) {
    gathering.add(found);
    count += 1;
    if (count % ticketsAtOnce === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return gathering.finish();
}

function gather({ now, look, logs = true }: SnapshotOptions): {
  add(found: FoundTicket): void;
  finish(): Snapshot;
} {
  const rows: Row[] = [];
  const keep = createKeeper();
  return {
    add(found) {
      if (!found.file) return;
      const row = rowOf(found.place, found.file.frontMatter, keep);
      if (logs) readHistory(row, found.logFiles, now);
      look?.(row, found.file);
      rows.push(row);
    },
    finish() {
      const byId = new Map(rows.map((row) => [row.id, row]));
      deriveReadiness(rows, byId);
      return { rows, byId, now };
    },
  };
}

export function rowOf(place: TicketPlace, front: Mapping, keep: Keep): Row {
  const planning = isMapping(front.planning) ? front.planning : {};
  const assignment = isMapping(front.assignment) ? front.assignment : {};
  const text = <Other>(value: unknown, other: Other) => keepText(value, other, keep);
  const texts = (value: unknown) => keepTexts(value, keep);
  return {
    place,
    id: text(front.id, place.id),
    title: text(front.title, ''),
    status: text(front.status, ''),
    priority: text(front.priority, null),
    owner: text(assignment.owner, null),
    mode: text(assignment.mode, null),
    nodeType: text(planning.node_type, 'work'),
    lane: text(planning.lane, null),
    rank: typeof planning.rank === 'number' ? planning.rank : null,
    horizon: text(planning.horizon, null),
    groupIds: texts(planning.group_ids),
    precedes: texts(planning.precedes),
    resolution: text(front.resolution, null),
    labels: texts(front.labels),
    dependencies: texts(front.dependencies),
    blocks: texts(front.blocks),
    related: texts(front.related),
    claim: null,
    lastUpdated: null,
    ready: false,
    blockedBy: { dependencies: none, predecessors: none },
  };
}

/** One ticket by itself: whether it is ready is not known. */
export function rowOfFound(found: FoundTicket, now: Date): Row {
  const row = rowOf(found.place, found.file?.frontMatter ?? {}, (text) => text);
  readHistory(row, found.logFiles, now);
  return row;
}

const none: string[] = [];

/** Gives a text of one's own: what is cut out of a file would keep the whole file in memory. Equal texts are one. */
export type Keep = (text: string) => string;

export function createKeeper(): Keep {
  const kept = new Map<string, string>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const encoding = /^[\u0020-\u00ff]*$/.test(text) ? 'latin1' : 'utf16le';
    const own = Buffer.from(text, encoding).toString(encoding);
    kept.set(own, own);
    return own;
  };
}

function keepText<Other>(value: unknown, other: Other, keep: Keep): string | Other {
  if (typeof value === 'string') return keep(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : other;
}

function keepTexts(value: unknown, keep: Keep): string[] {
  if (!Array.isArray(value) || value.length === 0) return none;
  return value.filter((item) => typeof item === 'string').map(keep);
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
  const dependsOn = new Map<string, string[]>();
  const follows = new Map<string, string[]>();
  for (const row of rows) {
    for (const id of row.blocks) pushTo(dependsOn, id, row.id);
    for (const id of row.precedes) pushTo(follows, id, row.id);
  }
  const isOpen = (id: string) => !isTerminal(byId.get(id)?.status);
  const open = (...lists: (readonly string[] | undefined)[]) => {
    const ids = lists.flatMap((list) => list?.filter(isOpen) ?? []);
    return ids.length === 0 ? none : [...new Set(ids)];
  };
  for (const row of rows) {
    const dependencies = open(row.dependencies, dependsOn.get(row.id));
    const predecessors = open(follows.get(row.id));
    row.blockedBy = { dependencies, predecessors };
    row.ready =
      row.nodeType === 'work' &&
      !isTerminal(row.status) &&
      row.mode !== 'human_only' &&
      dependencies.length === 0 &&
      predecessors.length === 0;
  }
}

function pushTo(lists: Map<string, string[]>, id: string, item: string): void {
  const list = lists.get(id);
  if (list) list.push(item);
  else lists.set(id, [item]);
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

/** `validate`: everything wrong with the config, the tickets, their logs and the links between them. */
import { readFileSync } from 'node:fs';
import { validateConfig } from './config.ts';
import { type Issue, locationOf } from './issue.ts';
import { writeMoment } from './moments.ts';
import { planRepairs, type Repair } from './plan-repairs.ts';
import { readLog } from './read-log.ts';
import type { Repository, TicketPlace } from './repository.ts';
import {
  createKeeper,
  type FoundTicket,
  readTicketFolder,
  readTickets,
  rowOf,
  type Snapshot,
  takeSnapshot,
} from './snapshot.ts';
import { lineOfField, readTicketText } from './ticket-file.ts';
import { asIssue, findTopologyFaults, type TopologyFault } from './topology.ts';
import { validateLog } from './validate-log.ts';
import { validateTicket } from './validate-ticket.ts';
import { writeYaml } from './yaml.ts';

export type ValidateOptions = {
  /** Only this ticket; its links are still checked against all others. */
  only?: TicketPlace | undefined;
  allFields?: boolean | undefined;
  /** Faults between tickets are errors. */
  strict?: boolean | undefined;
};

export type Findings = { targets: string[]; issues: Issue[] };

/** Issues in the order config, tickets with their logs, links; numbered from I0001. */
export function validateRepository(repository: Repository, options: ValidateOptions = {}): Findings {
  const issues = validateConfig(repository);
  const targets: string[] = [];
  const keep = createKeeper();
  const snapshot: Snapshot = { rows: [], byId: new Map(), now: new Date(0) };
  for (const found of targetsOf(repository, options.only)) {
    targets.push(found.place.file);
    issues.push(...checkOne(found, options.allFields ?? false));
    if (found.file) snapshot.rows.push(rowOf(found.place, found.file.frontMatter, keep));
  }
  issues.push(...checkLinks(repository, snapshot, options));
  return { targets, issues: issues.map((issue, at) => ({ id: numbered('I', at), ...issue })) };
}

export function numbered(letter: string, at: number): string {
  return `${letter}${String(at + 1).padStart(4, '0')}`;
}

function* targetsOf(repository: Repository, only: TicketPlace | undefined): Generator<FoundTicket> {
  if (!only) yield* readTickets(repository);
  else {
    const found = readTicketFolder(only.folder);
    if (found) yield found;
  }
}

/** The faults of one ticket and of its logs. */
export function checkOne(found: FoundTicket, allFields: boolean): Issue[] {
  const path = found.place.file;
  const issues: Issue[] = [];
  if (found.file) issues.push(...validateTicket(found.file, path, allFields));
  else {
    const line = found.fault?.line ?? null;
    const message = found.fault?.message ?? 'cannot be read';
    const code = 'TICKET_FRONT_MATTER_INVALID';
    issues.push({ severity: 'error', code, message, ticket_path: path, ...(line === null ? {} : { line }) });
  }
  for (const log of found.logFiles) issues.push(...validateLog(readLog(log), log));
  return issues;
}

function checkLinks(repository: Repository, targets: Snapshot, options: ValidateOptions): Issue[] {
  const { only, strict = false } = options;
  const whole = only ? takeSnapshot(repository, { now: targets.now, logs: false }) : targets;
  if (!only) whole.byId = new Map(whole.rows.map((row) => [row.id, row]));
  return findTopologyFaults(whole)
    .filter(({ row }) => !only || row.place.id === only.id)
    .map((fault) => ({ ...asIssue(fault, strict), ...lineOf(fault) }));
}

/** Faults are few, so their files are read again instead of keeping all of them in memory. */
function lineOf({ row, field }: TopologyFault): { line?: number } {
  const line = lineOfField(readTicketText(readFileSync(row.place.file, 'utf8')).yaml, field);
  return line === null ? {} : { line };
}

/** The first faults as sentences with file and line, errors first. */
export function listProblems(repository: Repository, most: number): string[] {
  const { issues } = validateRepository(repository);
  const worst = issues.toSorted((one, other) => one.severity.localeCompare(other.severity));
  return worst.slice(0, most).map((issue) => {
    const location = locationOf(issue).replace(`${repository.root}/`, '');
    return `${issue.severity}: ${issue.message} (${location})`;
  });
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => severity === 'error');
}

export type Report = {
  schema_version: 1;
  tool: 'tickets';
  generated_at: string;
  targets: string[];
  issues: Issue[];
  repairs: Repair[];
};

/** The report of `validate --issues`: YAML that `repair --issues-file` takes once somebody has enabled what to mend. */
export function writeReport(findings: Findings, now: Date, allFields: boolean): string {
  const report: Report = {
    schema_version: 1,
    tool: 'tickets',
    generated_at: writeMoment(now),
    targets: findings.targets,
    issues: findings.issues,
    repairs: planRepairs(findings.issues, { optional: allFields }),
  };
  return `${writeYaml(report)}\n`;
}

/** Checks the lines of one run log against the format: strictly what a machine wrote, with warnings what people did. */
import { basename } from 'node:path';
import {
  actorTypes,
  claimActions,
  eventTypes,
  isMapping,
  isOneOf,
  isUuidV7,
  type Mapping,
  readVersion,
} from './format.ts';
import type { Issue } from './issue.ts';
import { readMoment } from './moments.ts';
import type { LogLine } from './read-log.ts';

/** `severity` when it does not follow from who wrote the line. */
type Say = (wrong: boolean, code: string, message: string, severity?: Issue['severity']) => void;

export function isMachineEntry(entry: Mapping): boolean {
  return entry.written_by === 'tickets' || entry.machine === true;
}

export function validateLog(lines: readonly LogLine[], path: string): Issue[] {
  const issues: Issue[] = [];
  const name = basename(path, '.jsonl');
  const prefix = name.includes('-') ? name.slice(0, name.indexOf('-')).replaceAll(':', '') : null;
  let runStarted: unknown = null;
  for (const { line, entry, text } of lines) {
    const log = `${path}:${line}`;
    if (!entry) {
      issues.push({ severity: 'warning', code: 'LOG_LINE_INVALID', message: sayUnreadable(text), log });
      continue;
    }
    const machine = isMachineEntry(entry);
    const say: Say = (wrong, code, message, severity = machine ? 'error' : 'warning') => {
      if (wrong) issues.push({ severity, code, message, log });
    };
    checkFields(entry, say);
    checkVersion(entry, say);
    checkMoments(entry, { runStarted, prefix }, say);
    if (readMoment(entry.run_started) !== null) runStarted ??= entry.run_started;
    checkContext(entry, machine, say);
    if (entry.event_type === 'claim') checkClaim(entry.claim, say);
    say('custom' in entry && !isMapping(entry.custom), 'LOG_CUSTOM_INVALID', 'custom must be mapping');
  }
  return issues;
}

function sayUnreadable(text: string): string {
  if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(text))
    return 'a merge left its mark here; keep the lines of both sides (see: tickets merge-driver)';
  return 'line is no JSON object; it is left as it is';
}

function checkFields(entry: Mapping, say: Say): void {
  for (const field of ['ts', 'run_started', 'actor_type', 'actor_id', 'summary'])
    say(!(field in entry), 'LOG_FIELD_MISSING', `${field} missing`);
  const typed = 'event_type' in entry;
  say(!typed, 'LOG_EVENT_TYPE_MISSING', 'event_type missing');
  const known = isOneOf(eventTypes, entry.event_type);
  say(typed && !known, 'LOG_EVENT_TYPE_INVALID', `event_type must be ${eventTypes.join('|')}`);
  const wrongActor = 'actor_type' in entry && !isOneOf(actorTypes, entry.actor_type);
  say(wrongActor, 'ACTOR_TYPE_INVALID', `actor_type must be ${actorTypes.join('|')}`);
}

function checkVersion(entry: Mapping, say: Say): void {
  if (!('version' in entry)) {
    say(true, 'LOG_VERSION_MISSING', 'version missing (assume 1 for legacy logs)');
    return;
  }
  say(readVersion(entry.version) === null, 'LOG_VERSION_INVALID', 'version must be a positive integer');
  const url = entry.version_url;
  if (url === undefined) {
    say(true, 'LOG_VERSION_URL_MISSING', 'version_url required when version is present');
    return;
  }
  const filled = typeof url === 'string' && url.trim() !== '';
  say(!filled, 'LOG_VERSION_URL_INVALID', 'version_url must be a non-empty string');
}

function checkMoments(entry: Mapping, of: { runStarted: unknown; prefix: string | null }, say: Say): void {
  say('ts' in entry && readMoment(entry.ts) === null, 'TS_INVALID', 'ts not ISO8601');
  if (!('run_started' in entry)) return;
  if (readMoment(entry.run_started) === null) {
    say(true, 'RUN_STARTED_INVALID', 'run_started not ISO8601');
    return;
  }
  const differs = of.runStarted !== null && of.runStarted !== entry.run_started;
  say(differs, 'RUN_STARTED_INCONSISTENT', 'run_started differs within file');
  const mismatch = of.prefix !== null && !String(entry.run_started).replaceAll(':', '').startsWith(of.prefix);
  say(mismatch, 'RUN_STARTED_FILENAME_MISMATCH', 'run_started mismatch filename prefix', 'warning');
}

function checkContext(entry: Mapping, machine: boolean, say: Say): void {
  const needed = machine && entry.event_type === 'work';
  if (!('context' in entry)) {
    say(needed, 'CONTEXT_MISSING', 'context required for machine-written work logs', 'error');
    return;
  }
  const { context } = entry;
  if (!Array.isArray(context)) {
    say(true, 'CONTEXT_INVALID', 'context must be a list of strings');
    return;
  }
  const empty = 'context must contain at least one item for machine-written work logs';
  say(needed && context.length === 0, 'CONTEXT_EMPTY', empty, 'error');
  for (const item of context)
    say(!isFilled(item), 'CONTEXT_ENTRY_INVALID', 'context entries must be non-empty strings');
}

function checkClaim(claim: unknown, say: Say): void {
  if (!isMapping(claim)) {
    say(true, 'CLAIM_INVALID', 'claim event must include claim mapping');
    return;
  }
  const { action, claim_id: id, supersedes_claim_id: superseded = null } = claim;
  const actions = `claim.action must be one of ${claimActions.join('|')}`;
  say(!isOneOf(claimActions, action), 'CLAIM_ACTION_INVALID', actions);
  say(!isUuidV7(id), 'CLAIM_ID_INVALID', 'claim.claim_id must be UUIDv7');
  say(!isFilled(claim.holder_id), 'CLAIM_HOLDER_ID_INVALID', 'claim.holder_id must be non-empty string');
  const typed = isOneOf(actorTypes, claim.holder_type);
  say(!typed, 'CLAIM_HOLDER_TYPE_INVALID', 'claim.holder_type must be human|agent');
  if (action !== 'release') {
    const ttl = claim.ttl_minutes;
    const positive = Number.isInteger(ttl) && (ttl as number) > 0;
    say(!positive, 'CLAIM_TTL_INVALID', 'claim.ttl_minutes must be a positive integer');
    const dated = readMoment(claim.expires_at) !== null;
    say(!dated, 'CLAIM_EXPIRES_AT_INVALID', 'claim.expires_at must be ISO8601');
  }
  const wrong = superseded !== null && !isUuidV7(superseded);
  say(wrong, 'CLAIM_SUPERSEDES_INVALID', 'claim.supersedes_claim_id must be UUIDv7 or null');
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

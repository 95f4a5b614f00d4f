/** Which repair mends which fault, as data that a person can read, enable and hand back. */
import { formatVersion, isMapping, type Mapping, versionUrl } from './format.ts';
import type { Issue } from './issue.ts';

/** `params` depends on the action; `safe` repairs lose nothing and need no decision. */
export type Repair = {
  id: string;
  enabled: boolean;
  safe: boolean;
  action: string;
  ticket_path?: string;
  log_path?: string;
  params: Mapping;
  optional: boolean;
  issue_ids: string[];
};

type Remedy = { action: string; params?: Mapping; safe?: boolean; optional?: boolean };

const eventType: Remedy = { action: 'set_log_event_type' };
const context: Remedy = { action: 'normalize_log_context' };
const version: Remedy = {
  action: 'set_front_matter_field',
  params: { field: 'version', value: formatVersion },
};
const url: Remedy = { action: 'set_front_matter_field', params: { field: 'version_url', value: versionUrl } };
const createdAt: Remedy = { action: 'normalize_created_at' };
const id: Remedy = {
  action: 'set_front_matter_field',
  params: { field: 'id', value: null, generate_uuidv7: true, update_references: null },
  safe: false,
};
const commands: Remedy = { action: 'normalize_verification_commands', optional: true };

const remedies: Readonly<Record<string, Remedy>> = {
  LOG_EVENT_TYPE_MISSING: eventType,
  LOG_EVENT_TYPE_INVALID: eventType,
  CONTEXT_INVALID: context,
  CONTEXT_EMPTY: context,
  CONTEXT_ENTRY_INVALID: context,
  CONTEXT_MISSING: context,
  MISSING_SECTION: { action: 'add_sections' },
  VERSION_MISSING: version,
  VERSION_INVALID: version,
  VERSION_URL_MISSING: url,
  VERSION_URL_INVALID: url,
  CREATED_AT_INVALID: createdAt,
  MISSING_CREATED_AT: createdAt,
  ID_NOT_UUIDV7: id,
  MISSING_ID: id,
  PRIORITY_INVALID: {
    action: 'set_front_matter_field',
    params: { field: 'priority', value: 'medium' },
    optional: true,
  },
  LABELS_NOT_LIST: {
    action: 'set_front_matter_field',
    params: { field: 'labels', value: [] },
    optional: true,
  },
  LABEL_INVALID_ENTRY: { action: 'normalize_labels', optional: true },
  ASSIGNMENT_OWNER_INVALID: { action: 'set_assignment_owner', params: { value: null }, optional: true },
  VERIFICATION_INVALID: { action: 'reset_verification_commands', params: { commands: [] }, optional: true },
  VERIFICATION_COMMANDS_INVALID: commands,
  VERIFICATION_COMMAND_INVALID: commands,
};

/** One repair per kind of fault and file; `enableSafe` enables those that need no decision. */
export function planRepairs(
  issues: readonly Issue[],
  wish: { optional?: boolean | undefined; enableSafe?: boolean | undefined },
): Repair[] {
  const planned = new Map<string, Repair>();
  for (const issue of issues) {
    const remedy = remedies[issue.code];
    const log = issue.log?.replace(/:\d+$/, '');
    const path = issue.ticket_path ?? log;
    if (!remedy || !path || (remedy.optional && !wish.optional)) continue;
    const key = `${issue.code}:${path}`;
    const known = planned.get(key);
    if (known) known.issue_ids.push(issue.id ?? '');
    else planned.set(key, describe(remedy, issue, { log, enabled: wish.enableSafe ?? false }));
  }
  return [...planned.values()].map((repair, at) => ({
    ...repair,
    id: `R${String(at + 1).padStart(4, '0')}`,
  }));
}

function describe(remedy: Remedy, issue: Issue, of: { log: string | undefined; enabled: boolean }): Repair {
  const { safe = true, optional = false } = remedy;
  return {
    id: '',
    enabled: of.enabled && safe,
    safe,
    action: remedy.action,
    ...(issue.ticket_path ? { ticket_path: issue.ticket_path } : {}),
    ...(of.log ? { log_path: of.log } : {}),
    params: { ...remedy.params },
    optional,
    issue_ids: [issue.id ?? ''],
  };
}

/** The repairs of a report that somebody hands back. What is no repair is left out. */
export function readRepairs(report: unknown): Repair[] {
  const listed = isMapping(report) && Array.isArray(report.repairs) ? report.repairs : [];
  return listed.filter(isMapping).map((repair, at) => ({
    id: String(repair.id ?? at + 1),
    enabled: repair.enabled === true,
    safe: repair.safe === true,
    action: String(repair.action ?? ''),
    ...(typeof repair.ticket_path === 'string' ? { ticket_path: repair.ticket_path } : {}),
    ...(typeof repair.log_path === 'string' ? { log_path: repair.log_path } : {}),
    params: isMapping(repair.params) ? repair.params : {},
    optional: repair.optional === true,
    issue_ids: Array.isArray(repair.issue_ids) ? repair.issue_ids.map(String) : [],
  }));
}

/** Checks one `ticket.md` against the format. */
import {
  agentLimitKeys,
  assignmentModes,
  formatVersion,
  isMapping,
  isOneOf,
  isTerminal,
  isUuidV7,
  type Mapping,
  nodeTypes,
  priorities,
  readVersion,
  requiredSections,
  resolutions,
  statuses,
} from './format.ts';
import type { Issue } from './issue.ts';
import { readMoment } from './moments.ts';
import { lineOfField, type TicketFile } from './ticket-file.ts';

/** `field` names the place, `planning.rank` for an inner one. */
type Say = (wrong: boolean, code: string, field: string, message: string) => void;

/** Every fault of one ticket, in the order of the format; `allFields` looks at the optional fields as well. */
export function validateTicket(file: TicketFile, path: string, allFields: boolean): Issue[] {
  const issues: Issue[] = [];
  const sayAs =
    (more: Partial<Issue>): Say =>
    (wrong, code, field, message) => {
      if (!wrong) return;
      const line = field === '' ? null : lineOfField(file.yaml, field);
      const where = line === null ? {} : { line };
      issues.push({ severity: 'error', code, message, ticket_path: path, ...where, ...more });
    };
  const say = sayAs({});
  const front = file.frontMatter;
  checkRequired(front, say);
  checkVersion(front, say, sayAs({ severity: 'warning' }));
  checkCore(front, say);
  checkRelations(front, say);
  checkPlanning(front, say);
  checkResolution(front, say);
  checkAgentLimits(front, say);
  if (allFields) checkOptional(front, sayAs({ optional: true }));
  for (const section of requiredSections)
    say(!file.body.includes(section), 'MISSING_SECTION', '', `Missing section ${section}`);
  return issues;
}

function checkRequired(front: Mapping, say: Say): void {
  for (const field of ['id', 'title', 'status', 'created_at'])
    say(!(field in front), `MISSING_${field.toUpperCase()}`, '', `Missing ${field}`);
}

function checkVersion(front: Mapping, say: Say, warn: Say): void {
  if (!('version' in front)) {
    warn(true, 'VERSION_MISSING', '', 'Missing version (assume 1 for legacy tickets)');
    warn(
      'version_url' in front,
      'VERSION_URL_WITHOUT_VERSION',
      'version_url',
      'version_url present without version',
    );
    return;
  }
  const version = readVersion(front.version);
  say(version === null, 'VERSION_INVALID', 'version', 'version must be a positive integer');
  const newer = `version ${version} is newer than ${formatVersion}: the ticket can be read here, not changed`;
  warn(version !== null && version > formatVersion, 'VERSION_NEWER', 'version', newer);
  const url = front.version_url;
  if (url === undefined)
    say(true, 'VERSION_URL_MISSING', 'version', 'version_url required when version is present');
  else
    say(!isFilledText(url), 'VERSION_URL_INVALID', 'version_url', 'version_url must be a non-empty string');
}

function checkCore(front: Mapping, say: Say): void {
  say('id' in front && !isUuidV7(front.id), 'ID_NOT_UUIDV7', 'id', 'id must be UUIDv7');
  const dated = !('created_at' in front) || readMoment(front.created_at) !== null;
  say(!dated, 'CREATED_AT_INVALID', 'created_at', 'created_at must be ISO8601 UTC');
  const status = `status invalid, use one of: ${statuses.join(', ')}`;
  say('status' in front && !isOneOf(statuses, front.status), 'STATUS_INVALID', 'status', status);
  if ('assignment' in front) {
    const { assignment } = front;
    say(!isMapping(assignment), 'ASSIGNMENT_INVALID', 'assignment', 'assignment must be mapping');
    const mode = isMapping(assignment) ? assignment.mode : null;
    const wrong = Boolean(mode) && !isOneOf(assignmentModes, mode);
    say(wrong, 'ASSIGNMENT_MODE_INVALID', 'assignment.mode', 'assignment.mode invalid');
  }
  say('custom' in front && !isMapping(front.custom), 'CUSTOM_INVALID', 'custom', 'custom must be mapping');
}

function checkRelations(front: Mapping, say: Say): void {
  for (const key of ['dependencies', 'blocks', 'related']) {
    if (!(key in front)) continue;
    const ids = front[key];
    say(!Array.isArray(ids), 'RELATIONSHIP_TYPE_INVALID', key, `${key} must be list`);
    for (const id of asList(ids))
      say(!isUuidV7(id), 'RELATIONSHIP_ID_INVALID', key, `${key} entries must be UUIDv7`);
  }
  for (const key of ['parent', 'subtickets', 'supersedes', 'duplicate_of'])
    say(key in front, 'RELATIONSHIP_KEY_FORBIDDEN', key, `${key} not allowed in ticket.md`);
}

function checkPlanning(front: Mapping, say: Say): void {
  if (!('planning' in front)) return;
  const { planning } = front;
  if (!isMapping(planning)) {
    say(true, 'PLANNING_INVALID', 'planning', 'planning must be mapping');
    return;
  }
  const nodeType = `planning.node_type must be one of ${nodeTypes.join('|')}`;
  const wrongType = 'node_type' in planning && !isOneOf(nodeTypes, planning.node_type);
  say(wrongType, 'PLANNING_NODE_TYPE_INVALID', 'planning.node_type', nodeType);
  for (const key of ['group_ids', 'precedes']) {
    if (!(key in planning)) continue;
    const field = `planning.${key}`;
    say(!Array.isArray(planning[key]), 'PLANNING_RELATIONSHIP_INVALID', field, `${field} must be list`);
    for (const id of asList(planning[key]))
      say(!isUuidV7(id), 'PLANNING_RELATIONSHIP_ID_INVALID', field, `${field} entries must be UUIDv7`);
  }
  for (const key of ['lane', 'horizon']) {
    const value = planning[key] ?? null;
    const field = `planning.${key}`;
    const wrong = value !== null && typeof value !== 'string';
    say(wrong, 'PLANNING_SCALAR_INVALID', field, `${field} must be string or null`);
  }
  const rank = planning.rank ?? null;
  const message = 'planning.rank must be a positive integer or null';
  say(rank !== null && !isPositive(rank), 'PLANNING_RANK_INVALID', 'planning.rank', message);
}

function checkResolution(front: Mapping, say: Say): void {
  const resolution = front.resolution ?? null;
  if (resolution === null) return;
  const known = isOneOf(resolutions, resolution);
  const either = `resolution must be one of ${resolutions.join('|')} or null`;
  say(!known, 'RESOLUTION_INVALID', 'resolution', either);
  const misplaced = known && !isTerminal(front.status);
  const message = 'resolution requires terminal status done|canceled';
  say(misplaced, 'RESOLUTION_STATUS_INVALID', 'resolution', message);
}

function checkAgentLimits(front: Mapping, say: Say): void {
  if (!('agent_limits' in front)) return;
  const found = front.agent_limits;
  if (!isMapping(found)) {
    say(true, 'AGENT_LIMITS_INVALID', 'agent_limits', 'agent_limits must be mapping');
    return;
  }
  for (const key of agentLimitKeys) {
    const wrong = key in found && !isPositive(found[key]);
    say(wrong, 'AGENT_LIMIT_VALUE_INVALID', `agent_limits.${key}`, `${key} must be positive int`);
  }
}

function checkOptional(front: Mapping, say: Say): void {
  const wrongPriority = 'priority' in front && !isOneOf(priorities, front.priority);
  say(wrongPriority, 'PRIORITY_INVALID', 'priority', `priority must be ${priorities.join('|')}`);
  const listed = !('labels' in front) || Array.isArray(front.labels);
  say(!listed, 'LABELS_NOT_LIST', 'labels', 'labels must be list of strings');
  for (const label of asList(front.labels))
    say(typeof label !== 'string', 'LABEL_INVALID_ENTRY', 'labels', 'labels entries must be strings');
  const owner = isMapping(front.assignment) ? (front.assignment.owner ?? null) : null;
  const wrongOwner = owner !== null && typeof owner !== 'string';
  say(wrongOwner, 'ASSIGNMENT_OWNER_INVALID', 'assignment.owner', 'assignment.owner must be string');
  if (!('verification' in front)) return;
  const { verification } = front;
  if (!isMapping(verification)) {
    say(true, 'VERIFICATION_INVALID', 'verification', 'verification must be mapping');
    return;
  }
  const { commands } = verification;
  const wrongCommands = commands !== undefined && !Array.isArray(commands);
  const field = 'verification.commands';
  say(wrongCommands, 'VERIFICATION_COMMANDS_INVALID', field, `${field} must be list of strings`);
  for (const command of asList(commands))
    say(
      typeof command !== 'string',
      'VERIFICATION_COMMAND_INVALID',
      field,
      `${field} entries must be strings`,
    );
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPositive(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > 0;
}

function isFilledText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

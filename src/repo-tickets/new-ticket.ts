/** `new`: one more ticket, whole at once. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../domain/new-id.ts';
import type { RepoConfig } from './config.ts';
import { fault } from './fault.ts';
import {
  agentLimitKeys,
  assignmentModes,
  formatVersion,
  isOneOf,
  isTerminal,
  type Mapping,
  nodeTypes,
  priorities,
  resolutions,
  statuses,
  versionUrl,
} from './format.ts';
import { writeMoment } from './moments.ts';
import { confine, placeOf, type Repository, type TicketPlace } from './repository.ts';
import { writeTicketText } from './ticket-file.ts';
import { writeWhole } from './write-file.ts';

export type TicketWish = {
  title: string;
  description?: string | undefined;
  status: string;
  priority?: string | undefined;
  labels?: readonly string[] | undefined;
  assignmentMode?: string | undefined;
  assignmentOwner?: string | undefined;
  dependencies?: readonly string[] | undefined;
  blocks?: readonly string[] | undefined;
  related?: readonly string[] | undefined;
  /** By the names of the format. */
  agentLimits?: Readonly<Record<string, number | undefined>> | undefined;
  verificationCommands?: readonly string[] | undefined;
  createdAt?: string | undefined;
  nodeType?: string | undefined;
  groupIds?: readonly string[] | undefined;
  lane?: string | undefined;
  rank?: number | undefined;
  horizon?: string | undefined;
  precedes?: readonly string[] | undefined;
  resolution?: string | undefined;
};

/** Throws INVALID_INPUT for what the format does not know; the targets of links need not exist yet. */
export function createTicket(
  repository: Repository,
  wish: TicketWish,
  config: RepoConfig,
  now: Date,
): TicketPlace {
  refuseUnknown(wish);
  const id = newId(now.getTime());
  const body = writeBody(wish.description);
  return addTicket(repository, { id, text: writeTicketText(writeFrontMatter(id, wish, config, now), body) });
}

/** The folder appears with everything in it. */
export function addTicket(repository: Repository, { id, text }: { id: string; text: string }): TicketPlace {
  confine(repository, repository.tickets);
  const place = placeOf(repository, id);
  const draft = join(repository.tickets, `.${id}.tmp`);
  mkdirSync(join(draft, 'logs'), { recursive: true });
  try {
    writeWhole(join(draft, 'ticket.md'), text);
    renameSync(draft, place.folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  return place;
}

function refuseUnknown(wish: TicketWish): void {
  const known = (flag: string, words: readonly string[], value: string | undefined) => {
    if (value !== undefined && !isOneOf(words, value))
      throw fault(`Invalid ${flag}. Use one of: ${words.join(', ')}`);
  };
  if (wish.title.trim() === '') throw fault('Invalid --title. Say what the ticket is about');
  known('--status', statuses, wish.status);
  known('--priority', priorities, wish.priority);
  known('--assignment-mode', assignmentModes, wish.assignmentMode);
  known('--node-type', nodeTypes, wish.nodeType);
  known('--resolution', resolutions, wish.resolution);
  if (wish.resolution && !isTerminal(wish.status))
    throw fault('Resolution requires terminal status done or canceled');
}

function writeFrontMatter(id: string, wish: TicketWish, config: RepoConfig, now: Date): Mapping {
  const listed = (key: string, items: readonly string[] | undefined) =>
    items?.length ? { [key]: [...items] } : {};
  const limits = Object.fromEntries(
    agentLimitKeys.flatMap((key) =>
      wish.agentLimits?.[key] === undefined ? [] : [[key, wish.agentLimits[key]]],
    ),
  );
  const assigned = wish.assignmentMode !== undefined || wish.assignmentOwner !== undefined;
  return {
    id,
    version: formatVersion,
    version_url: versionUrl,
    title: wish.title,
    status: wish.status,
    created_at: wish.createdAt ?? writeMoment(now),
    ...(wish.priority ? { priority: wish.priority } : {}),
    ...listed('labels', wish.labels),
    ...(assigned ? { assignment: { mode: wish.assignmentMode, owner: wish.assignmentOwner } } : {}),
    ...listed('dependencies', wish.dependencies),
    ...listed('blocks', wish.blocks),
    ...listed('related', wish.related),
    ...(Object.keys(limits).length > 0 ? { agent_limits: limits } : {}),
    ...(wish.verificationCommands?.length
      ? { verification: { commands: [...wish.verificationCommands] } }
      : {}),
    planning: writePlanning(wish, config),
    ...(wish.resolution ? { resolution: wish.resolution } : {}),
  };
}

function writePlanning(wish: TicketWish, { defaults: { planning } }: RepoConfig): Mapping {
  return {
    node_type: wish.nodeType ?? planning.node_type ?? 'work',
    group_ids: [...(wish.groupIds ?? [])],
    lane: wish.lane ?? planning.lane ?? null,
    rank: wish.rank ?? null,
    horizon: wish.horizon ?? planning.horizon ?? null,
    precedes: [...(wish.precedes ?? [])],
  };
}

function writeBody(description = '(fill in)'): string {
  return [
    '# Ticket',
    '',
    '> Before starting: read `TICKETS.md`, which says how tickets are worked on in this repository.',
    '',
    '## Description',
    description,
    '',
    '## Acceptance Criteria',
    '- [ ] Define clear, checkable outcomes.',
    '',
    '## Verification',
    '- (add commands or steps)',
    '',
  ].join('\n');
}

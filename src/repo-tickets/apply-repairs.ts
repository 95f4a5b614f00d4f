/** Carries out repairs, each on one file, whole or not at all. */

import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { newId } from '../domain/new-id.ts';
import { changeTicket } from './change-ticket.ts';
import { fault } from './fault.ts';
import { isMapping, type Mapping, requiredSections, versionUrl } from './format.ts';
import { readMoment, writeMoment } from './moments.ts';
import type { Repair } from './plan-repairs.ts';
import { readLogText } from './read-log.ts';
import { confine, type Repository, shorten, type TicketPlace } from './repository.ts';
import type { FieldChanges, TicketFile } from './ticket-file.ts';
import { isMachineEntry } from './validate-log.ts';
import { whileLocked, writeWhole } from './write-file.ts';

export type RepairOptions = { optional?: boolean | undefined; now: Date };

/** One line for each repair that changed something. Throws for an action that nobody knows, before it changes anything. */
export function applyRepairs(
  repository: Repository,
  repairs: readonly Repair[],
  options: RepairOptions,
): string[] {
  const due = repairs.filter(({ enabled, optional }) => enabled && (!optional || options.optional));
  const unknown = due.find(({ action }) => !(action in ticketActions) && !(action in logActions));
  if (unknown) throw fault(`Unsupported repair action ${unknown.action}`);
  return due.flatMap((repair) => {
    const said =
      repair.action in ticketActions
        ? repairTicket(repository, repair, options)
        : repairLog(repository, repair);
    return said === null ? [] : [said];
  });
}

type TicketRepair = {
  change(file: TicketFile, params: Mapping, now: Date): FieldChanges;
  said(params: Mapping): string;
};

const ticketActions: Readonly<Record<string, TicketRepair>> = {
  set_front_matter_field: { change: setField, said: ({ field }) => `set ${String(field)}` },
  add_sections: { change: () => ({}), said: () => 'added missing sections' },
  normalize_created_at: {
    change: ({ frontMatter: { created_at: at } }, _params, now) =>
      readMoment(at) === null ? { created_at: writeMoment(now) } : {},
    said: () => 'normalized created_at',
  },
  normalize_labels: {
    change: ({ frontMatter: { labels } }) => ({ labels: textsIn(labels) }),
    said: () => 'normalized labels',
  },
  set_assignment_owner: {
    change: ({ frontMatter: { assignment } }, params) => ({
      assignment: { ...(isMapping(assignment) ? assignment : {}), owner: params.value ?? null },
    }),
    said: () => 'set assignment.owner',
  },
  reset_verification_commands: {
    change: (_file, params) => ({ verification: { commands: textsIn(params.commands) } }),
    said: () => 'reset verification.commands',
  },
  normalize_verification_commands: {
    change: ({ frontMatter: { verification } }) => {
      const known = isMapping(verification) ? verification : {};
      return { verification: { ...known, commands: textsIn(known.commands) } };
    },
    said: () => 'normalized verification.commands',
  },
};

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function setField(file: TicketFile, params: Mapping): FieldChanges {
  const field = String(params.field);
  const value = params.value ?? (params.generate_uuidv7 ? newId() : null);
  if (value === null) throw fault(`Repair needs value for ${field}`);
  const needsUrl = field === 'version' && !('version_url' in file.frontMatter);
  return { [field]: value, ...(needsUrl ? { version_url: versionUrl } : {}) };
}

function repairTicket(repository: Repository, repair: Repair, { now }: RepairOptions): string | null {
  const place = placeOfRepair(repository, repair.ticket_path, 'ticket_path');
  const action = ticketActions[repair.action]!;
  const changed = changeTicket(place, (file) => {
    const body = repair.action === 'add_sections' ? addSections(file.body) : file.body;
    return { changes: action.change(file, repair.params, now), body };
  });
  return changed ? `${shorten(repository, place.file)}: ${action.said(repair.params)}` : null;
}

function addSections(body: string): string {
  const missing = requiredSections.filter((section) => !body.includes(section));
  return [body, ...missing.map((section) => `\n${section}\n(fill in)\n`)].join('');
}

function placeOfRepair(repository: Repository, path: string | undefined, field: string): TicketPlace {
  if (!path) throw fault(`A repair of this kind needs ${field}`);
  const file = confine(repository, path);
  const folder = field === 'ticket_path' ? dirname(file) : dirname(dirname(file));
  const named = field === 'ticket_path' ? basename(file) === 'ticket.md' : file.endsWith('.jsonl');
  if (!named || dirname(folder) !== repository.tickets) throw fault(`${path} is no file of a ticket.`);
  return { id: basename(folder), folder, file: join(folder, 'ticket.md'), logs: join(folder, 'logs') };
}

const logActions: Readonly<Record<string, { mend(entry: Mapping): Mapping; said: string }>> = {
  set_log_event_type: {
    mend: (entry) => ({ ...entry, event_type: inferEventType(entry) }),
    said: 'set event_type',
  },
  normalize_log_context: { mend: normalizeContext, said: 'normalized context' },
};

/** Lines that need no mending, and lines that cannot be read, stay as they are to the letter. */
function repairLog(repository: Repository, repair: Repair): string | null {
  const place = placeOfRepair(repository, repair.log_path, 'log_path');
  const path = confine(repository, repair.log_path!);
  const { mend, said } = logActions[repair.action]!;
  return whileLocked(place.folder, () => {
    const text = readFileSync(path, 'utf8');
    const lines = text.split('\n');
    for (const { line, entry } of readLogText(text)) {
      if (!entry) continue;
      const mended = JSON.stringify(mend(entry));
      if (mended !== JSON.stringify(entry)) lines[line - 1] = mended;
    }
    const after = lines.join('\n');
    if (after === text) return null;
    writeWhole(path, after);
    return `${shorten(repository, path)}: ${said}`;
  });
}

/** A type that the format knows stays; what is missing or unknown follows from the words of the summary. */
function inferEventType(entry: Mapping): string {
  const known = ['status', 'work', 'claim'].includes(String(entry.event_type));
  if (known) return String(entry.event_type);
  if (isMapping(entry.claim)) return 'claim';
  return /^Status (?:changed|reaffirmed)\b/.test(String(entry.summary)) ? 'status' : 'work';
}

function normalizeContext(entry: Mapping): Mapping {
  const listed = Array.isArray(entry.context) ? entry.context : [];
  const context = listed.map((item) => String(item ?? '').trim()).filter(Boolean);
  const isWork = inferEventType(entry) === 'work';
  if (isMachineEntry(entry) && isWork && context.length === 0) context.push(...fallbackContext(entry));
  return 'context' in entry || context.length > 0 ? { ...entry, context } : entry;
}

function fallbackContext(entry: Mapping): string[] {
  const items: string[] = [];
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  if (text(entry.created_from)) items.push(`Handoff from parent ticket ${text(entry.created_from)}.`);
  if (text(entry.summary)) items.push(`Recovered from summary: ${text(entry.summary)}`);
  return items.length > 0 ? items : ['Recovered context was unavailable during automated repair.'];
}

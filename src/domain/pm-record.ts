/** A ticket as plain JSON, the way product managers' scripts keep one (S2-5): written, and read back without loss. */
import * as z from 'zod';
import { agentTitle, findAgent } from './agent-role.ts';
import { AgentResult, type AgentUpdate } from './agent-update.ts';
import { coordinationOf } from './coordination.ts';
import { parseWorkStatus } from './lifecycle.ts';
import { type Priority, parsePriority } from './priority.ts';
import {
  Criterion,
  newWork,
  PlanningFacet,
  type Ticket,
  TicketType,
  WorkFacet,
  type WorkStatus,
} from './ticket.ts';

/** What the plain fields cannot hold. It counts only while the status is the one that was written (U-32). */
const Marker = z.object({
  status: z.string(),
  type: TicketType,
  work: WorkFacet.omit({ assigneeId: true, assigneeType: true, assignedAt: true }),
  planning: PlanningFacet.pick({
    effortRange: true,
    estimatedHours: true,
    slaDueAt: true,
    lane: true,
    horizon: true,
  }),
  criteria: z.array(Criterion),
  effort: z.string().nullable(),
  /** Whether it is to be reviewed before a tracker gets it; an approval holds where it was given alone. */
  needsReview: z.boolean(),
  /** Its key. */
  parent: z.string().nullable(),
});

const Update = z.object({
  agent: z.string(),
  timestamp: z.string().optional(),
  result: z.string(),
  details: z.string().default(''),
});

const Link = z.object({ ticket_id: z.string(), relationship: z.string() });

export const PmRecord = z.object({
  /** `BUG-2026-001`. */
  id: z.string(),
  title: z.string().trim().min(1).max(256),
  description: z.string().default(''),
  status: z.string().default('open'),
  priority: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  reporter: z.string().nullish(),
  assignee: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  metadata: z.record(z.string(), z.unknown()).default({}),
  orchestration: z
    .object({
      agents_required: z.array(z.string()).default([]),
      workflow: z.string().nullish(),
      sla: z.string().nullish(),
    })
    .nullish(),
  agent_updates: z.array(Update).default([]),
  blocker: z.string().nullish(),
  resolution: z.string().nullish(),
  linked_tickets: z.array(Link).default([]),
});
export type PmRecord = z.infer<typeof PmRecord>;

export type PmAround = {
  assignee: string | null;
  parentKey: string | null;
  updates: readonly AgentUpdate[];
  links: readonly z.infer<typeof Link>[];
};

const priorityWords = [undefined, 'critical', 'high', 'medium', 'low'] as const;

const visibleStatus: Record<WorkStatus, string> = {
  open: 'open',
  in_progress: 'in_progress',
  blocked: 'blocked',
  failed: 'blocked',
  done: 'closed',
  cancelled: 'closed',
};

export function writePmRecord(ticket: Ticket, around: PmAround): PmRecord {
  const { work, planning } = ticket;
  const { reporter, metadata, orchestration } = coordinationOf(ticket);
  const status = visibleStatus[work.status];
  const priority = priorityWords[ticket.priority];
  const { type, criteria, effort } = ticket;
  const marker = Marker.parse({
    needsReview: ticket.review.status !== null,
    status,
    type,
    work,
    planning,
    criteria,
    effort,
    parent: around.parentKey,
  });
  const resolution = sayResolution(ticket);
  const blocker = work.blocker?.text ?? work.errorMessage;
  return {
    id: ticket.key,
    title: ticket.title,
    description: ticket.description,
    status,
    ...(priority ? { priority } : {}),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    reporter,
    assignee: around.assignee ?? 'PM',
    tags: ticket.labels,
    metadata: { ...metadata, docket: marker },
    orchestration: orchestration && {
      agents_required: orchestration.agentsRequired.map(agentTitle),
      workflow: orchestration.workflow,
      sla: orchestration.sla,
    },
    agent_updates: around.updates.map(({ agent, createdAt, result, details, error }) => ({
      ...{ agent: agentTitle(agent), timestamp: createdAt, result, details: error || details },
    })),
    ...(blocker ? { blocker } : {}),
    ...(resolution ? { resolution } : {}),
    linked_tickets: [...around.links],
  };
}

function sayResolution({ work }: Ticket): string | null {
  if (work.status === 'done') return work.resolutionDetail ?? work.resolution;
  if (work.status !== 'cancelled') return null;
  return work.resolution === 'merged' ? 'duplicate' : 'wont_fix';
}

export type ReadRecord = Pick<
  Ticket,
  'key' | 'type' | 'title' | 'description' | 'labels' | 'priority' | 'criteria' | 'effort'
> & {
  /** Of those nobody is said to have, and of those Docket does not know, null. */
  assignee: string | null;
  parentKey: string | null;
  review: 'generated' | null;
  work: WorkFacet;
  planning: Partial<Pick<PlanningFacet, 'effortRange' | 'estimatedHours' | 'slaDueAt' | 'lane' | 'horizon'>>;
  coordination: Pick<NonNullable<Ticket['coordination']>, 'reporter' | 'metadata' | 'orchestration'>;
  updates: Pick<AgentUpdate, 'agent' | 'result' | 'details' | 'createdAt'>[];
  links: z.infer<typeof Link>[];
  createdAt: string;
  updatedAt: string;
};

/** `at` stands for times it does not give. Throws INVALID_INPUT for a status that is none. */
export function readPmRecord(record: PmRecord, at: string): ReadRecord {
  const { docket, ...metadata } = record.metadata;
  const found = Marker.safeParse(docket);
  const marker = found.success && found.data.status === record.status ? found.data : null;
  const { orchestration, assignee } = record;
  const createdAt = isoOr(record.created_at, at);
  const work = marker
    ? { ...newWork(), ...marker.work }
    : workOf(record, createdAt, isoOr(record.updated_at, createdAt));
  const isIdle = work.status === 'open' || work.status === 'cancelled';
  return {
    key: record.id,
    type: marker?.type ?? typeOf(record.id),
    title: record.title,
    description: record.description,
    labels: record.tags.map((tag) => tag.trim()).filter(Boolean),
    priority: (parsePriority(record.priority ?? 'none') ?? 0) as Priority,
    criteria: marker?.criteria ?? [],
    effort: marker?.effort ?? null,
    assignee: !assignee || assignee === 'PM' ? null : assignee,
    parentKey: marker?.parent ?? null,
    review: marker?.needsReview && isIdle ? 'generated' : null,
    work,
    planning: marker?.planning ?? {},
    coordination: {
      reporter: record.reporter ?? null,
      metadata,
      orchestration: orchestration
        ? {
            agentsRequired: orchestration.agents_required.map((name) => findAgent(name) ?? name),
            workflow: orchestration.workflow ?? null,
            sla: orchestration.sla ?? null,
          }
        : null,
    },
    updates: record.agent_updates.map(({ agent, timestamp, result, details }) => ({
      agent: findAgent(agent) ?? agent,
      result: AgentResult.catch('note').parse(result),
      details,
      createdAt: isoOr(timestamp, at),
    })),
    links: record.linked_tickets,
    createdAt,
    updatedAt: isoOr(record.updated_at, createdAt),
  };
}

/** By what can be seen alone (U-35). */
function workOf({ status, resolution, blocker }: PmRecord, createdAt: string, at: string): WorkFacet {
  const dropped = /^(?:wont_?fix|duplicate|invalid)$/i.test(resolution ?? '');
  const read = /^resolved$/i.test(status) ? 'done' : parseWorkStatus(status);
  const is = read === 'done' && dropped ? 'cancelled' : read;
  const base = { ...newWork(), status: is, startedAt: is === 'open' ? null : createdAt };
  if (is === 'blocked') {
    return { ...base, blockedAt: at, blocker: { text: blocker || 'no reason given', by: null, at } };
  }
  if (is === 'failed') return { ...base, finishedAt: at, errorMessage: blocker || 'no reason given' };
  if (is === 'done') {
    return {
      ...base,
      resolution: 'completed',
      resolutionDetail: resolution ?? null,
      completedAt: at,
      finishedAt: at,
    };
  }
  if (is !== 'cancelled') return base;
  const merged = /duplicate/i.test(resolution ?? '');
  return { ...base, resolution: merged ? 'merged' : 'dropped', cancelledAt: at, finishedAt: at };
}

const types: Record<string, TicketType> = {
  ...{ BUG: 'bug', FEAT: 'feature', DOC: 'doc', QA: 'qa', EPIC: 'epic', SEC: 'security', DEBT: 'tech_debt' },
  ...{ HOT: 'hotfix', REL: 'release', PRESS: 'press_release', MKT: 'campaign', CAP: 'capability' },
};

function typeOf(key: string): TicketType {
  return types[key.split('-')[0]!] ?? 'task';
}

/** Times of other programs often lack a zone; they are taken as UTC. */
function isoOr(text: string | undefined, fallback: string): string {
  if (!text) return fallback;
  const date = new Date(/(?:z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? fallback : date.toISOString();
}

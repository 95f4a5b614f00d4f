/** Tickets raised from a template: the rules say how urgent they are, who works on them and until when (S2-12 to S2-19, S2-49). */
import type { AgentUpdate } from '../domain/agent-update.ts';
import { newCoordination } from '../domain/coordination.ts';
import { DocketError } from '../domain/errors.ts';
import { newExecution } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import {
  defaultSla,
  estimateHours,
  estimateImpact,
  missingParts,
  type PmTemplate,
  priorityFor,
  readVotes,
  slaMs,
} from '../domain/pm-template.ts';
import type { Caller } from '../domain/principal.ts';
import type { Priority } from '../domain/priority.ts';
import type { OriginFacet } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Nouns } from '../ports/store.ts';
import type { NewTicket } from '../tickets/create.ts';
import { inside } from '../tickets/inside.ts';
import { viewTickets } from '../tickets/view.ts';
import type { PmDeps } from './pm-deps.ts';

export type RaiseWish = {
  template: PmTemplate;
  title: string;
  description?: string | undefined;
  errorMessage?: string | undefined;
  userVotes?: number | undefined;
  estimatedHours?: number | undefined;
  parentId?: Id | undefined;
  criteria?: string[] | undefined;
  /** What a person said, unless the rules make it more urgent. */
  priority?: Priority | undefined;
  /** Waits for review, as what is to be pushed does. */
  isReviewed?: boolean | undefined;
};

export type Raised = { view: TicketView; missing: string[] };

/**
 * Needs no review unless it is wished: a person asked for it in so many words. Nothing is sent to a tracker by it. `also` is
 * done in the same transaction.
 */
export function raiseTicket(
  deps: PmDeps,
  caller: Caller,
  wish: RaiseWish,
  also: (nouns: Nouns, ticketId: Id) => Promise<void> = async () => {},
): Promise<Raised> {
  return inside(deps, caller, async ({ nouns, scope, ids, clock, addTickets }) => {
    const draft = draftOf(ids.next(), caller, wish, clock.now());
    const [ticket] = await addTickets(nouns, scope, [draft]);
    await also(nouns, ticket!.id);
    for (const note of alertsOf(ids, ticket!.id, caller, wish.template, clock.now()))
      await nouns.agentUpdates.append(note);
    const [view] = await viewTickets(nouns, caller.workspaceId, [ticket!]);
    return { view: view!, missing: missingParts(`${wish.title}. ${wish.description ?? ''}`) };
  });
}

/** What the rules say of a ticket that somebody writes down, and what its description leaves out. */
export type Ruled = Pick<NewTicket, 'priority' | 'coordination' | 'planned'> & {
  template: PmTemplate;
  missing: string[];
};

/** The templates whose rules hold for every ticket of their type (ruling C-9); an incident is raised by name. */
const general = new Set(['bug', 'feature', 'documentation', 'qa']);

/** Null for a type that has no rules. */
export function rulesFor(
  templates: readonly PmTemplate[],
  { type, ...wish }: Omit<RaiseWish, 'template'> & { type: PmTemplate['type'] },
  caller: Caller,
  now: Date,
): Ruled | null {
  const template = templates.find((one) => one.type === type && general.has(one.id));
  if (!template) return null;
  // Whatever its id, only what the rules make of it is taken.
  const { priority, coordination, planned } = draftOf('', caller, { ...wish, template }, now);
  const missing = missingParts(`${wish.title}. ${wish.description ?? ''}`);
  return { template, priority, coordination, planned, missing };
}

export function draftOf(id: Id, caller: Caller, wish: RaiseWish, now: Date): NewTicket {
  const { template, title, description = '', parentId } = wish;
  const text = [title, description, wish.errorMessage ?? ''].join(' ');
  const userVotes = wish.userVotes ?? readVotes(text) ?? 0;
  const priority = priorityOf(wish, text, userVotes);
  const sla = template.sla ?? defaultSla(priority);
  const hours = wish.estimatedHours ?? estimateHours(text);
  const lasts = sla && slaMs(sla);
  const due = lasts ? new Date(now.getTime() + lasts).toISOString() : null;
  const { agents: agentsRequired, workflow } = template;
  const isEpic = template.type === 'epic';
  return {
    ...{ id, type: template.type, title, labels: [...template.labels], priority, parentId: parentId ?? null },
    description: describe(description, wish.errorMessage),
    ...{
      criteria: (wish.criteria ?? []).map((one) => ({ text: one, met: null, origin: 'person' as const })),
      effort: null,
      review: wish.isReviewed ? 'generated' : null,
      effortRange: null,
      suggestedAfter: [],
      assigneeId: null,
    },
    execution: { ...newExecution(), threadId: caller.threadId },
    coordination: {
      ...newCoordination(),
      reporter: caller.principal.name,
      metadata: metadataOf(wish, text, hours),
      orchestration: isEpic ? null : { agentsRequired, workflow, sla },
    },
    planned: isEpic ? {} : { estimatedHours: hours, slaDueAt: due },
    origin: manual(),
  };
}

/** A person's word holds, but for what is urgent by the rules. */
function priorityOf({ template, priority }: RaiseWish, text: string, votes: number): Priority {
  const ruled = priorityFor(template, { text, votes });
  return priority === undefined || ruled === 1 ? ruled : priority;
}

export function manual(): OriginFacet {
  const none = { documentId: null, documentVersion: null, primaryBlockId: null };
  return { kind: 'manual', madeBy: 'person', ...none, sourceLines: [], sourceQuote: null, sourceKey: null };
}

function describe(description: string, errorMessage: string | undefined): string {
  return errorMessage ? `${description}\n\n\`\`\`\n${errorMessage}\n\`\`\``.trim() : description;
}

function metadataOf(
  { template, errorMessage, userVotes, title, description }: RaiseWish,
  text: string,
  hours: number,
) {
  const isBug = template.type === 'bug' || template.type === 'hotfix' || template.type === 'security';
  const missing = missingParts(`${title}. ${description ?? ''}`);
  return {
    template: template.id,
    ...(template.run ? { workflow_id: template.run } : {}),
    ...(errorMessage ? { error_message: errorMessage } : {}),
    ...(isBug ? { affected_users: estimateImpact(text) } : {}),
    ...(template.type === 'feature' ? { user_votes: userVotes ?? readVotes(text) ?? 0 } : {}),
    ...(template.type === 'epic' ? {} : { estimated_effort: `${hours} hours`, estimated_hours: hours }),
    ...(missing.length > 0 ? { missing_description_parts: missing } : {}),
  };
}

/** Each agent that is alerted has it in writing. */
function alertsOf(
  ids: PmDeps['ids'],
  ticketId: Id,
  { workspaceId }: Caller,
  template: PmTemplate,
  now: Date,
): AgentUpdate[] {
  if (!template.alert_all) return [];
  const none = { error: null, runId: null, stepId: null, key: null };
  return Object.entries(template.alerts).map(([agent, details]) => ({
    ...{ id: ids.next(), workspaceId, ticketId, agent, result: 'note' as const, details },
    ...none,
    createdAt: now.toISOString(),
  }));
}

/** By id or name, loosely. Throws NOT_FOUND with those there are. */
export function findTemplate(templates: readonly PmTemplate[], words: string): PmTemplate {
  const wanted = words.toLowerCase().replace(/[\s_-]+/g, '');
  const other: Record<string, string> = {
    doc: 'documentation',
    docs: 'documentation',
    incident: 'productionincident',
  };
  const squeeze = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
  const found = templates.find(({ id, name }) =>
    [squeeze(id), squeeze(name)].includes(other[wanted] ?? wanted),
  );
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: `There is no template "${words}". Nothing was changed.`,
    remedy: `Templates are: ${templates.map(({ id }) => id).join(', ')}.`,
  });
}

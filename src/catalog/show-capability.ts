/** The living card of a capability, what a model reads of it, what programs do, and how one is found. */
import { drawCapabilityCard } from '../cards/capability-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { CapabilityView, IdeaView } from '../domain/capability-view.ts';
import type { FocusChange } from '../domain/conversation.ts';
import { DocketError } from '../domain/errors.ts';
import type { ToolContext } from './define-tool.ts';
import { toSnakeCase, wireTicket } from './wire.ts';

/** One card per capability and thread, which follows its stage, gates and tickets. */
export function showCapability(view: CapabilityView): Shown {
  const { id } = view.capability;
  const subjects = [id, ...view.tickets.map(({ ticket }) => ticket.id)];
  return {
    card: drawCapabilityCard(view),
    living: { key: `capability:${id}`, tool: 'show_capability', input: { capability: id }, subjects },
  };
}

/** What "it" means after a capability was shown. */
export function focusCapability({ capability, tickets }: CapabilityView): FocusChange {
  return { capabilityId: capability.id, ticketIds: tickets.map(({ ticket }) => ticket.id) };
}

/** The named one, else the one last shown in this thread, else the latest that was begun there. Throws NOT_FOUND. */
export async function nameCapability(
  { services, caller, focus }: ToolContext,
  name: string | undefined,
): Promise<string> {
  const found = name?.trim() || focus.capabilityId || (await services.factory.ofThread(caller));
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: 'No capability was named, and none was begun here. Nothing was changed.',
    remedy: 'Name it by its key, such as PROJ-1; /docket dashboard lists them.',
  });
}

export function briefCapability(view: CapabilityView) {
  const { capability, tickets, missing, gate, blockedBy } = view;
  return {
    key: capability.key,
    title: capability.title,
    stage: capability.stage,
    status: capability.status,
    missing,
    ...(gate ? { gate: 'Only a person of the right role decides, with the buttons of the card.' } : {}),
    ...(blockedBy.length > 0 ? { blocked_by: blockedBy.map(({ key }) => key) } : {}),
    tickets: tickets.slice(-40).map(({ ticket }) => ({
      key: ticket.key,
      title: ticket.title,
      stage: ticket.stage?.stage,
      status: ticket.work.status,
    })),
  };
}

export function wireCapability({ tickets, product, notice: _, ...view }: CapabilityView) {
  const { capability, documents } = view;
  const docs = Object.fromEntries(
    ['spec', 'architecture', 'capability_yaml'].flatMap((kind) => {
      const own = documents.filter((one) => one.kind === kind);
      const last = own.at(-1);
      const approved = own.findLast(({ approvedAt }) => approvedAt !== null)?.version ?? null;
      return last
        ? [[kind, { path: last.path, url: last.url, version: last.version, approved_version: approved }]]
        : [];
    }),
  );
  const { missing, next, gate, blockedBy, blocking } = view;
  return {
    ...(toSnakeCase(capability) as object),
    product: product.name,
    umbrella_key: view.umbrellaKey,
    docs,
    depends_on: blockedBy.map(({ key }) => key),
    blocked_by: blockedBy,
    blocking,
    cogs: {
      estimate: view.estimate,
      actual: view.actual,
      explicit: view.estimateIsExplicit,
      detail: toSnakeCase(capability.cogs),
    },
    gate: toSnakeCase(gate),
    decisions: toSnakeCase(view.decisions),
    stages: view.stages,
    missing,
    next,
    reentries: view.reentries,
    overdue: view.overdue,
    due_at: view.dueAt,
    tickets: tickets.map(wireStageTicket),
  };
}

function wireStageTicket(view: CapabilityView['tickets'][number]) {
  const { stage } = view.ticket;
  return {
    ...wireTicket(view),
    stage: stage?.stage ?? null,
    visit: stage?.visit ?? null,
    audience: stage?.audience ?? null,
    stage_role: stage?.role ?? null,
    audience_fields: stage?.fields ?? {},
    over_capacity: stage?.overCapacity ?? false,
    gate_decision: toSnakeCase(stage?.gate ?? null),
  };
}

export function wireIdea({ idea, ticketKey, capabilities, product }: IdeaView) {
  return { ...(toSnakeCase(idea) as object), product: product.name, ticket_key: ticketKey, capabilities };
}

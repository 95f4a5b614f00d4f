/** Gathers what the agent is told about a thread. */
import { agentTitle } from '../domain/agent-role.ts';
import type { Thread } from '../domain/conversation.ts';
import type { DialogueContext, DialogueTicket, Question } from '../domain/dialogue.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Workspace } from '../domain/principal.ts';
import { priorityCode } from '../domain/priority.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Attachment } from '../ports/surface.ts';
import type { Deeds } from './deeds.ts';

/** More than a person can mean by "3" or "those"; the tools read the rest themselves. */
const mostTickets = 120;
const mostDocuments = 20;
/** Fewer, since they are named rarely and each costs a model tokens. */
const mostOthers = 60;
const mostCapabilities = 60;

type UnlistedTicket = Omit<DialogueTicket, 'n'>;

export async function gatherDialogue(
  deps: { store: Store; clock: Clock; deeds: Pick<Deeds, 'trackers' | 'workflows'> },
  thread: Thread,
  caller: Caller,
  attachments: readonly Attachment[],
  pending: Question | null,
): Promise<DialogueContext> {
  const workspace = await deps.store.workspaces.get(thread.workspaceId);
  const documents = await deps.store.documents.list(thread.workspaceId);
  const members = await deps.store.members.list(thread.workspaceId);
  const { names, preferred } = deps.deeds.trackers();
  const { documentId, boardId, pushId, tracker, ticketIds, about } = thread.focus;
  const numbers = (about?.ticketIds ?? []).map((id) => ticketIds.indexOf(id) + 1);
  return {
    today: today(deps.clock, workspace),
    user: caller.principal.name,
    documents: documents
      .slice(0, mostDocuments)
      .map(({ id, title, source }) => ({ id, title, name: source.name })),
    trackers: names,
    preferredTracker: preferred,
    people: members.map((member) => member.name),
    workflows: await deps.deeds.workflows(thread.workspaceId),
    ...(await pipelineOf(deps.store, thread.workspaceId)),
    focus: {
      ...{ documentId, boardId, pushId, tracker },
      tickets: await focusedTickets(deps.store, thread),
      about: numbers.filter((number) => number > 0),
      others: await unlistedTickets(deps.store, thread),
    },
    attachments: attachments.map((attachment) => attachment.name),
    pending,
  };
}

async function pipelineOf(store: Store, workspaceId: Id): Promise<Pick<DialogueContext, 'pipeline'>> {
  const products = await store.products.list(workspaceId);
  if (products.length === 0) return {};
  const open = await store.capabilities.list(workspaceId, { open: true });
  const capabilities = open.slice(-mostCapabilities).map(({ key, title, stage }) => ({ key, title, stage }));
  return { pipeline: { prefixes: products.map(({ prefix }) => prefix), capabilities } };
}

async function focusedTickets(store: Store, thread: Thread): Promise<DialogueTicket[]> {
  const ids = thread.focus.ticketIds.slice(0, mostTickets);
  if (ids.length === 0) return [];
  const tickets = await store.tickets.list(thread.workspaceId, { ids });
  const told = await describeTickets(store, thread, tickets);
  return ids.flatMap((id, at) => {
    const ticket = told.get(id);
    return ticket ? { n: at + 1, ...ticket } : [];
  });
}

async function unlistedTickets(store: Store, thread: Thread): Promise<UnlistedTicket[]> {
  const { documentId, ticketIds } = thread.focus;
  if (!documentId) return [];
  const all = await store.tickets.list(thread.workspaceId, { documentId });
  const others = all.filter((ticket) => !ticketIds.includes(ticket.id)).slice(0, mostOthers);
  return [...(await describeTickets(store, thread, others)).values()];
}

async function describeTickets(
  store: Store,
  { workspaceId }: Thread,
  tickets: readonly Ticket[],
): Promise<Map<Id, UnlistedTicket>> {
  const ids = tickets.map((ticket) => ticket.id);
  const refs = ids.length > 0 ? await store.externalRefs.ofTickets(workspaceId, ids) : [];
  const keys = new Map(refs.map((ref) => [ref.ticketId, ref.externalKey]));
  const names = await namesOf(store, workspaceId, tickets);
  return new Map(
    tickets.map((ticket) => [
      ticket.id,
      {
        key: ticket.key,
        title: ticket.title,
        type: ticket.type,
        priority: priorityCode(ticket.priority),
        review: ticket.review.status,
        status: ticket.work.status,
        externalKey: keys.get(ticket.id) ?? null,
        labels: ticket.labels,
        assignee: assigneeName(ticket, names),
      },
    ]),
  );
}

function assigneeName({ work }: Ticket, names: ReadonlyMap<string, string>): string | null {
  if (work.assigneeId === null) return null;
  return work.assigneeType === 'agent' ? agentTitle(work.assigneeId) : (names.get(work.assigneeId) ?? null);
}

async function namesOf(
  store: Store,
  workspaceId: Id,
  tickets: readonly Ticket[],
): Promise<Map<string, string>> {
  if (tickets.every((ticket) => ticket.work.assigneeId === null)) return new Map();
  const members = await store.members.list(workspaceId);
  return new Map(members.map(({ id, name }) => [id, name]));
}

function today(clock: Clock, workspace: Workspace | null): string {
  const timeZone = workspace?.timeZone ?? 'UTC';
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(clock.now());
}

/** Writes a planned generation: new tickets with traces and links, and what becomes of the ones they replace. */
import type { Block, Document } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { AppendEvents, EventDraft } from './append-events.ts';
import type { AddTickets } from './create.ts';
import type { Matched } from './diff-proposals.ts';
import { archiveTicket, handOnChildren, type Writing } from './discard.ts';
import { type DraftContext, draftEdges, draftTickets, type Edge, traceDraft } from './draft-rows.ts';
import { countAsked, type GenerationPlan } from './plan-generation.ts';
import { orphanTicket, refreshTicket, relocateTicket, reviseTicket } from './revise.ts';

export type GenerationWriting = Writing & {
  ids: IdSource;
  addTickets: AddTickets;
  appendEvents: AppendEvents;
};

export type GenerationInput = {
  plan: GenerationPlan;
  drafts: readonly TicketDraft[];
  document: Document;
  blocks: readonly Block[];
};

/** Returns what was made of which draft, and warnings for people. TicketsGenerated comes last and once, and not at all when nothing was written. */
export async function writeGeneration(
  writing: GenerationWriting,
  input: GenerationInput,
): Promise<{ created: Map<TicketDraft, Ticket>; warnings: string[] }> {
  const { nouns, scope, addTickets } = writing;
  const { plan, document, blocks } = input;
  const fresh = new Map(plan.create.map((draft) => [draft.ref, writing.ids.next()]));
  const find = (ref: string) => fresh.get(ref) ?? plan.standIns.get(ref)?.id;
  const members = plan.create.some((draft) => draft.assignee)
    ? await nouns.members.list(scope.workspaceId)
    : [];
  const { tickets, warnings } = draftTickets(plan.create, { document, blocks, members, find });
  const created = await addTickets(nouns, scope, tickets);
  await writeTraces(writing, input, find);
  await reviseAll(writing, input, find);
  await retire(writing, plan, created);
  const circular = await writeLinks(writing, input, find, new Set(fresh.values()));
  await tellGenerated(writing, input);
  const made = new Map(plan.create.map((draft, at) => [draft, created[at]!]));
  return { created: made, warnings: [...warnings, ...circular] };
}

async function writeTraces(
  { nouns, ids, clock }: GenerationWriting,
  { plan, blocks }: GenerationInput,
  find: DraftContext['find'],
): Promise<void> {
  const stamp = { nextId: () => ids.next(), at: clock.now().toISOString() };
  const drafts = [...plan.create, ...plan.retrace.map(({ draft }) => draft)];
  const traces = drafts.flatMap((draft) => traceDraft(draft, find(draft.ref)!, blocks, stamp));
  if (traces.length > 0) await nouns.traces.insert(traces);
}

/** Returns a warning per edge that was left out. */
async function writeLinks(
  { nouns, scope, ids, clock, appendEvents }: GenerationWriting,
  { drafts }: GenerationInput,
  find: DraftContext['find'],
  fresh: ReadonlySet<Id>,
): Promise<string[]> {
  if (!drafts.some((draft) => draft.dependsOn.length > 0)) return [];
  const known = await liveEdges(nouns, scope.workspaceId);
  const { edges, circular } = draftEdges(drafts, find, (id) => fresh.has(id), known);
  const createdAt = clock.now().toISOString();
  for (const edge of edges) {
    const link: TicketLink = {
      id: ids.next(),
      workspaceId: scope.workspaceId,
      type: 'blocks',
      ...edge,
      declaredOn: 'target',
      createdBy: scope.actor.id,
      createdAt,
    };
    await nouns.links.insert(link);
  }
  const linked = edges.map((edge): EventDraft => {
    return { type: 'TicketLinked', ticketId: edge.targetId, payload: { type: 'blocks', ...edge } };
  });
  await appendEvents(nouns, scope, linked);
  const titles = new Map(drafts.map((draft) => [find(draft.ref), draft.title]));
  return circular.map(({ sourceId, targetId }) => {
    const [first, then] = [titles.get(sourceId), titles.get(targetId)];
    return `"${then}" does not wait for "${first}", although the document says so: they would wait for each other.`;
  });
}

/** Links of deleted tickets are kept with them and hold nobody up. */
async function liveEdges(nouns: Nouns, workspaceId: Id): Promise<Edge[]> {
  const links = await nouns.links.ofType(workspaceId, 'blocks');
  const ids = [...new Set(links.flatMap(({ sourceId, targetId }) => [sourceId, targetId]))];
  const live = new Set((await nouns.tickets.list(workspaceId, { ids })).map((ticket) => ticket.id));
  return links.filter(({ sourceId, targetId }) => live.has(sourceId) && live.has(targetId));
}

/** The same ticket goes on under its key, whatever became of its requirement's words, number and place. */
async function reviseAll(
  { mutate, nouns, scope }: GenerationWriting,
  { plan, document, blocks }: GenerationInput,
  find: DraftContext['find'],
): Promise<void> {
  const write = async ({ ticket, next }: Matched, revise: typeof reviseTicket) => {
    const { parentRef } = next.draft;
    const parentId = parentRef === null ? undefined : find(parentRef);
    await mutate(nouns, scope, ticket.id, (now) => revise(now, next, { document, blocks, parentId }));
  };
  for (const matched of plan.diff.changed) await write(matched, reviseTicket);
  for (const matched of plan.diff.moved) await write(matched, relocateTicket);
}

async function retire(writing: GenerationWriting, plan: GenerationPlan, created: Ticket[]): Promise<void> {
  for (const old of plan.supersede) {
    await archiveTicket(writing, old.id, { reason: 'superseded' });
    const heir = created.find((ticket) => replaces(ticket, old));
    await handOnChildren(writing, old.id, heir?.id ?? null);
  }
  const { mutate, nouns, scope } = writing;
  for (const { id } of plan.orphan) await mutate(nouns, scope, id, orphanTicket);
  for (const { id } of plan.markFresh) await mutate(nouns, scope, id, refreshTicket);
}

function replaces(ticket: Ticket, old: Ticket): boolean {
  return (
    ticket.origin.sourceKey === old.origin.sourceKey ||
    (ticket.type === old.type && ticket.title === old.title)
  );
}

async function tellGenerated(writing: GenerationWriting, { plan, document }: GenerationInput): Promise<void> {
  const changed = [plan.create, plan.supersede, plan.orphan, plan.markFresh, plan.retrace];
  if (changed.every((list) => list.length === 0)) return;
  const payload = {
    created: plan.create.length,
    reused: plan.reused,
    superseded: plan.supersede.length,
    markedStale: countAsked(plan),
  };
  await writing.appendEvents(writing.nouns, writing.scope, [
    { type: 'TicketsGenerated', documentId: document.id, payload },
  ]);
}

/** Writes a planned generation: new tickets with traces and links, and what becomes of the ones they replace. */
import type { Block, Document } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import type { AppendEvents } from './append-events.ts';
import type { AddTickets } from './create.ts';
import type { Matched } from './diff-proposals.ts';
import { archiveTicket, handOnChildren, type Writing } from './discard.ts';
import { addLinks, dropLinks, liveEdges } from './document-links.ts';
import { draftTickets, type Edge, sortEdges, traceDraft } from './draft-rows.ts';
import { countAsked, type GenerationPlan } from './plan-generation.ts';
import { offerTicket, orphanTicket, refreshTicket, relocateTicket, reviseTicket } from './revise.ts';

export type GenerationWriting = Writing & {
  ids: IdSource;
  addTickets: AddTickets;
  appendEvents: AppendEvents;
};

export type GenerationInput = {
  plan: GenerationPlan;
  document: Document;
  blocks: readonly Block[];
  /** The run named block types. */
  narrowed: boolean;
};

/** Returns what was made of which draft, and warnings for people. TicketsGenerated comes last and once, and not at all when nothing was written. */
export async function writeGeneration(
  writing: GenerationWriting,
  input: GenerationInput,
): Promise<{ created: Map<TicketDraft, Ticket>; warnings: string[] }> {
  const { nouns, scope, addTickets } = writing;
  const { plan, document, blocks, narrowed } = input;
  const { find } = plan;
  const members = plan.create.some((draft) => draft.assignee)
    ? await nouns.members.list(scope.workspaceId)
    : [];
  const { tickets, warnings } = draftTickets(plan.create, { document, blocks, members, find, narrowed });
  const created = await addTickets(nouns, scope, tickets);
  await writeTraces(writing, input);
  await reviseAll(writing, input);
  await retire(writing, plan, created);
  const circular = await writeLinks(writing, plan);
  await tellGenerated(writing, input);
  const made = new Map(plan.create.map((draft, at) => [draft, created[at]!]));
  return { created: made, warnings: [...warnings, ...circular] };
}

async function writeTraces(
  { nouns, ids, clock }: GenerationWriting,
  { plan, blocks }: GenerationInput,
): Promise<void> {
  const stamp = { nextId: () => ids.next(), at: clock.now().toISOString() };
  const placed = [
    ...plan.create.map((draft) => ({ draft, id: plan.find(draft.ref)! })),
    ...plan.retrace.map(({ ticket, draft }) => ({ draft, id: ticket.id })),
  ];
  const traces = placed.flatMap(({ draft, id }) => traceDraft(draft, id, blocks, stamp));
  if (traces.length > 0) await nouns.traces.insert(traces);
}

/** What new tickets need, and what changed for those that follow the document. Returns a warning per link left out. */
async function writeLinks(writing: GenerationWriting, plan: GenerationPlan): Promise<string[]> {
  const { nouns, scope } = writing;
  const wishes = plan.create.flatMap((draft) =>
    [...new Set(draft.dependsOn)].flatMap((ref): Edge[] => {
      const sourceId = plan.find(ref);
      return sourceId ? [{ sourceId, targetId: plan.find(draft.ref)! }] : [];
    }),
  );
  const { add, drop } = plan.links;
  if (wishes.length + add.length + drop.length === 0) return [];
  const gone = (one: Edge) =>
    drop.some(({ sourceId, targetId }) => one.sourceId === sourceId && one.targetId === targetId);
  await dropLinks(writing, drop);
  const known = (await liveEdges(nouns, scope.workspaceId)).filter((edge) => !gone(edge));
  const { edges, circular } = sortEdges([...wishes, ...add], known);
  await addLinks(writing, edges);
  return circular.length === 0 ? [] : sayCircular(nouns, scope.workspaceId, circular);
}

async function sayCircular(nouns: Nouns, workspaceId: Id, circular: readonly Edge[]): Promise<string[]> {
  const ids = circular.flatMap(({ sourceId, targetId }) => [sourceId, targetId]);
  const titles = new Map(
    (await nouns.tickets.list(workspaceId, { ids })).map(({ id, title }) => [id, title]),
  );
  return circular.map(({ sourceId, targetId }) => {
    const [first, then] = [titles.get(sourceId), titles.get(targetId)];
    return `"${then}" does not wait for "${first}", although the document says so: they would wait for each other.`;
  });
}

/** The same ticket goes on under its key, whatever became of its requirement's words, number and place. */
async function reviseAll(
  { mutate, nouns, scope }: GenerationWriting,
  { plan, document, blocks }: GenerationInput,
): Promise<void> {
  const write = async (matched: Matched, revise: typeof reviseTicket | typeof offerTicket) => {
    const { ticket, next } = matched;
    const { parentRef } = next.draft;
    const parentId = parentRef === null ? undefined : plan.find(parentRef);
    const place = { document, blocks, parentId, needs: plan.needsOf(ticket.id) };
    await mutate(nouns, scope, ticket.id, (now) => revise(now, matched, place), { deleted: true });
  };
  for (const matched of plan.diff.changed) await write(matched, reviseTicket);
  for (const matched of plan.diff.moved) await write(matched, relocateTicket);
  for (const matched of plan.recalled.offered) await write(matched, offerTicket);
  for (const { id } of plan.recalled.withdrawn) {
    await mutate(nouns, scope, id, refreshTicket, { deleted: true });
  }
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

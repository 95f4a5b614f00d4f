/** Tickets generated from a document that is a capability's approved spec become engineering work of its build (ruling C-24). */
import { type Capability, isEnded } from '../domain/capability.ts';
import type { Document } from '../domain/document.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { StageFacet } from '../domain/stage.ts';
import type { Ticket } from '../domain/ticket.ts';
import { alter, type Desk, houseCaller, type Writing } from './desk.ts';
import { readGround } from './ground.ts';
import { generatedTemplate } from './make-tickets.ts';
import { latest } from './stage-guards.ts';

/** After tickets were generated, and after a spec was approved for which there were some already. Done again it changes nothing. */
export async function adoptGenerated(desk: Desk, event: DomainEvent): Promise<void> {
  const { type, workspaceId, documentId, capabilityId, payload } = event;
  if (type === 'TicketsGenerated' && documentId) {
    const document = await desk.store.documents.get(workspaceId, documentId);
    const open = document ? await desk.store.capabilities.list(workspaceId, { open: true }) : [];
    for (const one of open) if (document) await adopt(desk, one, [document]);
  }
  const isPassed = type === 'GateDecided' && payload.gate === 'spec_approval';
  if (!isPassed || !capabilityId || payload.decision !== 'approved') return;
  const capability = await desk.store.capabilities.get(workspaceId, capabilityId);
  if (capability) await adopt(desk, capability, await desk.store.documents.list(workspaceId));
}

async function adopt(desk: Desk, found: Capability, documents: readonly Document[]): Promise<void> {
  if (isEnded(found) || found.lane !== 'capability') return;
  const { workspaceId, id } = found;
  const spec = latest({ documents: await desk.store.capabilities.documents(workspaceId, id) }, 'spec');
  if (!spec?.approvedAt) return;
  const own: Id[] = [];
  for (const document of documents)
    if (await isSpecOf(desk, found, document, spec.text)) own.push(document.id);
  const tickets = (
    await Promise.all(own.map((documentId) => desk.store.tickets.list(workspaceId, { documentId })))
  ).flat();
  const fresh = tickets.filter(({ stage, origin }) => !stage && origin.kind === 'generated');
  if (fresh.length === 0) return;
  await alter(desk, houseCaller(workspaceId), id, async (writing, item) => {
    const { tickets: known } = await readGround(writing.nouns, item);
    const there = new Set(known.map((ticket) => ticket.id));
    for (const { id: ticketId } of fresh)
      if (!there.has(ticketId)) await takeIn(writing, item.capability, ticketId);
    return null;
  });
}

/** Its title or file carries the capability's key, or its text is the spec's. */
async function isSpecOf(
  desk: Desk,
  { key, workspaceId }: Capability,
  { id, title, source, version, deletedAt }: Document,
  spec: string,
): Promise<boolean> {
  if (deletedAt !== null) return false;
  const named = new RegExp(`(?:^|[^A-Z0-9-])${key}(?![0-9-])`, 'i');
  if (named.test(title) || named.test(source.name)) return true;
  const read = await desk.store.documents.version(workspaceId, id, version);
  return read !== null && squeeze(read.content) === squeeze(spec);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

async function takeIn({ desk, nouns, scope }: Writing, capability: Capability, id: Id): Promise<void> {
  await desk.mutate(nouns, scope, id, (current) => {
    if (current.stage) return null;
    const next: Ticket = {
      ...current,
      stage: facetOf(capability, current),
      parentId: current.parentId ?? capability.ticketId,
      labels: [
        ...new Set([
          ...current.labels,
          `capability:${capability.key}`,
          'stage:build',
          'audience:engineering',
        ]),
      ],
    };
    return { next, events: [{ type: 'TicketDetailsUpdated', payload: { fields: ['stage', 'labels'] } }] };
  });
}

function facetOf({ id: capabilityId, key: capability, visits }: Capability, { id }: Ticket): StageFacet {
  const visit = visits.build ?? 1;
  return {
    ...{ capabilityId, capability, stage: 'build', visit, audience: 'engineering', role: 'work' },
    ...{ template: generatedTemplate, key: `build#${visit}:${generatedTemplate}:engineering:${id}` },
    ...{ mandatory: true, fields: {}, component: null, cogs: null, gate: null, overCapacity: false },
  };
}

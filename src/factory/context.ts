/** What whoever works on a capability has to know: the bundle, the block in pushed issues, and notes on what is done (S1-38, S1-39). */
import type { Capability } from '../domain/capability.ts';
import type { CapabilityView, ContextBundle } from '../domain/capability-view.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Desk } from './desk.ts';
import { readCapabilitySpec } from './read-spec.ts';
import { viewCapability } from './view-capability.ts';

export async function readContext(
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
  capability: Capability,
): Promise<ContextBundle> {
  const now = clock.now();
  const view = await viewCapability(store, capability, now.toISOString());
  const { codebase_context: codebase } = view.product.config;
  const yaml = view.documents.findLast(({ kind }) => kind === 'capability_yaml');
  const comments = await store.comments.ofTicket(capability.workspaceId, capability.ticketId);
  return {
    view,
    inStageMs: now.getTime() - Date.parse(capability.enteredStageAt),
    criteria: yaml ? readCapabilitySpec(yaml.text).acceptance_criteria : [],
    codebase: codebase || null,
    channel: capability.channel,
    meetings: comments
      .filter(({ text }) => /^\s*(?:meeting|call|summary)\b/i.test(text))
      .map(({ text }) => text),
    history: await store.capabilities.history(capability.workspaceId, capability.id),
    releaseNotes: writeReleaseNotes(view),
  };
}

/** From tickets that are done and nothing else: what is still open is no news for customers. */
export function writeReleaseNotes({
  capability,
  tickets,
}: Pick<CapabilityView, 'capability' | 'tickets'>): string {
  const own = tickets.map(({ ticket }) => ticket);
  const done = own.filter(
    ({ stage, work }) => stage?.role === 'work' && stage.audience === 'engineering' && work.status === 'done',
  );
  if (done.length === 0) return '';
  const version = own.findLast(({ stage }) => stage?.audience === 'release' && stage.fields.version)?.stage
    ?.fields.version;
  const kinds: [string, (ticket: Ticket) => boolean][] = [
    ['New', ({ type }) => type === 'story' || type === 'feature'],
    ['Fixed', ({ type }) => type === 'bug' || type === 'hotfix'],
    ['Changed', () => true],
  ];
  const told = new Set<string>();
  const sections = kinds.flatMap(([name, is]) => {
    const some = done.filter((ticket) => !told.has(ticket.id) && is(ticket));
    for (const { id } of some) told.add(id);
    return some.length > 0
      ? [`## ${name}`, ...some.map((ticket) => `- ${plainTitle(ticket, capability)} (${ticket.key})`), '']
      : [];
  });
  return [`# ${capability.title}${version ? ` ${version}` : ''}`, '', ...sections].join('\n').trim();
}

/** `[Build] Implement scoring API — PROJ-1` without what only the team needs. */
function plainTitle({ title }: Ticket, { key }: Capability): string {
  return title.replace(/^\[[^\]]+\]\s*/, '').replace(new RegExp(`\\s*—\\s*${key}$`), '');
}

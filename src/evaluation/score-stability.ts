/** Whether tickets outlive edits of their document: each edit is generated from again and compared as a living document is. */
import { matchBlocks } from '../documents/block-identity.ts';
import { structureText } from '../documents/structure-text.ts';
import type { Block, BlockTicketLink } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import { createIdSource } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { proposeByRules } from '../generation/propose-by-rules.ts';
import { buildTicket } from '../tickets/create.ts';
import { draftTickets, traceDraft } from '../tickets/draft-rows.ts';
import { type GenerationPlan, planGeneration } from '../tickets/plan-generation.ts';
import type { Edit, EditKind } from './edit.ts';
import { proposeEdits } from './edits.ts';
import type { GoldDocument } from './gold.ts';
import { addShares, type Share } from './share.ts';

/** Edits that came out as expected, and a sentence on each that did not. */
export type Stability = Partial<Record<EditKind, { share: Share; misses: string[] }>>;

const at = '2000-01-01T00:00:00.000Z';
const { next: nextId } = createIdSource(() => 0);
const document = { id: nextId(), version: 0 };
const scope = { workspaceId: nextId(), actor: { kind: 'user' as const, id: 'editor', name: 'Editor' } };

const nobodyDecided = {
  ended: [],
  links: [],
  decisions: [],
  limit: <Draft>(drafts: readonly Draft[]) => [...drafts],
  nextId,
};

/** By rules, and in this thread: meant for documents that were read once already. */
export async function scoreStability(
  name: string,
  content: string,
  gold: GoldDocument | undefined,
): Promise<Stability> {
  const first = await generate(name, content);
  const known = store(first);
  let stability: Stability = {};
  for (const edit of proposeEdits(content, { blocks: first.blocks, tickets: first.drafts }, gold)) {
    const next = await generate(name, edit.content, first.blocks);
    const plan = planGeneration({ ...next, ...known, ...nobodyDecided });
    const faults = faultsOf(edit, plan, dependentsOf(first.drafts, edit));
    const misses = faults.length === 0 ? [] : [`${name}, ${edit.what}: ${faults.join('; ')}`];
    const one = { share: { hit: misses.length === 0 ? 1 : 0, of: 1 }, misses };
    stability = addStability([stability, { [edit.kind]: one }]);
  }
  return stability;
}

export function addStability(all: readonly Stability[]): Stability {
  const kinds = new Set(all.flatMap((one) => Object.keys(one) as EditKind[]));
  return Object.fromEntries(
    [...kinds].map((kind) => {
      const entries = all.flatMap((one) => one[kind] ?? []);
      const share = addShares(entries.map((entry) => entry.share));
      return [kind, { share, misses: entries.flatMap(({ misses }) => misses) }];
    }),
  );
}

async function generate(name: string, content: string, before: readonly Block[] = []) {
  const place = {
    workspaceId: scope.workspaceId,
    documentId: document.id,
    version: before.length > 0 ? 1 : 0,
  };
  const blocks = await matchBlocks(structureText(content).blocks, before, place, nextId);
  return { blocks, drafts: proposeByRules({ name, content, blocks }).tickets };
}

/** The tickets as they would be kept, and their traces. */
function store({ blocks, drafts }: Awaited<ReturnType<typeof generate>>) {
  const ids = new Map(drafts.map((draft) => [draft.ref, nextId()]));
  const find = (ref: string) => ids.get(ref);
  const rows = draftTickets(drafts, { document, blocks, members: [], find }).tickets;
  const tickets = rows.map((row) => buildTicket(row, scope, row.id, at));
  const traces: BlockTicketLink[] = drafts.flatMap((draft) =>
    traceDraft(draft, find(draft.ref)!, blocks, { nextId, at }),
  );
  return { tickets, traces };
}

/** Titles of those that wait for the ticket an edit is about: what they wait for may change with it. */
function dependentsOf(drafts: readonly TicketDraft[], { ticket }: Edit): Set<string> {
  const waiting = drafts.filter((draft) => ticket !== null && draft.dependsOn.includes(ticket.ref));
  return new Set(waiting.map(({ title }) => title));
}

/** What is not as this edit should leave it. Epics gather tickets and ask for nothing themselves. */
function faultsOf(edit: Edit, { diff }: GenerationPlan, dependents: ReadonlySet<string>): string[] {
  const isWork = ({ type }: { type: string }) => type !== 'epic';
  const isMeant = (ticket: Ticket) =>
    edit.ticket !== null &&
    ticket.title === edit.ticket.title &&
    ticket.origin.sourceKey === edit.ticket.sourceKey;
  const added = diff.added.map(({ draft }) => draft).filter(isWork);
  const changed = diff.changed.map(({ ticket }) => ticket).filter(isWork);
  const removed = diff.removed.filter(isWork);
  const moved = diff.moved.map(({ ticket }) => ticket).filter(isWork);
  const faults: string[] = [];
  const blame = (word: string, titles: { title: string }[]) => {
    if (titles.length > 0) faults.push(`${word} ${titles.map(({ title }) => `"${title}"`).join(', ')}`);
  };
  if (added.length < edit.added) faults.push('nothing new');
  blame('new', added.slice(edit.added));
  blame(
    'changed',
    changed.filter((ticket) => !(isMeant(ticket) && edit.kind !== 'delete') && !dependents.has(ticket.title)),
  );
  blame(
    'gone',
    removed.filter((ticket) => !(isMeant(ticket) && edit.kind === 'delete')),
  );
  if (edit.kind !== 'move') blame('moved', moved);
  if (edit.kind === 'delete' && !removed.some(isMeant)) faults.push('not gone');
  if (edit.kind === 'reword' && !changed.some(isMeant)) faults.push('not changed');
  return faults;
}

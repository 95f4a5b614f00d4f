/** The tickets of blocks whose content did not change: they stay, whatever a model says of them this time. */
import type { Block, BlockTicketLink } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Matched } from './diff-proposals.ts';
import { baselineOf, type PlacedDraft, placeDraft, samePath, stripId } from './match-drafts.ts';
import { newestTraces } from './sources.ts';
import { latestOf } from './three-way.ts';

export type Kept = {
  tickets: Set<Ticket>;
  standIns: Map<string, Ticket>;
  /** Drafts that need no ticket any more. */
  settled: Set<TicketDraft>;
  /** Drafts of a model in unchanged blocks: they may stand for an old ticket, but make no new one. */
  full: Set<TicketDraft>;
  /** Kept under other headings than before. */
  moved: Matched[];
};

/** `blocks` are those of the current version, which the drafts' `blockIndexes` point into. */
export function keepUnchanged(
  tickets: readonly Ticket[],
  drafts: readonly TicketDraft[],
  { blocks, traces: all }: { blocks: readonly Block[]; traces: readonly BlockTicketLink[] },
): Kept {
  const traces = newestTraces(all);
  const hashes = new Map(blocks.map((block) => [block.id, block.contentHash]));
  const holds = (trace: BlockTicketLink) => hashes.get(trace.blockId) === trace.contentHash;
  const unchanged = tickets.filter(({ id }) => traces.get(id)?.every(holds) ?? false);
  const byBlock = Map.groupBy(unchanged, ({ id }) => traces.get(id)![0]!.blockId);
  const kept: Kept = {
    tickets: new Set(unchanged),
    standIns: new Map(),
    settled: new Set(),
    full: new Set(),
    moved: [],
  };
  for (const [blockId, own] of Map.groupBy(drafts, (draft) => blocks[draft.blockIndexes[0]!]!.id)) {
    const there = byBlock.get(blockId);
    if (!there) continue;
    const placed = own.map((draft) => placeDraft(draft, blocks));
    const standIns = pickStandIns(there, placed);
    for (const next of placed) {
      const ticket = standIns.get(next);
      if (ticket) keep(kept, ticket, next);
      else if (next.draft.madeBy === 'model') kept.full.add(next.draft);
    }
  }
  return kept;
}

function keep(kept: Kept, ticket: Ticket, next: PlacedDraft): void {
  kept.settled.add(next.draft);
  kept.standIns.set(next.draft.ref, ticket);
  const path = latestOf(ticket)?.path;
  const told = kept.moved.some((one) => one.ticket === ticket);
  if (path && !told && !samePath(path, next.path))
    kept.moved.push({ ticket, next, content: baselineOf(next) });
}

/**
 * The tickets of an unchanged block that its drafts mean, by key, by title, then by their words. A model names things
 * differently each time, so a block's only ticket stands for whatever it says there.
 */
function pickStandIns(tickets: readonly Ticket[], placed: readonly PlacedDraft[]): Map<PlacedDraft, Ticket> {
  const found = new Map<PlacedDraft, Ticket>();
  for (const means of [sameKey, sameTitle]) {
    for (const next of placed) {
      const ticket = found.get(next) ?? tickets.find((one) => means(one, next));
      if (ticket) found.set(next, ticket);
    }
  }
  for (const next of placed.filter((one) => !found.has(one))) {
    const taken = new Set(found.values());
    const ticket = tickets.find((one) => !taken.has(one) && shareWords(one, next)) ?? onlyOne(tickets, next);
    if (ticket) found.set(next, ticket);
  }
  return found;
}

function sameKey({ origin }: Ticket, { draft }: PlacedDraft): boolean {
  return origin.sourceKey === draft.sourceKey;
}

function sameTitle({ title }: Ticket, { draft }: PlacedDraft): boolean {
  return title === draft.title;
}

/** One passage holds the other, however finely it was cut this time. */
function shareWords(ticket: Ticket, { text }: PlacedDraft): boolean {
  const said = [stripId(latestOf(ticket)?.text ?? ''), stripId(text)];
  const [short, long] = said.sort((a, b) => a.length - b.length);
  return short !== '' && long!.includes(short!);
}

function onlyOne(tickets: readonly Ticket[], { draft }: PlacedDraft): Ticket | undefined {
  const [only, ...others] = tickets;
  const byModel = draft.madeBy === 'model' || only?.origin.madeBy === 'model';
  return byModel && others.length === 0 ? only : undefined;
}

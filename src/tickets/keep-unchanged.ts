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
  for (const draft of drafts) {
    const own = byBlock.get(blocks[draft.blockIndexes[0]!]!.id);
    if (!own) continue;
    const next = placeDraft(draft, blocks);
    const ticket = pickStandIn(own, next);
    if (!ticket) {
      if (draft.madeBy === 'model') kept.full.add(draft);
      continue;
    }
    kept.settled.add(draft);
    kept.standIns.set(draft.ref, ticket);
    const path = latestOf(ticket)?.path;
    const told = kept.moved.some((one) => one.ticket === ticket);
    if (path && !told && !samePath(path, next.path)) {
      kept.moved.push({ ticket, next, content: baselineOf(next) });
    }
  }
  return kept;
}

/**
 * The ticket of an unchanged block that a draft means. A model names things differently each time, so a block's only
 * ticket stands for whatever it says there; the rules' reading stands by its words.
 */
function pickStandIn(tickets: readonly Ticket[], { draft, text }: PlacedDraft): Ticket | undefined {
  const [only, ...others] = tickets;
  const byModel = draft.madeBy === 'model' || only?.origin.madeBy === 'model';
  return (
    tickets.find((ticket) => ticket.origin.sourceKey === draft.sourceKey) ??
    tickets.find((ticket) => ticket.title === draft.title) ??
    tickets.find((ticket) => shareWords(latestOf(ticket)?.text ?? '', text)) ??
    (byModel && others.length === 0 ? only : undefined)
  );
}

/** One passage holds the other, however finely it was cut this time. */
function shareWords(one: string, other: string): boolean {
  const [short, long] = [stripId(one), stripId(other)].sort((a, b) => a.length - b.length);
  return short !== '' && long!.includes(short!);
}

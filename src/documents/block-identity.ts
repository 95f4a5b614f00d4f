/** Keeps a block the same block when its document is edited around it: ids and people's retyping survive. */
import { type Block, contentHash } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';

type Place = { workspaceId: Id; documentId: Id; version: number };

/**
 * Blocks for a new version. One whose content stands in the version before keeps that block's id, wherever it moved;
 * of the rest, one below the same heading, or with most of the same words, does too. `edited` types are kept.
 */
export function matchBlocks(
  drafts: readonly BlockDraft[],
  before: readonly Block[],
  place: Place,
  nextId: () => Id,
): Block[] {
  const free = new Set(before);
  const matched = new Map<number, Block>();
  const claim = (fits: (draft: BlockDraft, block: Block) => boolean) => {
    drafts.forEach((draft, at) => {
      if (matched.has(at)) return;
      const block = [...free].find((candidate) => fits(draft, candidate));
      if (!block) return;
      matched.set(at, block);
      free.delete(block);
    });
  };
  const hashes = new Map(drafts.map((draft) => [draft, contentHash(draft.content)]));
  claim((draft, block) => hashes.get(draft) === block.contentHash);
  claim((draft, block) => sameHeading(draft, block) && overlap(draft.content, block.content) >= 0.3);
  claim((draft, block) => overlap(draft.content, block.content) >= 0.6);
  return drafts.map((draft, order) =>
    toBlock(draft, matched.get(order), { ...place, order, hash: hashes.get(draft)!, nextId }),
  );
}

function toBlock(
  draft: BlockDraft,
  kept: Block | undefined,
  given: Place & { order: number; hash: string; nextId: () => Id },
): Block {
  return {
    id: kept?.id ?? given.nextId(),
    workspaceId: given.workspaceId,
    documentId: given.documentId,
    version: given.version,
    type: kept?.edited ? kept.type : draft.type,
    title: draft.title,
    content: draft.content,
    contentHash: given.hash,
    lines: draft.lines,
    headingPath: draft.headingPath,
    order: given.order,
    edited: kept?.edited ?? false,
  };
}

function sameHeading(draft: BlockDraft, block: Block): boolean {
  return draft.title === block.title && draft.headingPath.join('\n') === block.headingPath.join('\n');
}

/** Shared words over all words, each counted once. */
function overlap(one: string, other: string): number {
  const left = words(one);
  const right = words(other);
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / Math.max(1, left.size + right.size - shared);
}

function words(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []);
}

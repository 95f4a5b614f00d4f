/** Keeps a block the same block when its document is edited around it: ids and people's retyping survive. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Block, contentHash } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';

type Place = { workspaceId: Id; documentId: Id; version: number };

/** A large document has thousands of blocks; after this many, everybody else has a turn. */
const stretch = 200;
/** A word that stands in more blocks than this tells none of them from the others. */
const telling = 50;

/**
 * Blocks for a new version. One whose content stands in the version before keeps that block's id, wherever it moved;
 * of the rest, one below the same heading, or with most of the same words, does too. `edited` types are kept. `pinned`
 * are the blocks known to begin at a line, whatever happened to their words.
 */
export async function matchBlocks(
  drafts: readonly BlockDraft[],
  before: readonly Block[],
  place: Place,
  nextId: () => Id,
  pinned: ReadonlyMap<number, Block> = new Map(),
): Promise<Block[]> {
  const hashes = new Map<BlockDraft, string>();
  await inTurns(drafts, (draft) => hashes.set(draft, contentHash(draft.content)));
  const kept = before.length === 0 ? new Map() : await findKept(drafts, before, hashes, pinned);
  const blocks: Block[] = [];
  await inTurns(drafts, (draft, order) =>
    blocks.push(toBlock(draft, kept.get(draft), { ...place, order, hash: hashes.get(draft)!, nextId })),
  );
  return blocks;
}

async function findKept(
  drafts: readonly BlockDraft[],
  before: readonly Block[],
  hashes: ReadonlyMap<BlockDraft, string>,
  pinned: ReadonlyMap<number, Block>,
): Promise<Map<BlockDraft, Block>> {
  const free = new Set(before);
  const kept = new Map<BlockDraft, Block>();
  for (const draft of drafts) {
    const block = pinned.get(draft.lines[0]);
    if (block && free.delete(block)) kept.set(draft, block);
  }
  const claim = async (candidates: (draft: BlockDraft) => readonly Block[], least: number) => {
    await inTurns(
      drafts.filter((draft) => !kept.has(draft)),
      (draft) => {
        const block = candidates(draft).find(
          (one) => free.has(one) && (least === 0 || overlap(draft.content, one.content) >= least),
        );
        if (!block) return;
        kept.set(draft, block);
        free.delete(block);
      },
    );
  };
  const byHash = Map.groupBy(before, (block) => block.contentHash);
  await claim((draft) => byHash.get(hashes.get(draft)!) ?? [], 0);
  const byHeading = Map.groupBy(free, headingOf);
  await claim((draft) => (byHeading.get(headingOf(draft)) ?? []).slice(0, telling), 0.3);
  const byWord = await indexWords([...free]);
  await claim((draft) => blocksSharing(byWord, draft.content), 0.6);
  return kept;
}

async function inTurns<Item>(items: readonly Item[], deed: (item: Item, at: number) => unknown) {
  for (const [at, item] of items.entries()) {
    if (at % stretch === stretch - 1) await nextTurn();
    deed(item, at);
  }
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

function headingOf({ title, headingPath }: Pick<Block, 'title' | 'headingPath'>): string {
  return [title ?? '', ...headingPath].join('\n');
}

async function indexWords(blocks: readonly Block[]): Promise<Map<string, Block[]>> {
  const index = new Map<string, Block[]>();
  await inTurns(blocks, (block) => {
    for (const word of words(block.content)) {
      const known = index.get(word);
      if (known) known.push(block);
      else index.set(word, [block]);
    }
  });
  return index;
}

/** Blocks that share a telling word, in the order of their document. */
function blocksSharing(index: ReadonlyMap<string, readonly Block[]>, content: string): Block[] {
  const found = new Set<Block>();
  for (const word of words(content)) {
    const blocks = index.get(word) ?? [];
    if (blocks.length <= telling) for (const block of blocks) found.add(block);
  }
  return [...found].sort((a, b) => a.order - b.order).slice(0, telling);
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

/** Writes a version of a document with its blocks: the one way a document's text changes. */
import {
  type Block,
  type Cuts,
  contentHash,
  type Document,
  type DocumentVersion,
} from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns } from '../ports/store.ts';
import { adjustBlocks } from './adjust-blocks.ts';
import { matchBlocks } from './block-identity.ts';
import { splitLines } from './structure-text.ts';

export type VersionInput = Pick<
  DocumentVersion,
  'content' | 'via' | 'note' | 'received' | 'cuts' | 'conflicts'
> & {
  drafts: readonly BlockDraft[];
  /** The blocks whose ids may be kept. */
  before: readonly Block[];
  /** By the line they begin at: blocks known to be kept, and types given by a person. */
  pinned?: ReadonlyMap<number, Block>;
  types?: ReadonlyMap<number, string>;
};

type Writing = { nouns: Nouns; caller: Caller; clock: Clock; ids: IdSource };

/** `document` carries the new version's number and time; the caller has stored it. */
export async function writeVersion(
  { nouns, caller, clock, ids }: Writing,
  document: Document,
  input: VersionInput,
): Promise<Block[]> {
  const { workspaceId, id: documentId, version } = document;
  const place = { workspaceId, documentId, version };
  const drafts = adjustBlocks(input.drafts, splitLines(input.content), input.cuts);
  const matched = await matchBlocks(drafts, input.before, place, () => ids.next(), input.pinned);
  const blocks = matched.map((block) => giveType(block, input.types?.get(block.lines[0])));
  await nouns.blocks.replace(workspaceId, documentId, version, blocks);
  await nouns.events.append([tell(document, caller, { clock, ids }, input)]);
  return blocks;
}

export function toVersion(document: Document, caller: Caller, input: VersionInput): DocumentVersion {
  const { content, via, note, received, cuts, conflicts } = input;
  const { id: documentId, version, updatedAt: createdAt } = document;
  const made = { via, note, received, cuts, conflicts, createdBy: caller.principal, createdAt };
  return { documentId, version, content, contentHash: contentHash(content), ...made };
}

function giveType(block: Block, type: string | undefined): Block {
  return type === undefined || type === block.type ? block : { ...block, type, edited: true };
}

function tell(
  document: Document,
  caller: Caller,
  { clock, ids }: { clock: Clock; ids: IdSource },
  { via, note }: Pick<VersionInput, 'via' | 'note'>,
): DomainEvent {
  return {
    id: ids.next(),
    type: via === 'edit' ? 'DocumentEdited' : 'DocumentIngested',
    workspaceId: document.workspaceId,
    ticketId: null,
    documentId: document.id,
    boardId: null,
    pushId: null,
    runId: caller.runId ?? null,
    actor: caller.principal,
    occurredAt: clock.now().toISOString(),
    version: document.version,
    causationId: null,
    payload: { title: document.title, ...(note ? { note } : {}) },
  };
}

export function sameCuts(one: Cuts, other: Cuts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

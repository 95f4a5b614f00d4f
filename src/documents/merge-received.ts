/** Brings together a document as it was edited in chat and as it was read again from outside. */
import { createHash } from 'node:crypto';
import {
  type Cuts,
  contentHash,
  type Document,
  type DocumentVersion,
  type TextConflict,
} from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';
import type { Nouns } from '../ports/store.ts';
import { alignLines } from './align-lines.ts';
import { carryConflicts, carryCuts } from './carry-marks.ts';
import { versionOf } from './document-parts.ts';
import type { Clash } from './merge-texts.ts';
import type { MergeResult, MergeTask } from './merge-thread.ts';
import { createSideThread } from './side-thread.ts';
import { structureDocument } from './structure-document.ts';
import { splitLines } from './structure-text.ts';

export type Merging = {
  content: string;
  /** What was read, where that is not the content. */
  received: string | null;
  drafts: BlockDraft[];
  cuts: Cuts;
  conflicts: TextConflict[];
};

type Read = { text: string; hash: string; drafts: BlockDraft[] };

const thread = createSideThread<MergeTask, MergeResult>(new URL('./merge-thread.ts', import.meta.url));

/** Merges off the main thread; throws UNREADABLE for texts that take too long. */
export function mergeOffThread(before: string, ours: string, theirs: string): Promise<MergeResult> {
  return thread.run({ before, ours, theirs }, before.length + ours.length + theirs.length);
}

/** Null when what was read says nothing new: it is what was read last, or what the document says now. */
export async function mergeReceived(
  nouns: Pick<Nouns, 'documents'>,
  document: Document,
  current: DocumentVersion,
  read: Read,
): Promise<Merging | null> {
  const last = await lastRead(nouns, document, current);
  if (contentHash(last) === read.hash || current.contentHash === read.hash) return null;
  if (contentHash(last) === current.contentHash) {
    return { ...carry(current, read.text, []), content: read.text, received: null, drafts: read.drafts };
  }
  const { text: content, clashes } = await mergeOffThread(last, current.content, read.text);
  const { blocks: drafts } = await structureDocument(content);
  return { ...carry(current, content, clashes), content, received: read.text, drafts };
}

/** The text as it was last read from outside. */
async function lastRead(
  nouns: Pick<Nouns, 'documents'>,
  document: Document,
  current: DocumentVersion,
): Promise<string> {
  const history =
    current.via === 'ingest' ? [] : await nouns.documents.history(document.workspaceId, document.id);
  const read = history.findLast((one) => one.via === 'ingest');
  const version = read ? await versionOf(nouns, document, read.version) : current;
  return version.received ?? version.content;
}

function carry(current: DocumentVersion, content: string, clashes: readonly Clash[]) {
  const { cuts, conflicts } = current;
  const isPlain = cuts.split.length + cuts.joined.length + conflicts.length === 0;
  const moved = isPlain ? [] : alignLines(splitLines(current.content), splitLines(content));
  return {
    cuts: carryCuts(cuts, moved),
    conflicts: [...carryConflicts(conflicts, moved), ...clashes.map(toConflict)],
  };
}

function toConflict({ line, before, ours, theirs }: Clash): TextConflict {
  const [was, edited, received] = [before, ours, theirs].map((lines) => lines.join('\n')) as [
    string,
    string,
    string,
  ];
  const id = createHash('sha256').update([was, edited, received].join('\0')).digest('hex').slice(0, 12);
  return { id, lines: [line, line + ours.length], before: was, edited, received };
}

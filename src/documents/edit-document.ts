/** Makes new versions of a document out of edits, so that two people who edit at once lose nothing. */
import type { Block, Document, DocumentVersion } from '../domain/document.ts';
import type { BlockChange, Edited } from '../domain/document-edit.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Nouns } from '../ports/store.ts';
import { carryConflicts } from './carry-marks.ts';
import { changeBlocks } from './change-blocks.ts';
import { type DocumentsParts, documentOf, versionOf } from './document-parts.ts';
import { maxDocumentBytes } from './intake.ts';
import { cutsOf, nameBlock, openPage, type Page, type Turned, textOf } from './page.ts';
import { structureDocument } from './structure-document.ts';
import { splitLines } from './structure-text.ts';
import { sameCuts, toVersion, type VersionInput, writeVersion } from './write-version.ts';

/** An open document: everything an edit starts from. */
export type Opened = { document: Document; version: DocumentVersion; blocks: Block[]; page: Page };

/** What an edit makes of it; `conflicts` are those left, where it settles one. */
export type Turning = Turned & Partial<Pick<VersionInput, 'conflicts' | 'before' | 'cuts'>>;

const attempts = 8;

export async function editDocument(
  parts: DocumentsParts,
  caller: Caller,
  id: Id,
  change: BlockChange,
  seen?: number,
): Promise<Edited> {
  return turnDocument(parts, caller, id, async (opened) => {
    if (seen !== undefined && seen !== opened.document.version) await checkSeen(parts, opened, change, seen);
    return changeBlocks(opened.page, change);
  });
}

/** Carries out `turn` on the newest version, again when somebody else was faster. */
export async function turnDocument(
  parts: DocumentsParts,
  caller: Caller,
  id: Id,
  turn: (opened: Opened) => Promise<Turning>,
): Promise<Edited> {
  requireWriter(caller);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const opened = await openDocument(parts, caller, id);
    const edited = await keepTurn(parts, caller, opened, await turn(opened));
    if (edited) return edited;
  }
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'Many people are editing this document at once. Nothing was changed.',
    remedy: 'Try again in a moment.',
  });
}

async function openDocument({ store }: DocumentsParts, caller: Caller, id: Id): Promise<Opened> {
  const document = await documentOf(store, caller.workspaceId, id);
  const version = await versionOf(store, document);
  const blocks = await store.blocks.list(caller.workspaceId, id, document.version);
  return { document, version, blocks, page: openPage(splitLines(version.content), blocks, version.cuts) };
}

/** Null when the document has a newer version by now. */
async function keepTurn(
  parts: DocumentsParts,
  caller: Caller,
  opened: Opened,
  turning: Turning,
): Promise<Edited | null> {
  const { page, note } = turning;
  const content = textOf(page);
  const cuts = turning.cuts ?? cutsOf(page);
  const conflicts = turning.conflicts ?? carryConflicts(opened.version.conflicts, page.lines);
  if (isSame(opened, turning, { content, cuts, conflicts })) return unchanged(opened, turning);
  checkSize(content);
  const { title, blocks: drafts } = await structureDocument(content);
  const document: Document = {
    ...opened.document,
    title: titleAfter(opened, title),
    version: opened.document.version + 1,
    updatedAt: parts.clock.now().toISOString(),
  };
  const made = { via: 'edit' as const, note, received: null };
  const marks = { pinned: pinBlocks(opened.blocks, page), types: numberTypes(page) };
  const before = turning.before ?? opened.blocks;
  const input: VersionInput = { content, ...made, cuts, conflicts, drafts, before, ...marks };
  const blocks = await parts.store.transact(async (nouns) => {
    if (!(await nouns.documents.swap(document, opened.document.version))) return null;
    await nouns.documents.addVersion(caller.workspaceId, toVersion(document, caller, input));
    await keepForUndo(parts, nouns, caller, document);
    return writeVersion({ ...parts, nouns, caller }, document, input);
  });
  if (!blocks) return null;
  parts.log.info('document edited', { documentId: document.id, version: document.version });
  const block = blockAt(blocks, page, turning.about);
  return { document, blocks, block, note, changed: true, ...linesChanged(opened.page, page) };
}

/** The version itself says what it changed, so the deed only names it. */
async function keepForUndo(
  { ids }: DocumentsParts,
  nouns: Nouns,
  { deed, principal, workspaceId }: Caller,
  { id: subjectId, version, updatedAt: at }: Document,
): Promise<void> {
  if (!deed || principal.kind !== 'user') return;
  const made = { deedId: deed.id, tool: deed.tool, actorId: principal.id, at, undoneAt: null };
  const change = {
    id: ids.next(),
    workspaceId,
    subject: 'document' as const,
    subjectId,
    before: null,
    version,
  };
  await nouns.changes.append([{ ...change, ...made }]);
}

function isSame(
  { version }: Opened,
  { page }: Turning,
  next: Pick<VersionInput, 'content' | 'cuts' | 'conflicts'>,
): boolean {
  return (
    page.types.size === 0 &&
    textOf(openPage(splitLines(version.content), [], version.cuts)) === next.content &&
    sameCuts(version.cuts, next.cuts) &&
    version.conflicts.length === next.conflicts.length
  );
}

function unchanged({ document, blocks }: Opened, { page, about, note }: Turning): Edited {
  const block = blockAt(blocks, page, about);
  return { document, blocks, block, note, changed: false, removed: [], added: [] };
}

function blockAt(blocks: readonly Block[], page: Page, about: Turning['about']): Block | null {
  if (!about) return null;
  const line = page.lines.indexOf(about) + 1;
  return blocks.findLast((block) => block.lines[0] <= line) ?? null;
}

/** Blocks whose first line is still there begin where that line stands now. */
function pinBlocks(blocks: readonly Block[], page: Page): Map<number, Block> {
  const byLine = new Map(blocks.map((block) => [block.lines[0], block]));
  const pinned = new Map<number, Block>();
  page.lines.forEach(({ from }, at) => {
    const block = from === null ? undefined : byLine.get(from);
    if (!block) return;
    pinned.set(at + 1, block);
    byLine.delete(from!);
  });
  return pinned;
}

function numberTypes(page: Page): Map<number, string> {
  return new Map([...page.types].map(([line, type]) => [page.lines.indexOf(line) + 1, type]));
}

/** A document that is called what its heading says is still called that when the heading changes. */
function titleAfter({ document, blocks }: Opened, title: string | null): string {
  const follows = blocks.some((block) => block.type === 'meta' && block.title === document.title);
  return follows && title !== null ? title.slice(0, 256) : document.title;
}

function linesChanged(before: Page, after: Page): { removed: string[]; added: string[] } {
  const kept = new Set(after.lines);
  const said = (lines: Page['lines']) => lines.map((line) => line.text).filter((text) => text.trim() !== '');
  const old = new Set(before.lines);
  return {
    removed: said(before.lines.filter((line) => !kept.has(line))),
    added: said(after.lines.filter((line) => !old.has(line))),
  };
}

function checkSize(content: string): void {
  if (Buffer.byteLength(content) <= maxDocumentBytes) return;
  throw new DocketError('TOO_LARGE', {
    message: 'With that the document would be over 1 MB of text. Nothing was changed.',
    remedy: 'Split it into several documents.',
  });
}

/** Somebody else's edit of another block does no harm; of this one it does. */
async function checkSeen(
  { store }: DocumentsParts,
  { document, blocks }: Opened,
  change: BlockChange,
  seen: number,
): Promise<void> {
  if (change.op === 'write') throw changedSince('The document', 'changed');
  if (!('block' in change) || change.block === undefined || change.op === 'add') return;
  const then = await store.blocks.list(document.workspaceId, document.id, seen);
  const was = then.find((block) => block.id === change.block);
  const is = blocks.find((block) => block.id === change.block);
  if (was && is && was.contentHash === is.contentHash && was.type === is.type) return;
  throw changedSince(was ? nameBlock(was) : 'The block', is ? 'changed' : 'deleted');
}

function changedSince(what: string, happened: string): DocketError {
  return new DocketError('VERSION_CONFLICT', {
    message: `${what} was ${happened} by somebody else since you saw it. Nothing was changed.`,
    remedy: 'Look at the blocks again, then repeat your edit if it is still wanted.',
  });
}

/** Takes back one edit of a document and leaves the edits made after it. */
import { redoing, undoing } from '../domain/change.ts';
import type { Block, DocumentVersion, VersionNote } from '../domain/document.ts';
import type { Edited } from '../domain/document-edit.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { alignLines } from './align-lines.ts';
import { carryCuts } from './carry-marks.ts';
import { type DocumentsParts, documentOf, versionOf } from './document-parts.ts';
import { type Opened, type Turning, turnDocument } from './edit-document.ts';
import { mergeOffThread } from './merge-received.ts';
import type { Page } from './page.ts';
import { splitLines } from './structure-text.ts';
import type { TracedLine } from './traced-lines.ts';

export async function undoEdit(
  parts: DocumentsParts,
  caller: Caller,
  id: Id,
  wanted?: number,
): Promise<Edited> {
  const document = await documentOf(parts.store, caller.workspaceId, id);
  const history = await parts.store.documents.history(caller.workspaceId, id);
  const target =
    wanted === undefined ? lastOwn(history, caller) : history.find((one) => one.version === wanted);
  if (target?.via !== 'edit') throw nothingToUndo(document.title, wanted);
  const edit = await versionOf(parts.store, document, target.version);
  const before = await versionOf(parts.store, document, target.version - 1);
  const blocksOf = (version: number) => parts.store.blocks.list(caller.workspaceId, id, version);
  const [old, edited] = [await blocksOf(before.version), await blocksOf(edit.version)];
  return turnDocument(parts, caller, id, (opened) => takeBack(opened, { before, edit, old, edited }));
}

/**
 * Takes back the caller's latest deed where that was an edit of a document: null where it was something else. Edits that
 * are taken back already are passed over. Throws STALE as `undoEdit` does.
 */
export async function undoDeed(parts: DocumentsParts, caller: Caller, deedId?: Id): Promise<Edited | null> {
  const { changes } = parts.store;
  for (;;) {
    const [latest] = await changes.latest(caller.workspaceId, caller.principal.id);
    if (latest?.subject !== 'document' || latest.version === null) return null;
    if (deedId !== undefined && latest.deedId !== deedId) return null;
    const edited = await undoEdit(parts, kept(caller, undoing), latest.subjectId, latest.version);
    await changes.settle(caller.workspaceId, latest.deedId, parts.clock.now().toISOString());
    if (edited.changed) return edited;
  }
}

/** Does again what the caller's latest undo took back of a document; null where that was something else. Throws as `undoEdit`. */
export async function redoDeed(parts: DocumentsParts, caller: Caller): Promise<Edited | null> {
  const { changes } = parts.store;
  const [undo] = await changes.latestUndo(caller.workspaceId, caller.principal.id);
  if (undo?.subject !== 'document' || undo.version === null) return null;
  const edited = await undoEdit(parts, kept(caller, redoing), undo.subjectId, undo.version);
  await changes.settle(caller.workspaceId, undo.deedId, parts.clock.now().toISOString());
  return edited;
}

function kept(caller: Caller, as: string): Caller {
  return caller.deed ? { ...caller, deed: { ...caller.deed, tool: `${as}edit_document` } } : caller;
}

/** An edit that took another one back is none to take back again by itself. */
function lastOwn(history: readonly VersionNote[], caller: Caller): VersionNote | undefined {
  const undone = new Set(history.flatMap(({ note }) => undoes(note) ?? []));
  return history.findLast(
    ({ via, version, note, createdBy }) =>
      via === 'edit' && createdBy.id === caller.principal.id && undoes(note) === null && !undone.has(version),
  );
}

const opening = 'Took back version ';

function undoes(note: string | null): number | null {
  return note?.startsWith(opening) ? Number.parseInt(note.slice(opening.length), 10) : null;
}

type Past = { before: DocumentVersion; edit: DocumentVersion; old: Block[]; edited: Block[] };

async function takeBack(opened: Opened, past: Past): Promise<Turning> {
  const { before, edit, old } = past;
  const isLast = opened.document.version === edit.version;
  const lines = isLast ? splitLines(before.content) : await mergeBack(opened, past);
  const traced = reuse(opened.page, alignLines(splitLines(opened.version.content), lines));
  const gone = new Set(opened.blocks.map((block) => block.id));
  const page: Page = { ...opened.page, lines: traced };
  const cuts = isLast ? before.cuts : cutsBack(opened, past, traced);
  return {
    page: { ...page, types: typesBack(page, opened.blocks, past) },
    note: `${opening}${edit.version}: ${edit.note ?? 'an edit'}`,
    about: null,
    cuts,
    before: [...opened.blocks, ...old.filter((block) => !gone.has(block.id))],
  };
}

async function mergeBack({ version }: Opened, { before, edit }: Past): Promise<string[]> {
  const { text, clashes } = await mergeOffThread(edit.content, version.content, before.content);
  if (clashes.length === 0) return splitLines(text);
  throw new DocketError('STALE', {
    message:
      'That passage was changed again since, so the edit cannot be taken back by itself. Nothing was changed.',
    remedy: 'Take back the later edit first, or change the text as you want it.',
  });
}

/** The page's own line objects, so that lines that stay count as unchanged. */
function reuse(page: Page, aligned: readonly TracedLine[]): TracedLine[] {
  return aligned.map((line) => (line.from === null ? line : (page.lines[line.from - 1] ?? line)));
}

/** Without the marks the edit set, and with those it removed. */
function cutsBack({ version }: Opened, { before, edit }: Past, lines: readonly TracedLine[]) {
  const current = splitLines(version.content);
  const now = carryCuts(version.cuts, lines);
  const onPage = (content: string, marks: DocumentVersion['cuts']) =>
    carryCuts(carryCuts(marks, alignLines(splitLines(content), current)), lines);
  const [set, had] = [onPage(edit.content, edit.cuts), onPage(before.content, before.cuts)];
  const back = (key: 'split' | 'joined') => [
    ...now[key].filter((line) => !set[key].includes(line) || had[key].includes(line)),
    ...had[key].filter((line) => !now[key].includes(line) && !set[key].includes(line)),
  ];
  return { split: back('split'), joined: back('joined') };
}

/** Types the edit gave, back to what they were where nobody gave another one since. */
function typesBack(page: Page, current: readonly Block[], { old, edited }: Past): Map<TracedLine, string> {
  const types = new Map<TracedLine, string>();
  for (const was of old) {
    const given = edited.find((block) => block.id === was.id);
    const now = current.find((block) => block.id === was.id);
    if (!given || !now || given.type === was.type || now.type !== given.type) continue;
    const line = page.lines.find(({ from }) => from === now.lines[0]);
    if (line) types.set(line, was.type);
  }
  return types;
}

function nothingToUndo(title: string, version: number | undefined): DocketError {
  return new DocketError('NOT_FOUND', {
    message:
      version === undefined
        ? `You have not edited "${title}", so there is nothing to take back.`
        : `Version ${version} of "${title}" is not an edit made here. Nothing was changed.`,
    remedy: 'Say "what changed" to see the versions of the document.',
  });
}

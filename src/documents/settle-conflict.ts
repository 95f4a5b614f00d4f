/** Carries out a person's choice between what was edited in chat and what was read from outside. */
import type { TextConflict } from '../domain/document.ts';
import type { Edited } from '../domain/document-edit.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { carryConflicts } from './carry-marks.ts';
import type { DocumentsParts } from './document-parts.ts';
import type { ConflictChoice } from './documents.ts';
import { type Opened, type Turning, turnDocument } from './edit-document.ts';
import { swapLines } from './page.ts';
import { freshLines } from './traced-lines.ts';

const said: Record<ConflictChoice, string> = {
  edited: 'The text from chat was kept.',
  received: 'The text that was read in was taken.',
  both: 'Both texts were kept.',
};

export function settleConflict(
  parts: DocumentsParts,
  caller: Caller,
  id: Id,
  { conflict: name, take }: { conflict: string; take: ConflictChoice },
): Promise<Edited> {
  return turnDocument(parts, caller, id, async ({ page, version }: Opened): Promise<Turning> => {
    const conflict = version.conflicts.find((one) => one.id === name);
    if (!conflict) throw settled();
    const [first, end] = [conflict.lines[0] - 1, conflict.lines[1] - 1];
    const lines = [
      ...(take === 'received' ? [] : page.lines.slice(first, end)),
      ...(take === 'edited' || conflict.received === '' ? [] : freshLines(conflict.received)),
    ];
    const changed = take === 'edited' ? page : swapLines(page, [first, end], lines);
    const left = version.conflicts.filter((one): one is TextConflict => one !== conflict);
    return {
      page: changed,
      note: said[take],
      about: lines[0] ?? null,
      conflicts: carryConflicts(left, changed.lines),
    };
  });
}

function settled(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'That conflict is settled already, or its passage was changed since. Nothing was changed.',
    remedy: 'Say "show the conflicts" to see which are left.',
  });
}

/** Shows passages that were changed both in chat and in the file, and carries out the choice. */
import * as z from 'zod';
import { drawConflictsCard } from '../src/cards/conflicts-card.ts';
import { drawEditedCard } from '../src/cards/edited-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Conflicts, Edited } from '../src/domain/document-edit.ts';
import { DocketError } from '../src/domain/errors.ts';

const Take = z.enum(['edited', 'received', 'both']);

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  conflict: z.string().optional().describe('Number in the list of conflicts, or id; absent lists them'),
  take: Take.optional().describe('edited keeps the text from chat, received takes what was read'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Show the passages of a document that were changed both in chat and in the file that was read again, and choose which text stands. Without a choice it only lists them.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.object({ ...Conflicts.shape, edited: Edited.nullable() }),
  async run({ document: words, conflict, take }, { services, caller, ...context }) {
    const { document } = await resolveDocument({ services, caller, ...context }, words);
    const found = await services.documents.conflicts(caller, document.id);
    if (conflict === undefined || take === undefined) return { ...found, edited: null };
    const number = /^#?(\d{1,4})$/.exec(conflict.trim())?.[1];
    const id = number ? found.conflicts[Number(number) - 1]?.id : conflict;
    if (!id) throw noConflict(conflict, found.conflicts.length);
    const edited = await services.documents.settleConflict(caller, document.id, id, take);
    return { ...(await services.documents.conflicts(caller, document.id)), edited };
  },
  show: ({ document, conflicts, edited }) => {
    const left = { card: drawConflictsCard(document, conflicts) };
    if (!edited) return left;
    return [{ card: drawEditedCard(edited) }, ...(conflicts.length > 0 ? [left] : [])];
  },
  brief: ({ document, conflicts, edited }) => ({
    document: document.title,
    ...(edited ? { note: edited.note } : {}),
    conflicts: conflicts.map(({ edited: chat, received }, at) => ({
      number: at + 1,
      edited: chat,
      received,
    })),
  }),
  wire: ({ document, conflicts, edited }) => ({
    document_id: document.id,
    conflicts: toSnakeCase(conflicts),
    edited: edited && editedTool.wire(edited),
  }),
  focus: ({ document }) => ({ documentId: document.id }),
  press: [
    {
      verb: 'choose',
      input: ({ ref, item, rev }): Input => ({ document: ref, conflict: item, take: Take.options[rev - 1] }),
    },
  ],
  command: { verb: 'conflicts', usage: '[number] [edited|received|both]', input: readWords },
});

function readWords([conflict, word]: string[]): Input {
  if (!conflict) return {};
  const take = Take.safeParse(word?.toLowerCase());
  if (take.success) return { conflict, take: take.data };
  throw new DocketError('INVALID_INPUT', {
    message: 'Say which conflict, and which text stands. Nothing was changed.',
    remedy: 'For example: /docket conflicts 1 received',
  });
}

function noConflict(name: string, count: number): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `There is no conflict "${name}"; ${count === 0 ? 'none is' : `${count} are`} left. Nothing was changed.`,
    remedy: 'Say "show the conflicts" to see their numbers.',
  });
}

/** Gives a document another title, type or status. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { readNamedWords } from '../src/catalog/named-words.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { Document, DocumentStatus, DocumentType } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  title: z.string().optional(),
  document_type: DocumentType.optional(),
  status: DocumentStatus.optional().describe('Only a person calls a document approved or published'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Give a document another title, type (prd, spec, memo …) or status (draft, review, approved, published). Changes none of its text.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: Document,
  async run({ document: words, title, document_type: type, status }, context) {
    const { services, caller } = context;
    if ((title ?? type ?? status) === undefined) throw nothingSaid();
    const { document } = await resolveDocument(context, words);
    return services.documents.describe(caller, document.id, { title, type, status });
  },
  show: ({ title, type, status }) => ({
    card: drawNoticeCard(`“${title}” is a ${type.replaceAll('_', ' ')}, and its status ${status}.`),
  }),
  focus: ({ id }) => ({ documentId: id }),
  command: { verb: 'describe', usage: '<document> title:… type:… status:…', input: readWords },
});

function readWords(words: string[]): Input {
  const { rest, title, type, status } = readNamedWords(words, ['title', 'type', 'status']);
  const said = Input.safeParse({
    ...(rest ? { document: rest } : {}),
    ...(title ? { title } : {}),
    ...(type ? { document_type: type } : {}),
    ...(status ? { status } : {}),
  });
  if (said.success) return said.data;
  throw new DocketError('INVALID_INPUT', {
    message: 'That is no type or status of a document. Nothing was changed.',
    remedy: `Types: ${DocumentType.options.join(', ')}. Statuses: ${DocumentStatus.options.join(', ')}.`,
  });
}

function nothingSaid(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'It was not said what to change. Nothing was changed.',
    remedy: 'Give a title, a type or a status.',
  });
}

/** Keeps a piece of research: an interview, a survey, a support thread. */
import * as z from 'zod';
import { cutPlain } from '../src/cards/cut-text.ts';
import { firstWords } from '../src/cards/phrases.ts';
import { drawResearchCard } from '../src/cards/records-card.ts';
import { readAttachedText } from '../src/catalog/attached-text.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid, readNamedWords } from '../src/catalog/named-words.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { ResearchSource } from '../src/domain/upstream.ts';

export default defineTool({
  description:
    'Record a research source (interview, survey, support thread, analytics) from an attached file, pasted text or an address, so that insights can point to it. A known title changes that source.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    title: z
      .string()
      .trim()
      .min(1)
      .max(256)
      .optional()
      .describe('Absent means the name of the file, or the first words of the text'),
    kind: z.string().trim().min(1).max(40).optional().describe('interview, survey, support, analytics …'),
    text: z.string().max(1_000_000).optional().describe('The research itself'),
    url: z.url().optional(),
    file: z.string().optional().describe('Name of an attached file'),
  }),
  output: z.object({ record: ResearchSource, isNew: z.boolean() }),
  async run({ title, kind, text, url, file }, context) {
    const attached = text === undefined ? await readAttachedText(context, file) : null;
    const content = text ?? attached?.text;
    // Pasted texts would all be called the same, and the second would change the first.
    const named = title ?? attached?.name ?? (cutPlain(firstWords(content ?? ''), 80) || url);
    if (!named) throw nothingToRecord();
    const given = onlySaid({ title: named, kind, url, text: content });
    return context.services.insights.recordResearch(context.caller, given);
  },
  wire: ({ record, isNew }) => ({ research_source: toSnakeCase(record), is_new: isNew }),
  show: (output) => ({ card: drawResearchCard(output) }),
  brief: ({ record: { id, title, kind, processingStatus }, isNew }) => ({
    ...{ id, title, kind, processing_status: processingStatus, is_new: isNew },
  }),
  command: { verb: 'research', usage: '<title> [kind:interview] [url:https://…]', input: readWords },
});

function readWords(words: string[]) {
  const { rest, kind, url } = readNamedWords(words, ['kind', 'url']);
  return onlySaid({ title: rest || undefined, kind, url });
}

function nothingToRecord(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'There is no research in that message. Nothing was recorded.',
    remedy: 'Attach a file, paste the text, or give a title such as "Interview with Ana, May".',
  });
}

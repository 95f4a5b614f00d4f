/** Shows which lines of a document tickets cover, and what covers a topic. */
import * as z from 'zod';
import { drawCoverageAnswerCard, drawCoverageCard } from '../src/cards/coverage-card.ts';
import { briefAnswer, briefCoverage } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid, readNamedWords } from '../src/catalog/named-words.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { wireAnswer, wireCoverage } from '../src/catalog/wire-coverage.ts';
import { answerAbout, CoverageAnswer, CoverageMap } from '../src/domain/coverage.ts';

export default defineTool({
  description:
    'Show the coverage of a document: which of its lines have tickets, which were set aside and why, and which have none. Also answers what covers a topic ("what covers SSO?"), with the lines word for word.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    only: z.enum(['uncovered']).optional().describe('Only the lines that have no ticket'),
    about: z.string().trim().min(1).max(200).optional().describe('A topic or a requirement, e.g. SSO, FR-2'),
  }),
  output: z.object({
    coverage: CoverageMap,
    only: z.enum(['uncovered']).nullable(),
    answer: CoverageAnswer.nullable(),
  }),
  async run({ document: name, only = null, about }, context) {
    const { document } = await resolveDocument(context, name);
    const coverage = await context.services.tickets.coverage(context.caller, document.id);
    return { coverage, only, answer: about ? answerAbout(coverage, about) : null };
  },
  wire: ({ coverage, answer }) => (answer ? wireAnswer(coverage, answer) : wireCoverage(coverage)),
  show: ({ coverage, only, answer }) => ({
    card: answer ? drawCoverageAnswerCard(coverage, answer) : drawCoverageCard(coverage, only),
  }),
  brief: ({ coverage, answer }) => (answer ? briefAnswer(answer) : briefCoverage(coverage)),
  focus: ({ coverage }) => ({ documentId: coverage.document.id }),
  press: [{ verb: 'gaps', input: (token) => ({ document: token.ref, only: 'uncovered' as const }) }],
  command: { verb: 'coverage', usage: '[document] [uncovered] [about:SSO]', input: readWords },
});

function readWords(words: string[]) {
  const { rest, about } = readNamedWords(words, ['about']);
  const only = /(?:^|\s)uncovered$/i.test(rest) ? ('uncovered' as const) : undefined;
  const document = (only ? rest.replace(/\s*uncovered$/i, '') : rest) || undefined;
  return onlySaid({ document, only, about });
}

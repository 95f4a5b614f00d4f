/** Says a document in short. */
import * as z from 'zod';
import { drawSummaryCard } from '../src/cards/summary-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { type Audience, Summary, type SummaryWish } from '../src/domain/summary.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  audience: z
    .string()
    .optional()
    .describe('For whom: exec, engineering, design, support; absent means everyone'),
  length: z.string().optional().describe('"3 bullets", "1 paragraph", "2 sentences", "short"'),
});

export default defineTool({
  description:
    'Summarise a document in a few points taken from it word for word: problem, solution, scope, success, risks, what is open. Names what it does not say.',
  effect: 'read',
  access: 'anyone',
  input: Input,
  output: Summary,
  async run(input, context) {
    const { document } = await resolveDocument(context, input.document);
    const wish = { audience: readAudience(input.audience), ...readLength(input.length) };
    return context.services.assessments.summarise(context.caller, document.id, wish);
  },
  show: (summary) => ({ card: drawSummaryCard(summary) }),
  brief: ({ document, points, missing }) => ({ document: document.title, points, missing }),
  focus: ({ document }) => ({ documentId: document.id }),
  command: {
    verb: 'summary',
    usage: '[document] [for:exec] [length:3-bullets]',
    input: (words) => {
      const take = (name: string) =>
        words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1);
      const [audience, length] = [take('for'), take('length')?.replaceAll('-', ' ')];
      const document = words.filter((word) => !/^(?:for|length):/.test(word)).join(' ');
      return {
        ...(document ? { document } : {}),
        ...(audience ? { audience } : {}),
        ...(length ? { length } : {}),
      };
    },
  },
});

const audiences: [Audience, RegExp][] = [
  ['exec', /exec|leader|manage|board|vp|ceo|cto|steer|stakeholder|chef|director/i],
  ['engineering', /\beng|engineer|dev|tech|architect/i],
  ['design', /design|ux|ui\b/i],
  ['support', /support|service|sales|success/i],
];

function readAudience(words = ''): Audience {
  return audiences.find(([, pattern]) => pattern.test(words))?.[0] ?? 'everyone';
}

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const usual = 6;

function readLength(words = ''): Pick<SummaryWish, 'points' | 'prose'> {
  const said = words.toLowerCase();
  const spelled = numbers.findIndex((number) => new RegExp(`\\b${number}\\b`).test(said)) + 1;
  const number = Number(/\d+/.exec(said)?.[0] ?? (spelled || Number.NaN));
  const prose = /paragraph|sentence|prose|line/.test(said);
  const points = /paragraph|prose/.test(said) ? 5 : number || (/short|brief|tl;?dr/.test(said) ? 3 : usual);
  return { points: Math.min(12, Math.max(1, points)), prose };
}

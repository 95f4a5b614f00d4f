/** Says what changed in a document, and which tickets that touches. */
import * as z from 'zod';
import { drawDiffCard } from '../src/cards/diff-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { DocumentDiff, TicketImpact } from '../src/domain/document-diff.ts';
import { DocketError } from '../src/domain/errors.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  from: z.string().optional().describe('Version to compare from, e.g. v1; absent means the one before'),
  to: z.string().optional().describe('Version to compare to; absent means the newest'),
  since: z.string().optional().describe('Instead of from: "last week", "friday", "2026-11-01"'),
  impact: z.boolean().optional().describe('Also say which tickets rest on passages that changed'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Say what changed between two versions of a document: requirements that are new, changed or gone, other text, and with impact the tickets that are affected or stale. Changes nothing.',
  effect: 'read',
  access: 'anyone',
  input: Input,
  output: z.object({ diff: DocumentDiff, impact: z.array(TicketImpact).nullable() }),
  async run(input, context) {
    const { caller, services } = context;
    const { document } = await resolveDocument(context, input.document);
    const [from, to] = [readVersion(input.from, document.version), readVersion(input.to, document.version)];
    const diff = await services.assessments.compare(caller, document.id, {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(input.since ? { since: input.since } : {}),
    });
    if (!input.impact) return { diff, impact: null };
    const tickets = (await services.tickets.ofDocument(caller, document.id)).map((view) => view.ticket);
    return { diff, impact: await services.assessments.impact(caller, document.id, tickets, diff.to) };
  },
  show: ({ diff, impact }) => ({ card: drawDiffCard(diff, impact) }),
  brief: ({ diff: { document, from, to, requirements, text, retyped }, impact }) => ({
    document: document.title,
    ...{ from, to, retyped },
    requirements: requirements.slice(0, 30).map(({ kind, title, lines }) => ({ kind, title, lines })),
    text_changes: text.length,
    ...(impact ? { affected_tickets: impact.map(({ key, title, touch }) => ({ key, title, touch })) } : {}),
  }),
  focus: ({ diff: { document } }) => ({ documentId: document.id }),
  command: { verb: 'diff', usage: '[document] [v1..v2] [since:monday] [impact]', input: readWords },
});

/** `v2` and `2` are a number; "latest", "previous" and "first" name one. */
function readVersion(words: string | undefined, newest: number): number | undefined {
  if (words === undefined) return undefined;
  const said = words.trim().toLowerCase();
  const number = /^(?:v|version|rev(?:ision)?)?\.?\s*(\d{1,6})$/.exec(said)?.[1];
  if (number) return Number(number);
  if (/^(?:the )?(?:new|newest|latest|current|now|last)\b/.test(said)) return newest;
  if (/^(?:the )?(?:previous|old|before|earlier)\b/.test(said)) return Math.max(0, newest - 1);
  if (/^(?:the )?(?:first|original|oldest)\b/.test(said)) return 0;
  throw new DocketError('INVALID_INPUT', {
    message: `"${words}" is no version of a document.`,
    remedy: `Name one from 0, the first, to ${newest}, the newest.`,
  });
}

function readWords(words: string[]): Input {
  const span = words.map((word) => /^(v?\d+)(?:\.\.|-)(v?\d+)$/i.exec(word)).find(Boolean);
  const since = words.find((word) => word.startsWith('since:'))?.slice('since:'.length);
  const impact = words.includes('impact');
  const document = words
    .filter((word) => !/^(?:v?\d+(?:\.\.|-)v?\d+|since:.*|impact)$/i.test(word))
    .join(' ');
  return {
    ...(document ? { document } : {}),
    ...(span ? { from: span[1]!, to: span[2]! } : {}),
    ...(since ? { since } : {}),
    ...(impact ? { impact } : {}),
  };
}

/** Keeps an insight: what research says about people. */
import * as z from 'zod';
import { drawInsightCard } from '../src/cards/records-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid, readList, readNamedWords } from '../src/catalog/named-words.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Insight, InsightType, Severity } from '../src/domain/upstream.ts';

export default defineTool({
  description:
    'Record an insight (pain point, opportunity, feature request, user behavior, feedback theme) with the research it was read from and the words people used. A known title changes that insight.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    title: z.string().trim().min(1).max(256),
    description: z.string().max(20_000).optional(),
    type: InsightType.optional(),
    severity: Severity.optional(),
    frequency: z.int().min(0).optional().describe('How often it was heard'),
    quotes: z.array(z.string().min(1).max(2_000)).max(50).optional(),
    sources: z.array(z.string()).optional().describe('Titles or ids of research sources'),
    archived: z.boolean().optional(),
  }),
  output: z.object({
    record: Insight,
    isNew: z.boolean(),
    titles: z.record(z.string(), z.string()),
  }),
  async run({ type, archived, ...input }, { services: { insights }, caller }) {
    const given = onlySaid({ ...input, insightType: type, isArchived: archived });
    const recorded = await insights.recordInsight(caller, given);
    const { researchSources } = await insights.list(caller);
    return { ...recorded, titles: Object.fromEntries(researchSources.map(({ id, title }) => [id, title])) };
  },
  wire: ({ record, isNew }) => ({ insight: toSnakeCase(record), is_new: isNew }),
  show: ({ titles, ...recorded }) => ({ card: drawInsightCard(recorded, (id) => titles[id] ?? null) }),
  brief: ({ record: { id, title }, isNew }) => ({ id, title, is_new: isNew }),
  command: {
    verb: 'insight',
    usage: '<title> [type:pain_point] [severity:high] [from:research; research]',
    input: readWords,
  },
});

function readWords(words: string[]) {
  const { rest, type, severity, from } = readNamedWords(words, ['type', 'severity', 'from']);
  const said = { title: rest, type, severity, sources: readList(from) };
  return onlySaid(said) as { title: string };
}

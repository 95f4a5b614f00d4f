/** Keeps a recommendation: what to do about insights, and how far it has come. */
import * as z from 'zod';
import { drawRecommendationCard } from '../src/cards/records-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid, readList, readNamedWords } from '../src/catalog/named-words.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { EffortEstimate, Recommendation, RecommendationStatus } from '../src/domain/upstream.ts';

export default defineTool({
  description:
    'Record a recommendation (what to build or change, and which insights it answers), or move a known one: suggested, accepted, in_progress, implemented, rejected. A known title changes that recommendation.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    title: z.string().trim().min(1).max(256),
    description: z.string().max(20_000).optional(),
    rationale: z.string().max(20_000).optional(),
    insights: z.array(z.string()).optional().describe('Titles or ids of the insights it answers'),
    effort: EffortEstimate.optional(),
    effort_weeks: z.number().min(0).max(500).optional(),
    impact: z.number().min(0).max(1).optional(),
    success_metrics: z.array(z.string().min(1).max(500)).max(50).optional(),
    target_repo: z.string().max(200).optional(),
    status: RecommendationStatus.optional().describe('Moves one that is recorded already'),
  }),
  output: z.object({
    record: Recommendation,
    isNew: z.boolean(),
    titles: z.record(z.string(), z.string()),
  }),
  async run({ effort, effort_weeks, impact, success_metrics, target_repo, ...input }, context) {
    const { services, caller } = context;
    const recorded = await services.insights.recordRecommendation(
      caller,
      onlySaid({
        ...input,
        effortEstimate: effort,
        effortWeeks: effort_weeks,
        impactScore: impact,
        successMetrics: success_metrics,
        targetRepo: target_repo,
      }),
    );
    const { insights } = await services.insights.list(caller, { archived: true });
    return { ...recorded, titles: Object.fromEntries(insights.map(({ id, title }) => [id, title])) };
  },
  wire: ({ record, isNew }) => ({ recommendation: toSnakeCase(record), is_new: isNew }),
  show: ({ titles, ...recorded }) => ({
    card: drawRecommendationCard(recorded, (id) => titles[id] ?? null),
  }),
  brief: ({ record: { id, title, status }, isNew }) => ({ id, title, status, is_new: isNew }),
  command: {
    verb: 'recommendation',
    usage: '<title> [for:insight; insight] [effort:small] [status:accepted]',
    input: readWords,
  },
});

function readWords(words: string[]) {
  const { rest, effort, status, for: answers } = readNamedWords(words, ['effort', 'status', 'for']);
  return onlySaid({ title: rest, effort, status, insights: readList(answers) }) as { title: string };
}

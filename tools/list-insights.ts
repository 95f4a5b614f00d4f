/** Lists what stands upstream of documents. */
import * as z from 'zod';
import { drawRecordsCard } from '../src/cards/records-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Insight, Recommendation, ResearchSource } from '../src/domain/upstream.ts';

export default defineTool({
  description: 'List the research sources, insights and recommendations that are recorded, newest first.',
  effect: 'read',
  access: 'anyone',
  input: z.object({ archived: z.boolean().optional().describe('With archived insights') }),
  output: z.object({
    researchSources: z.array(ResearchSource),
    insights: z.array(Insight),
    recommendations: z.array(Recommendation),
  }),
  run: ({ archived }, { services, caller }) =>
    services.insights.list(caller, archived === undefined ? {} : { archived }),
  wire: toSnakeCase,
  show: (output) => ({ card: drawRecordsCard(output) }),
  brief: ({ researchSources, insights, recommendations }) => ({
    research: researchSources.map(({ title, kind }) => ({ title, kind })),
    insights: insights.map(({ title, severity }) => ({ title, severity })),
    recommendations: recommendations.map(({ title, status }) => ({ title, status })),
  }),
  command: {
    verb: 'insights',
    usage: '[archived]',
    input: (words) => (words.includes('archived') ? { archived: true } : {}),
  },
});

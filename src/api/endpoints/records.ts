/** What stands upstream of documents, over REST (S0-25): research sources, insights and recommendations. */
import * as z from 'zod';
import { onlySaid } from '../../catalog/named-words.ts';
import { toSnakeCase } from '../../catalog/wire.ts';
import { DocketError } from '../../domain/errors.ts';
import {
  EffortEstimate,
  InsightType,
  type Recommendation,
  RecommendationStatus,
  type ResearchSource,
  Severity,
  type Insight as StoredInsight,
} from '../../domain/upstream.ts';
import type { Insights, RecordKind } from '../../insights/insights.ts';
import { type Asked, ById, count, defineEndpoint, type Endpoint, Flag, Workspaced } from '../endpoint.ts';

const tag = 'research';

const Title = z.string().trim().min(1).max(256);
const long = z.string().max(20_000).optional();

const Research = {
  kind: z.string().min(1).max(40).optional().meta({ example: 'interview' }),
  url: z.url().nullable().optional(),
  text: z.string().max(1_000_000).optional(),
};
const InsightFields = {
  description: long,
  insight_type: InsightType.optional(),
  severity: Severity.optional(),
  frequency: z.int().min(0).max(1_000_000).optional(),
  quotes: z.array(z.string().min(1).max(2000)).max(50).optional(),
  source_ids: z.array(z.string()).max(100).optional(),
  is_archived: z.boolean().optional(),
};
const RecommendationFields = {
  description: long,
  rationale: long,
  addresses_insight_ids: z.array(z.string()).max(100).optional(),
  effort_estimate: EffortEstimate.optional(),
  effort_weeks: z.number().min(0).max(500).optional(),
  impact_score: z.number().min(0).max(1).optional(),
  success_metrics: z.array(z.string().min(1).max(500)).max(50).optional(),
  target_repo: z.string().max(200).optional(),
  status: RecommendationStatus.optional(),
};

const recorded = {
  id: z.string(),
  title: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
};

type Stored = ResearchSource | StoredInsight | Recommendation;

/** One kind of record: where it is, what it is made of, and how it is kept. `title` names a known one by its id. */
type Kind = {
  kind: RecordKind;
  path: string;
  /** As clients call one of them. */
  one: string;
  wire: z.ZodType;
  fields: z.ZodRawShape;
  record(
    insights: Insights,
    asked: Asked<0, 0, 0>['caller'],
    said: Said,
  ): Promise<{ record: Stored; isNew: boolean }>;
};
// biome-ignore lint/suspicious/noExplicitAny: read by the schema of its kind
type Said = { title: string; rename?: string } & Record<string, any>;

const kinds: Kind[] = [
  {
    ...{ kind: 'researchSources', path: '/api/research/sources', one: 'ResearchSource', fields: Research },
    wire: z.looseObject({ ...recorded, kind: z.string(), text: z.string() }).meta({ id: 'ResearchSource' }),
    record: (insights, caller, said) => insights.recordResearch(caller, said),
  },
  {
    ...{ kind: 'insights', path: '/api/insights', one: 'Insight', fields: InsightFields },
    wire: z
      .looseObject({
        ...recorded,
        insight_type: InsightType,
        severity: Severity,
        source_ids: z.array(z.string()),
      })
      .meta({ id: 'Insight' }),
    record: (insights, caller, { insight_type, source_ids, is_archived, ...said }) =>
      insights.recordInsight(
        caller,
        onlySaid({ ...said, insightType: insight_type, sources: source_ids, isArchived: is_archived }),
      ),
  },
  {
    ...{
      kind: 'recommendations',
      path: '/api/recommendations',
      one: 'Recommendation',
      fields: RecommendationFields,
    },
    wire: z
      .looseObject({ ...recorded, status: RecommendationStatus, addresses_insight_ids: z.array(z.string()) })
      .meta({ id: 'Recommendation' }),
    record(
      insights,
      caller,
      { addresses_insight_ids, effort_estimate, effort_weeks, impact_score, ...said },
    ) {
      const { success_metrics, target_repo, ...rest } = said;
      const named = { effortEstimate: effort_estimate, effortWeeks: effort_weeks, impactScore: impact_score };
      const more = {
        successMetrics: success_metrics,
        targetRepo: target_repo,
        insights: addresses_insight_ids,
      };
      return insights.recordRecommendation(caller, onlySaid({ ...(rest as Said), ...named, ...more }));
    },
  },
];

export const recordEndpoints: Endpoint[] = kinds.flatMap((kind) => [...readingOf(kind), ...writingOf(kind)]);

type Some = Asked<unknown, unknown, unknown>;

async function readAll({ house, caller }: Some, kind: RecordKind): Promise<Stored[]> {
  return (await house.services.insights.list(caller, { archived: true }))[kind];
}

/** `research sources` of `ResearchSource`. */
function sayMany(one: string): string {
  return `${one.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase()}s`;
}

function readingOf({ kind, path, one, wire }: Kind): Endpoint[] {
  const named = kind === 'researchSources' ? 'research_sources' : kind;
  return [
    defineEndpoint({
      ...{ method: 'get', path, name: `list${one}s`, summary: `All ${sayMany(one)}, newest first`, tag },
      query: z.object({
        ...Workspaced,
        archived: Flag.optional().meta({ description: 'With archived insights' }),
        limit: count(500, 200, 1),
        offset: count(1_000_000, 0),
      }),
      answers: { 200: z.looseObject({ [named]: z.array(wire), total: z.int() }) },
      async run(asked) {
        const { limit, offset, archived = false } = asked.query;
        const all = await readAll(asked, kind);
        const found = all.filter((each) => archived || !('isArchived' in each && each.isArchived));
        const page = found.slice(offset, offset + limit).map(toSnakeCase);
        return { status: 200, body: { [named]: page, total: found.length } };
      },
    }),
    defineEndpoint({
      ...{
        method: 'get',
        path: `${path}/{id}`,
        name: `show${one}`,
        summary: `One of the ${sayMany(one)}`,
        tag,
      },
      params: ById,
      answers: { 200: wire },
      run: async (asked) => ({
        status: 200,
        body: toSnakeCase(pick(await readAll(asked, kind), asked.params.id)),
      }),
    }),
  ];
}

function writingOf({ kind, path, one, wire, fields, record }: Kind): Endpoint[] {
  return [
    defineEndpoint({
      ...{ method: 'post', path, name: `record${one}`, tag },
      summary: `Record one of the ${sayMany(one)}; the title of a known one changes that one (200)`,
      body: z.object({ ...Workspaced, title: Title, ...fields }),
      answers: { 201: wire, 200: wire },
      async run({ house, caller, body: { workspace_id: _workspace, ...said } }) {
        const { status, ...facts } = said as unknown as Said;
        const { insights } = house.services;
        const made = await record(insights, caller, facts as Said);
        const { id, ...first } = made.record;
        const isThere = status === undefined || ('status' in first && first.status === status);
        // Every one begins as suggested, and goes on from there.
        const last = isThere ? made : await record(insights, caller, { title: id, status });
        return { status: made.isNew ? 201 : 200, body: toSnakeCase(last.record) };
      },
    }),
    defineEndpoint({
      ...{ method: 'patch', path: `${path}/{id}`, name: `edit${one}`, tag, params: ById },
      summary: `Change what is said of one of the ${sayMany(one)}`,
      body: z.object({ ...Workspaced, title: Title.optional(), ...fields }),
      answers: { 200: wire },
      async run(asked) {
        const { id } = pick(await readAll(asked, kind), asked.params.id);
        const { workspace_id: _workspace, title: rename, ...said } = asked.body as Record<string, unknown>;
        const wish = { ...said, title: id, ...onlySaid({ rename: rename as string | undefined }) };
        const made = await record(asked.house.services.insights, asked.caller, wish);
        return { status: 200, body: toSnakeCase(made.record) };
      },
    }),
    defineEndpoint({
      ...{ method: 'delete', path: `${path}/{id}`, name: `delete${one}`, tag, params: ById },
      summary: `Delete one of the ${sayMany(one)}, as the person the token belongs to; what was linked to it stays`,
      answers: { 204: 'Deleted' },
      async run({ house, caller, params }) {
        await house.services.insights.remove(caller, kind, params.id);
        return { status: 204 };
      },
    }),
  ];
}

/** Throws NOT_FOUND. */
function pick<Noun extends { id: string }>(records: readonly Noun[], id: string): Noun {
  const found = records.find((one) => one.id === id);
  if (found) return found;
  throw new DocketError('NOT_FOUND', {
    message: 'Nothing with this id is recorded here.',
    remedy: 'List what is recorded to see its ids.',
  });
}

/** Research, insights and recommendations: one that was just recorded, all of them, and what was linked to them. */
import type { Document } from '../domain/document.ts';
import type { Insight, Recommendation, ResearchSource, Upstream } from '../domain/upstream.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { capitalize, count, firstWords, muted, sayName } from './phrases.ts';

type Recorded<Noun> = { record: Noun; isNew: boolean };

export function drawResearchCard({ record, isNew }: Recorded<ResearchSource>): Card {
  return drawRecord('research', record.title, isNew, researchFacts(record), firstWords(record.text));
}

export function drawInsightCard(recorded: Recorded<Insight>, titleOf: (id: string) => string | null): Card {
  const { record, isNew } = recorded;
  const sources = record.sourceIds.flatMap((id) => titleOf(id) ?? []);
  const facts = [...insightFacts(record), ...(sources.length > 0 ? [`from ${sources.join(', ')}`] : [])];
  return drawRecord('insight', record.title, isNew, facts, record.description, record.quotes);
}

export function drawRecommendationCard(
  { record, isNew }: Recorded<Recommendation>,
  titleOf: (id: string) => string | null,
): Card {
  const insights = record.addressesInsightIds.flatMap((id) => titleOf(id) ?? []);
  const facts = [
    ...recommendationFacts(record),
    ...(insights.length > 0 ? [`answers ${insights.join(', ')}`] : []),
  ];
  return drawRecord('recommendation', record.title, isNew, facts, record.description);
}

function drawRecord(
  noun: string,
  title: string,
  isNew: boolean,
  facts: readonly string[],
  text: string,
  quotes: readonly string[] = [],
): Card {
  const said = isNew ? `Recorded the ${noun}` : `Changed the ${noun}`;
  return {
    title: `${said} “${title}”`,
    tone: 'success',
    blocks: [
      { kind: 'text', text: muted(facts.join(' · ')) },
      ...(text === '' ? [] : [{ kind: 'text' as const, text }]),
      ...quotes.map((quote): CardBlock => ({ kind: 'quote', text: quote })),
    ],
    choices: [],
    summary: `${said} “${title}”.`,
  };
}

export type RecordsShown = {
  researchSources: readonly ResearchSource[];
  insights: readonly Insight[];
  recommendations: readonly Recommendation[];
};

export function drawRecordsCard({ researchSources, insights, recommendations }: RecordsShown): Card {
  const counts = [
    count(researchSources.length, 'research source'),
    count(insights.length, 'insight'),
    count(recommendations.length, 'recommendation'),
  ].join(', ');
  const nothing = researchSources.length + insights.length + recommendations.length === 0;
  const blocks = [
    ...listBlock(
      'Recommendations',
      recommendations.map((one) => toItem(one.title, recommendationFacts(one))),
    ),
    ...listBlock(
      'Insights',
      insights.map((one) => toItem(one.title, insightFacts(one))),
    ),
    ...listBlock(
      'Research',
      researchSources.map((one) => toItem(one.title, researchFacts(one))),
    ),
  ];
  const hint = 'Nothing is recorded yet. Attach an interview or a survey and say "record this research".';
  return {
    title: 'Research and insights',
    tone: 'neutral',
    blocks: nothing ? [{ kind: 'text', text: hint }] : blocks,
    choices: [],
    summary: `${counts}.`,
  };
}

function listBlock(heading: string, items: ListItem[]): CardBlock[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text: [{ kind: 'text', text: `${heading} (${items.length})`, bold: true }] },
    { kind: 'list', items },
  ];
}

function toItem(title: string, meta: string[]): ListItem {
  return { mark: 'none', title, meta };
}

function researchFacts({ kind, url, text, processingStatus }: ResearchSource): string[] {
  const size = text === '' ? 'no text yet' : count(text.split(/\s+/).filter(Boolean).length, 'word');
  return [kind, processingStatus, size, ...(url ? [url] : [])];
}

function insightFacts({ insightType, severity, frequency, quotes, isArchived }: Insight): string[] {
  return [
    sayName(insightType),
    severity,
    `heard ${count(frequency, 'time')}`,
    ...(quotes.length > 0 ? [count(quotes.length, 'quote')] : []),
    ...(isArchived ? ['archived'] : []),
  ];
}

function recommendationFacts(one: Recommendation): string[] {
  return [
    sayName(one.status),
    ...(one.effortEstimate ? [`${one.effortEstimate} effort`] : []),
    ...(one.effortWeeks === null ? [] : [count(one.effortWeeks, 'week')]),
    ...(one.impactScore === null ? [] : [`impact ${one.impactScore}`]),
  ];
}

/** What a document or one of its blocks is written for now. */
export function drawLinkedCard(
  document: Document,
  block: string | null,
  { recommendation, insights }: Pick<Upstream, 'recommendation' | 'insights'>,
): Card {
  const thing = block ? `the block “${block}” of “${document.title}”` : `“${document.title}”`;
  const empty = recommendation === null && insights.length === 0;
  const said = empty
    ? `${thing} is linked to nothing upstream.`
    : `${thing} is linked to what it was written for.`;
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: capitalize(said) },
      {
        kind: 'fields',
        items: [
          ...(recommendation
            ? [
                {
                  label: 'Recommendation',
                  value: `${recommendation.title} (${sayName(recommendation.status)})`,
                },
              ]
            : []),
          ...(insights.length > 0
            ? [{ label: 'Insights', value: insights.map(({ title }) => title).join('; ') }]
            : []),
        ],
      },
    ],
    choices: [],
    summary: capitalize(said),
  };
}

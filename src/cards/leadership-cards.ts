/** What leadership looks at: the dashboard, the board of stages, the digest, costs and capacity (S1-47, S1-57, S1-58). */
import type {
  Act,
  CapacityRow,
  CogsReport,
  Dashboard,
  DashboardRow,
  Digest,
} from '../domain/capability-view.ts';
import { sayMoney } from '../domain/cogs.ts';
import { sayDuration } from '../domain/duration.ts';
import { nameStage, type StageId } from '../domain/stage.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, ListItem, Mark } from './card.ts';
import { count, enumerate } from './phrases.ts';

const mostActs = 8;
const mostOwnActs = 20;

export function drawDashboardCard(dashboard: Dashboard): Card {
  const { rows, hotfixes, estimate, actual } = dashboard;
  const late = rows.filter(({ overdue }) => overdue).length;
  const figures = [
    count(rows.length, 'capability', 'capabilities'),
    count(hotfixes.length, 'hotfix', 'hotfixes'),
  ];
  return {
    title: 'Capabilities',
    tone: late > 0 ? 'warning' : 'neutral',
    blocks: [
      {
        kind: 'text',
        text: `COGS: ${sayMoney(estimate)}${actual.length > 0 ? `; so far ${sayMoney(actual)}` : ''}.`,
      },
      ...actBlocks(dashboard.act),
      ...(rows.length > 0
        ? [tableOf(rows)]
        : [{ kind: 'text' as const, text: 'No capability is under way. Begin with /docket idea.' }]),
      ...(hotfixes.length > 0 ? [{ kind: 'text' as const, text: 'Hotfixes' }, tableOf(hotfixes)] : []),
    ],
    choices: [],
    summary: `${enumerate(figures)} under way${late > 0 ? `, ${late} overdue` : ''}.`,
  };
}

function tableOf(rows: readonly DashboardRow[]): CardBlock {
  return {
    kind: 'table',
    columns: ['Key', 'Capability', 'Stage', 'For', 'Owner', 'COGS', 'Blocker'],
    rows: rows.map((row) => [
      ...[
        row.key,
        row.title,
        nameStage(row.stage),
        `${sayDuration(Math.max(1, row.inStageMs))}${row.overdue ? ' (overdue)' : ''}`,
      ],
      ...[row.owner ?? 'nobody', sayMoney(row.estimate), row.blocker ?? ''],
    ]),
  };
}

const marks: Record<Act['kind'], Mark> = {
  decide: 'question',
  blocked: 'failed',
  overdue: 'failed',
  over_capacity: 'pending',
  conflict: 'failed',
  work: 'running',
  triage: 'question',
};

/** For one person, with a way to each. */
export function drawActsCard(acts: readonly Act[]): Card {
  const items = acts.slice(0, mostOwnActs).map(
    ({ key, title, kind, why }): ListItem => ({
      mark: marks[kind],
      title: `${key}: ${title}`,
      meta: [why],
      ...(kind === 'triage' ? {} : { choices: [{ label: 'Open', action: formatAction('cap_show', key) }] }),
    }),
  );
  const more = acts.length - items.length;
  return {
    title: 'Where you must act',
    tone: acts.some(({ kind }) => kind === 'blocked' || kind === 'overdue') ? 'warning' : 'neutral',
    blocks: [
      ...(items.length > 0
        ? [{ kind: 'list' as const, items }]
        : [{ kind: 'text' as const, text: 'Nothing in the pipeline waits for you.' }]),
      ...(more > 0 ? [{ kind: 'text' as const, text: `And ${more} more.` }] : []),
    ],
    choices: [],
    summary: acts.length > 0 ? `${count(acts.length, 'thing')} to act on.` : 'Nothing waits for you.',
  };
}

function actBlocks(acts: readonly Act[]): CardBlock[] {
  if (acts.length === 0) return [];
  const items = acts.slice(0, mostActs).map(
    ({ key, title, kind, why }): ListItem => ({
      mark: marks[kind],
      title: `${key}: ${title}`,
      meta: [why],
    }),
  );
  const more = acts.length - items.length;
  return [
    { kind: 'text', text: [{ kind: 'text', text: 'Where you must act', bold: true }] },
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'text' as const, text: `And ${more} more.` }] : []),
  ];
}

/** The same as the picture that comes with it, for those who read. */
export function drawStagesCard({ funnel, rows, hotfixes }: Dashboard): Card {
  const keysAt = (stage: StageId) => rows.filter((row) => row.stage === stage).map(({ key }) => key);
  const items = funnel.map(({ stage, count: at, averageInStageMs }): ListItem => {
    const keys = keysAt(stage);
    const more = keys.length > 6 ? ` and ${keys.length - 6} more` : '';
    return {
      mark: at > 0 ? 'running' : 'none',
      title: `${nameStage(stage)}: ${at}`,
      ...(at > 0
        ? {
            meta: [
              `${keys.slice(0, 6).join(', ')}${more}`,
              `${sayDuration(Math.max(1, averageInStageMs))} on average`,
            ],
          }
        : {}),
    };
  });
  const lane: ListItem[] =
    hotfixes.length > 0
      ? [{ mark: 'running', title: `Hotfixes: ${hotfixes.length}`, meta: hotfixes.map(({ key }) => key) }]
      : [];
  return {
    title: 'Capabilities by stage',
    tone: 'neutral',
    blocks: [{ kind: 'list', items: [...items, ...lane] }],
    choices: [],
    summary: `${count(rows.length, 'capability', 'capabilities')} by stage.`,
  };
}

export function drawPipelineDigestCard({
  dashboard,
  shipped,
  advanced,
  rejected,
  ideas,
  since,
}: Digest): Card {
  const line = (label: string, said: string[]): { label: string; value: string }[] =>
    said.length > 0
      ? [
          {
            label,
            value: said.slice(0, 8).join(', ') + (said.length > 8 ? ` and ${said.length - 8} more` : ''),
          },
        ]
      : [];
  const news = [
    ...line(
      'Shipped',
      shipped.map(({ key, title }) => `${key} ${title}`),
    ),
    ...line('Moved', [
      ...new Set(advanced.map(({ key, stage }) => `${key} → ${nameStage(stage as StageId)}`)),
    ]),
    ...line(
      'Sent back',
      rejected.map(({ key, gate, reason }) => `${key} at ${nameStage(gate as StageId)}: ${reason}`),
    ),
    ...line(
      'Ideas',
      ideas.map(({ key, title }) => `${key} ${title}`),
    ),
  ];
  const { rows, act, estimate } = dashboard;
  return {
    title: 'Weekly digest of capabilities',
    tone: act.some(({ kind }) => kind === 'blocked' || kind === 'overdue') ? 'warning' : 'info',
    blocks: [
      {
        kind: 'text',
        text: `Since ${since.slice(0, 10)}: ${shipped.length} shipped, ${rows.length} under way. COGS: ${sayMoney(estimate)}.`,
      },
      ...actBlocks(act),
      ...(news.length > 0 ? [{ kind: 'fields' as const, items: news }] : []),
    ],
    choices: [],
    summary: `${shipped.length} shipped, ${rows.length} under way, ${count(act.length, 'thing')} to act on.`,
  };
}

export function drawCogsCard({ by, groups, estimate, actual }: CogsReport): Card {
  const rows = groups.map((group) => [
    group.name ?? 'without',
    sayMoney(group.estimate),
    sayMoney(group.actual),
  ]);
  return {
    title: `COGS by ${by}`,
    tone: 'neutral',
    blocks: [
      {
        kind: 'text',
        text: `Estimated: ${sayMoney(estimate)}. So far: ${sayMoney(actual)}, models included.`,
      },
      ...(rows.length > 0 ? [{ kind: 'table' as const, columns: [by, 'Estimate', 'Actual'], rows }] : []),
    ],
    choices: [],
    summary: `Estimated COGS: ${sayMoney(estimate)}.`,
  };
}

export function drawCapacityCard(rows: readonly CapacityRow[]): Card {
  const said = rows.map(({ name, audience, open, inProgress, wipLimit, available }) => [
    ...[name, audience, String(open), String(inProgress), wipLimit === null ? 'none' : String(wipLimit)],
    available === null ? '' : String(available),
  ]);
  return {
    title: 'Capacity by audience',
    tone: 'neutral',
    blocks:
      said.length > 0
        ? [
            {
              kind: 'table',
              columns: ['Who', 'Audience', 'Open', 'In progress', 'Limit', 'Free'],
              rows: said,
            },
          ]
        : [{ kind: 'text', text: 'Nobody has tickets of a capability.' }],
    choices: [],
    summary: `${count(rows.length, 'row')} of capacity.`,
  };
}

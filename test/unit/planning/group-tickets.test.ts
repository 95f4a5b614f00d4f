/** A report sorts tickets by what their work waits for, and its card says why. */
import { expect, it } from 'vitest';
import { drawReportCard, shownGroups } from '../../../src/cards/report-card.ts';
import type { ReportGroupName, StatusReport } from '../../../src/domain/status-report.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import type { TicketView } from '../../../src/domain/ticket-view.ts';
import { groupTickets } from '../../../src/planning/group-tickets.ts';
import { makeRef, makeTicket, viewOf } from '../../support/views.ts';

const now = '2026-05-06T15:00:00.000Z';
const period = { from: '2026-05-05T00:00:00.000Z', to: '2026-05-07T00:00:00.000Z', words: 'since yesterday' };

const working = (number: number, work: Partial<Ticket['work']>, over: Partial<Ticket> = {}): Ticket => {
  const ticket = makeTicket(number, { review: { ...makeTicket(1).review, status: 'synced' }, ...over });
  return { ...ticket, work: { ...ticket.work, ...work } };
};

const done = working(1, { status: 'done', completedAt: '2026-05-05T10:00:00.000Z' });
const longDone = working(2, { status: 'done', completedAt: '2026-04-30T10:00:00.000Z' });
const started = working(3, {
  status: 'in_progress',
  startedAt: '2026-05-04T08:00:00.000Z',
  assigneeId: 'tom',
});
const stuck = working(4, {
  status: 'blocked',
  blocker: { text: 'waits for the merchant id', by: null, at: '2026-05-03T08:00:00.000Z' },
});
const urgent = working(5, {}, { priority: 1 });
const waiting = viewOf(working(6, {}, { title: 'Refund a booking' }), { dependsOn: [started.key, done.key] });
const views: TicketView[] = [
  ...[done, longDone, started, stuck, urgent].map((one) =>
    viewOf(one, { refs: [makeRef(one, one.version)] }),
  ),
  waiting,
];

function reportOn(names: ReportGroupName[], over: Partial<StatusReport> = {}): StatusReport {
  const needs = new Map(views.map(({ ticket }) => [ticket.key, ticket]));
  const groups = groupTickets(views, names, { needs, period, now, nameOf: (id) => id.toUpperCase() });
  return {
    kind: 'standup',
    zone: 'UTC',
    at: now,
    document: null,
    isSelection: false,
    total: views.length,
    work: { open: 2, in_progress: 1, blocked: 1, done: 2, failed: 0, cancelled: 0 },
    review: { toReview: 0, stale: 0, approved: 0, pushFailed: 0, pushed: 6 },
    groups,
    period,
    happened: [],
    syncedAt: null,
    sandbox: true,
    fields: [],
    ...over,
  };
}

const keysIn = (name: ReportGroupName) =>
  reportOn([name]).groups.flatMap(({ rows }) => rows.map(({ view }) => view.ticket.key));

it.each<[ReportGroupName, Ticket[]]>([
  ['done', [done]],
  ['in_progress', [started]],
  ['blocked', [stuck]],
  ['waiting', [waiting.ticket]],
  ['ready', [urgent]],
  ['longest_open', [started, stuck, urgent, waiting.ticket]],
  ['to_review', []],
])('finds what is %s', (name, tickets) => {
  expect(keysIn(name)).toEqual(tickets.map(({ key }) => key));
});

it('reads like a stand-up, with who, since when and why', () => {
  const card = drawReportCard(reportOn(['done', 'in_progress', 'blocked']), { numbered: true });
  expect(card.title).toBe('Stand-up');
  expect(card.summary).toBe('Stand-up: 1 done since yesterday, 1 in progress and 1 blocked.');
  const rows = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  expect(rows.map(({ number, meta }) => [number, meta!.at(-1)])).toEqual([
    [1, 'yesterday'],
    [2, 'since Mon 4 May'],
    [3, 'waits for the merchant id (since Sun 3 May)'],
  ]);
  expect(rows[1]!.meta).toContain('TOM');
  expect(JSON.stringify(card)).toContain('The sandbox tracker was not asked since the push.');
});

it('shows each ticket once and says how many more there are', () => {
  const many = Array.from({ length: 14 }, (_, at) => viewOf(working(20 + at, {})));
  const rows = many.map((view) => ({ view, reason: null, assignee: null }));
  const groups = [
    { name: 'ready' as const, rows },
    { name: 'longest_open' as const, rows },
  ];
  const report = reportOn([], { kind: 'summary', groups, syncedAt: '2026-05-06T09:05:00.000Z' });
  expect(shownGroups(report)).toMatchObject([{ name: 'ready', more: 4 }]);
  const card = drawReportCard(report, { numbered: false });
  expect(JSON.stringify(card)).toContain('and 4 more');
  expect(JSON.stringify(card)).toContain('The sandbox tracker was last asked today at 09:05.');
  expect(JSON.stringify(card)).not.toContain('"number"');
});

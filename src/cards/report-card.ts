/** Where the work stands, short enough to be read out in a stand-up. */
import { priorityCode } from '../domain/priority.ts';
import type {
  ReportGroupName,
  ReportKind,
  ReportReason,
  ReportRow,
  StatusReport,
} from '../domain/status-report.ts';
import type { Card, CardBlock, Inline, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, muted, sayName } from './phrases.ts';
import { drawHappened } from './report-events.ts';
import { headlineOf } from './report-headline.ts';
import { sayDay, sayMoment } from './say-time.ts';

/** A group as it is shown: each ticket once, where it first belongs, and how many more there are. */
export type ShownGroup = { name: ReportGroupName; rows: ReportRow[]; more: number };

const mostRows: Partial<Record<ReportGroupName, number>> = { longest_open: 5 };
const usualRows = 10;
const rowsToLookAt = 3;

/** The rows on the card, in its order: the tickets that its numbers mean. */
export function shownGroups({ kind, groups }: StatusReport): ShownGroup[] {
  const seen = new Set<string>();
  return groups.flatMap(({ name, rows }) => {
    const fresh = rows.filter(({ view: { ticket } }) => !seen.has(ticket.id));
    for (const { view } of fresh) seen.add(view.ticket.id);
    const most = kind === 'next' ? rowsToLookAt : (mostRows[name] ?? usualRows);
    const shown = { name, rows: fresh.slice(0, most), more: Math.max(0, fresh.length - most) };
    return fresh.length > 0 ? [shown] : [];
  });
}

/** `numbered` where the thread knows the numbers afterwards. */
export function drawReportCard(report: StatusReport, { numbered }: { numbered: boolean }): Card {
  const headline = headlineOf(report);
  const groups = shownGroups(report);
  const counter = { next: 1 };
  return {
    title: titleOf(report),
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: headline },
      ...groups.flatMap((group) => drawGroup(group, report, numbered ? counter : null)),
      ...drawHappened(report),
      ...drawSync(report),
    ],
    choices: [],
    summary: `${titleOf(report)}: ${headline}`,
  };
}

const titles: Record<ReportKind, string> = {
  summary: 'Status',
  standup: 'Stand-up',
  progress: 'Progress',
  blocked: 'Blocked',
  overdue: 'Overdue',
  done: 'Done',
  readiness: 'Ready to push?',
  next: 'What to look at next',
  activity: 'What happened',
};

function titleOf({ kind, document, period }: StatusReport): string {
  const when = period && kind !== 'standup' ? ` ${period.words}` : '';
  return `${titles[kind]}${when}${document ? ` · ${document.title}` : ''}`;
}

const groupTitles: Record<ReportGroupName, string> = {
  done: 'Done',
  in_progress: 'In progress',
  blocked: 'Blocked',
  waiting: 'Waiting for other tickets',
  push_failed: 'Could not be pushed',
  to_review: 'To review',
  approved: 'Approved, not pushed yet',
  ready: 'Can start now',
  overdue: 'Overdue',
  longest_open: 'Open the longest',
};

const marks: Record<ReportGroupName, Mark> = {
  done: 'done',
  in_progress: 'running',
  blocked: 'question',
  waiting: 'pending',
  push_failed: 'failed',
  to_review: 'pending',
  approved: 'done',
  ready: 'none',
  overdue: 'question',
  longest_open: 'none',
};

function drawGroup(
  { name, rows, more }: ShownGroup,
  report: StatusReport,
  counter: { next: number } | null,
): CardBlock[] {
  const heading: Inline = { kind: 'text', text: `${groupTitles[name]} (${rows.length + more})`, bold: true };
  const items = rows.map(
    (row): ListItem => ({
      mark: marks[name],
      ...(counter ? { number: counter.next++ } : {}),
      title: row.view.ticket.title,
      meta: factsOf(row, name, report),
    }),
  );
  return [
    { kind: 'text', text: [heading] },
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'text' as const, text: muted(`and ${count(more, 'more', 'more')}`) }] : []),
  ];
}

function factsOf(
  { view, reason, assignee }: ReportRow,
  name: ReportGroupName,
  report: StatusReport,
): string[] {
  const { ticket, refs } = view;
  const who = assignee ?? (namesPeople(report) ? 'nobody assigned' : null);
  const said = reason && sayReason(reason, name, report);
  const facts = [refs[0]?.externalKey ?? ticket.key, priorityCode(ticket.priority), who, said];
  return facts.filter((fact) => fact !== null && fact !== '') as string[];
}

/** Where nobody has anything the headline says so once. */
function namesPeople({ fields, groups }: StatusReport): boolean {
  return (
    fields.includes('assignee') && groups.some(({ rows }) => rows.some(({ assignee }) => assignee !== null))
  );
}

const sinceWords: Partial<Record<ReportGroupName, string>> = {
  done: '',
  overdue: 'due ',
  longest_open: 'open since ',
};

function sayReason(reason: ReportReason, name: ReportGroupName, { zone, at }: StatusReport): string {
  switch (reason.kind) {
    case 'since':
      return `${sinceWords[name] ?? 'since '}${sayDay(reason.at, zone, at)}`;
    case 'blocker':
      return `${reason.text || 'no reason given'} (since ${sayDay(reason.since, zone, at)})`;
    case 'needs':
      return `waits for ${reason.tickets.map(sayNeed).join(', ')}`;
    case 'error':
      return reason.text;
  }
}

function sayNeed({
  key,
  title,
  status,
}: Extract<ReportReason, { kind: 'needs' }>['tickets'][number]): string {
  return `${key} “${cutPlain(title, 40)}” (${sayName(status)})`;
}

/** What a tracker says is only as new as the last look at it. */
function drawSync({ kind, review, syncedAt, sandbox, zone, at }: StatusReport): CardBlock[] {
  if (review.pushed === 0 || /^(?:readiness|activity)$/.test(kind)) return [];
  const tracker = sandbox ? 'The sandbox tracker' : 'The tracker';
  const said = syncedAt
    ? `${tracker} was last asked ${sayMoment(syncedAt, zone, at)}.`
    : `${tracker} was not asked since the push.`;
  return [{ kind: 'text', text: muted(`${said} Say “sync” for the newest.`) }];
}

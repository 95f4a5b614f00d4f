/** The sentence or two a report begins with. */
import type { ReportGroupName, ReportKind, StatusReport } from '../domain/status-report.ts';
import { count, enumerate } from './phrases.ts';

export function headlineOf(report: StatusReport): string {
  if (report.total === 0 && report.kind !== 'activity') {
    return report.isSelection ? 'No ticket fits.' : 'There are no tickets yet.';
  }
  const owner = ownerOfOne(report);
  return owner ?? `${headlines[report.kind](report)}${sayPeople(report)}`;
}

/** Asked of one ticket who has it. */
function ownerOfOne({ kind, fields, total, groups }: StatusReport): string | null {
  const row = groups[0]?.rows[0];
  if (kind !== 'progress' || total !== 1 || !row || !fields.includes('assignee')) return null;
  return `${row.assignee ?? 'Nobody'} has ${row.view.ticket.key}.`;
}

/** Asked who has what, and nobody has anything. */
function sayPeople({ kind, fields, groups, total }: StatusReport): string {
  if (!fields.includes('assignee') || total === 0) return '';
  const had = new Set(
    groups.flatMap(({ rows }) =>
      rows.filter(({ assignee }) => assignee !== null).map(({ view }) => view.ticket.id),
    ),
  );
  if (had.size > 0)
    return had.size < total && kind === 'progress' ? ` Nobody has the other ${total - had.size}.` : '';
  return total === 1 ? ' Nobody has it.' : ' Nobody has any of them.';
}

const headlines: Record<ReportKind, (report: StatusReport) => string> = {
  summary: (report) => `${sayProgress(report)} ${sayWaiting(report)}`.trim(),
  progress: (report) => sayProgress(report),
  standup: (report) =>
    `${
      sentence([
        [sizeOf(report, 'done'), `done ${report.period?.words ?? ''}`.trim()],
        [sizeOf(report, 'in_progress'), 'in progress'],
        [sizeOf(report, 'blocked'), 'blocked'],
      ]) || `Nothing was finished ${report.period?.words ?? ''} and nothing is in progress.`
    } ${sayWaiting(report)}`.trim(),
  blocked: sayBlocked,
  overdue: sayOverdue,
  done: (report) => {
    const finished = sizeOf(report, 'done');
    const when = report.period?.words ?? 'yet';
    const said =
      finished === 0 ? `Nothing was finished ${when}.` : `${count(finished, 'ticket')} finished ${when}.`;
    return `${said}${saySteps(report)}`;
  },
  readiness: sayReadiness,
  next: (report) =>
    report.groups.length === 0
      ? 'Nothing waits for you: no reviews, no blockers, nothing to start.'
      : sayWaiting(report) || 'Nothing waits for you; this can start.',
  activity: ({ happened, period }) =>
    happened.length === 0
      ? `Nothing happened ${period?.words ?? ''}.`
      : `This happened ${period?.words ?? ''}.`,
};

function sayProgress({ total, work }: StatusReport): string {
  const rest: [number, string][] = [
    [work.in_progress, 'in progress'],
    [work.blocked, 'blocked'],
    [work.failed, 'failed'],
    [work.cancelled, 'cancelled'],
    [work.open, 'open'],
  ];
  const said = rest.filter(([number]) => number > 0).map(([number, name]) => `${number} ${name}`);
  return `${work.done} of ${count(total, 'ticket')} done${said.length > 0 ? `; ${said.join(', ')}` : ''}.`;
}

/** What waits for a person. */
function sayWaiting({ review }: StatusReport): string {
  return sentence([
    [review.toReview, review.toReview === 1 ? 'waits for review' : 'wait for review'],
    [
      review.approved,
      review.approved === 1 ? 'is approved and waits to be pushed' : 'are approved and wait to be pushed',
    ],
    [review.pushFailed, 'could not be pushed'],
    [review.stale, review.stale === 1 ? 'is older than its document' : 'are older than their document'],
  ]);
}

function sayOverdue(report: StatusReport): string {
  const late = sizeOf(report, 'overdue');
  if (late > 0) return `${count(late, 'ticket')} ${late === 1 ? 'is' : 'are'} overdue.`;
  if (sizeOf(report, 'longest_open') === 0) return 'Nothing is overdue.';
  return 'No ticket has a due date yet, so none can be called overdue. These have been open the longest.';
}

function sayBlocked(report: StatusReport): string {
  const [blocked, waiting] = [sizeOf(report, 'blocked'), sizeOf(report, 'waiting')];
  if (blocked + waiting === 0) {
    return report.total === 1
      ? 'It is not blocked, and it waits for no other ticket.'
      : 'Nothing is blocked, and no ticket waits for another.';
  }
  return sentence([
    [blocked, blocked === 1 ? 'is blocked' : 'are blocked'],
    [waiting, waiting === 1 ? 'waits for another ticket' : 'wait for other tickets'],
  ]);
}

function sayReadiness({ review }: StatusReport): string {
  const { toReview, approved, pushFailed, pushed } = review;
  if (toReview + approved + pushFailed === 0) {
    return pushed > 0 ? `Everything is pushed: ${count(pushed, 'ticket')}.` : 'No ticket can be pushed.';
  }
  const open = toReview + pushFailed;
  if (open === 0) return `Yes: ${count(approved, 'ticket')} approved and ready to push. Say “push”.`;
  const rest = sentence([
    [toReview, toReview === 1 ? 'waits for review' : 'wait for review'],
    [pushFailed, 'could not be pushed'],
    [approved, approved === 1 ? 'is approved' : 'are approved'],
  ]);
  return `Not yet for all: ${rest}`;
}

/** " 3 were approved and 2 pushed." */
function saySteps({ happened }: StatusReport): string {
  const of = (type: string) => happened.find((one) => one.type === type)?.count ?? 0;
  const said = sentence([
    [of('TicketReviewed'), 'approved'],
    [of('TicketPushed'), 'pushed'],
  ]);
  return said && ` ${said}`;
}

function sizeOf({ groups }: StatusReport, name: ReportGroupName): number {
  return groups.find((group) => group.name === name)?.rows.length ?? 0;
}

/** Empty where all are zero. */
function sentence(parts: readonly [number, string][]): string {
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return said.length > 0 ? `${enumerate(said)}.` : '';
}

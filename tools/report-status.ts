/** Says where the work stands. */
import * as z from 'zod';
import { drawReportCard, shownGroups } from '../src/cards/report-card.ts';
import { headlineOf } from '../src/cards/report-headline.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { ReportKind, StatusReport } from '../src/domain/status-report.ts';

export default defineTool({
  description:
    'Say where the work stands: a summary, a stand-up, progress, what is blocked and why, what got done in a period, what is ready to push, what to look at next, or what happened (activity). Overdue names what is past its due date, or those open the longest where no ticket has one. Reads only.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    kind: ReportKind.optional().describe('summary when absent'),
    select: TicketSelector.optional().describe('Absent means all that the thread is about'),
    period: z.string().optional().describe('For done, standup and activity: “this week”, “since monday”'),
    fields: z.array(z.string()).optional().describe('“assignee” to name who works on each ticket'),
  }),
  output: StatusReport,
  run: ({ kind = 'summary', ...wish }, { services, caller }) =>
    services.planning.report(caller, { kind, ...wish }),
  wire: ({ kind, document, total, work, review, groups, period, happened, syncedAt }) => ({
    kind,
    document,
    total,
    work,
    review: {
      to_review: review.toReview,
      approved: review.approved,
      pushed: review.pushed,
      push_failed: review.pushFailed,
      stale: review.stale,
    },
    period,
    groups: groups.map(({ name, rows }) => ({
      name,
      tickets: rows.map(({ view, reason, assignee }) => ({ ...wireTicket(view), reason, assignee })),
    })),
    happened,
    synced_at: syncedAt,
  }),
  show: (report) => ({ card: drawReportCard(report, { numbered: !isOnFew(report) }) }),
  brief: (report) => ({
    says: headlineOf(report),
    groups: shownGroups(report).map(({ name, rows, more }) => ({
      name,
      tickets: rows.map(({ view, reason, assignee }) => ({ ...briefTicket(view), reason, assignee })),
      more,
    })),
    happened: report.happened,
  }),
  focus: (report) => {
    const ticketIds = shownGroups(report).flatMap(({ rows }) => rows.map(({ view }) => view.ticket.id));
    if (ticketIds.length === 0) return {};
    return isOnFew(report) ? { about: ticketIds } : { ticketIds };
  },
  command: {
    verb: 'report',
    usage: '[standup|progress|blocked|done|readiness|next|activity] [period]',
    input: readWords,
  },
  otherCommands: [
    {
      verb: 'standup',
      usage: '',
      does: 'What got done since the last working day, what is in progress and what is blocked',
      input: () => ({ kind: 'standup' as const }),
    },
    {
      verb: 'ready',
      usage: '',
      does: 'What can be begun, and what holds up the rest',
      input: () => ({ kind: 'next' as const }),
    },
  ],
});

/** Asked about one ticket or two, nobody wants the numbers of the list they stand in to change. */
function isOnFew({ isSelection, total }: StatusReport): boolean {
  return isSelection && total <= 2;
}

function readWords([word = '', ...rest]: string[]) {
  const kind = ReportKind.safeParse(word.toLowerCase());
  const period = (kind.success ? rest : [word, ...rest]).join(' ');
  return {
    ...(kind.success ? { kind: kind.data } : {}),
    ...(!kind.success && period ? { kind: 'done' as const } : {}),
    ...(period ? { period } : {}),
  };
}

/** Reports and reminders to come: what was asked for, the list of them, and each one when it is due. */
import type { DigestView } from '../domain/publication-view.ts';
import type { Schedule, ScheduleKind } from '../domain/schedule.ts';
import type { StatusReport } from '../domain/status-report.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline } from './card.ts';
import { drawDigestCard } from './digest-card.ts';
import { drawHygieneCard, type Tidied } from './overview-cards.ts';
import { capitalize, count, muted } from './phrases.ts';
import { drawReportCard } from './report-card.ts';
import { sayCadence, sayMoment } from './say-time.ts';
import { undoChoice } from './undone-card.ts';

const names: Record<ScheduleKind, string> = {
  summary: 'the status',
  standup: 'the stand-up',
  progress: 'the progress',
  blocked: 'what is blocked',
  overdue: 'what is overdue',
  done: 'what got done',
  readiness: 'what is ready to push',
  next: 'what to look at next',
  activity: 'what happened',
  digest: 'what changed in the tracker',
  status_review: 'the status review',
  workflow: 'a workflow',
  capabilities: 'the digest of capabilities',
  reminder: 'a reminder',
};

type Around = { zone: string; now: string };

const stop = ({ id }: Schedule): Choice => ({ label: 'Stop', action: formatAction('unschedule', id) });

export function drawScheduledCard(schedule: Schedule, { zone, now }: Around): Card {
  const { kind, text, cadence, dueAt } = schedule;
  const first = sayMoment(dueAt!, zone, now);
  const once = /^[A-Z]/.test(first) ? `on ${first}` : first;
  const when = cadence ? `${sayCadence(cadence)}, first ${first}` : once;
  const deed = {
    reminder: `remind you here ${when}: ${text}`,
    workflow: `run the workflow ${text} here ${when}.`,
  };
  const said = `I will ${kind === 'reminder' || kind === 'workflow' ? deed[kind] : `post ${names[kind]} here ${when}.`}`;
  const note = `Times are ${zone}. Docket has to be running then; what it misses is posted when it starts again, if that is within a day.`;
  return {
    title: '',
    tone: 'success',
    blocks: [
      { kind: 'text', text: said },
      { kind: 'text', text: muted(note) },
    ],
    choices: [stop(schedule)],
    summary: said,
  };
}

export function drawSchedulesCard(
  schedules: readonly Schedule[],
  { zone, now, elsewhere }: Around & { elsewhere: number },
): Card {
  const summary =
    schedules.length === 0
      ? 'No report or reminder is scheduled in this thread.'
      : `${count(schedules.length, 'report or reminder', 'reports and reminders')} to come in this thread.`;
  const others = elsewhere > 0 ? ` ${elsewhere} in other threads.` : '';
  const list: CardBlock = {
    kind: 'list',
    items: schedules.map((schedule) => ({
      mark: 'pending',
      title: nameSchedule(schedule),
      meta: [
        ...(schedule.cadence ? [sayCadence(schedule.cadence)] : []),
        `${schedule.cadence ? 'next ' : ''}${sayMoment(schedule.dueAt!, zone, now)}`,
        `asked for by ${schedule.createdBy.name}`,
      ],
      choices: [stop(schedule)],
    })),
  };
  const hint =
    'For example: /docket schedule blocked daily 9:30, or /docket remind tomorrow: review the drafts';
  return {
    title: '',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary + others },
      schedules.length > 0 ? list : { kind: 'text', text: muted(hint) },
    ],
    choices: schedules.length > 1 ? [{ label: 'Stop all', action: formatAction('unschedule') }] : [],
    summary,
  };
}

export function drawStoppedCard(stopped: readonly Schedule[], deed: string | null): Card {
  const named = stopped.map((one) => nameSchedule(one) + (one.cadence ? `, ${sayCadence(one.cadence)}` : ''));
  const summary = `Stopped: ${named.join('; ')}.`;
  const blocks: CardBlock[] = [{ kind: 'text', text: summary }];
  return { title: '', tone: 'success', blocks, choices: undoChoice(deed), summary };
}

/** What is posted when it is due. A reminder names whoever asked for it; its text is theirs and means nothing to Docket. */
export function drawDueCard(due: {
  schedule: Schedule;
  report: StatusReport | null;
  digest: DigestView | null;
  review: Tidied | null;
  missedAt: string | null;
  zone: string;
  now: string;
}): Card {
  const { schedule, missedAt, zone, now } = due;
  const card = drawDue(due);
  const late = missedAt
    ? `Late: this was due ${sayMoment(missedAt, zone, now)}, when Docket was not running. `
    : '';
  const { cadence, createdBy } = schedule;
  const rhythm = cadence
    ? `${capitalize(sayCadence(cadence))}, asked for by ${createdBy.name}. To end it: /docket schedule`
    : '';
  const note = `${late}${rhythm}`.trim();
  return {
    ...card,
    blocks: [...card.blocks, ...(note ? [{ kind: 'text' as const, text: muted(note) }] : [])],
  };
}

function drawDue({ schedule, report, digest, review }: Parameters<typeof drawDueCard>[0]): Card {
  if (review && report) return drawReview(report, review);
  if (report) return drawReportCard(report, { numbered: false });
  return digest ? drawDigestCard(digest) : drawReminder(schedule);
}

/** Where the work stands, and what to do about what lies around (S2-71). */
function drawReview(report: StatusReport, review: Tidied): Card {
  const [stands, lies] = [drawReportCard(report, { numbered: false }), drawHygieneCard(review)];
  const blocks: CardBlock[] = [...stands.blocks, { kind: 'divider' }, ...lies.blocks];
  return { ...stands, title: 'Status review', blocks, summary: `${stands.summary} ${lies.summary}` };
}

function drawReminder({ createdBy, text }: Schedule): Card {
  const said: Inline[] = [
    { kind: 'mention', memberId: createdBy.id, name: createdBy.name },
    { kind: 'text', text: `, you asked me to remind you: ${text}` },
  ];
  return {
    title: 'Reminder',
    tone: 'info',
    blocks: [{ kind: 'text', text: said }],
    choices: [],
    summary: `Reminder for ${createdBy.name}: ${text}`,
  };
}

function nameSchedule({ kind, text }: Schedule): string {
  if (text === null) return capitalize(names[kind]);
  return kind === 'workflow' ? `The workflow ${text}` : `Reminder: ${text}`;
}

/** Posts a report or a reminder into this thread later, lists what is to come, or stops it. */
import * as z from 'zod';
import { drawScheduledCard, drawSchedulesCard, drawStoppedCard } from '../src/cards/schedule-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid } from '../src/catalog/named-words.ts';
import { readReminder, readSchedule } from '../src/catalog/schedule-words.ts';
import { DocketError } from '../src/domain/errors.ts';
import { Id } from '../src/domain/ids.ts';
import { Schedule, ScheduleKind } from '../src/domain/schedule.ts';

export default defineTool({
  description:
    'Post a report into this thread again and again, or remind a person once or again and again; list what is scheduled, or stop it. Only the thread it is asked for in is possible.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    op: z.enum(['start', 'stop', 'list']).optional().describe('start when absent'),
    kind: ScheduleKind.optional().describe('summary when absent'),
    cadence: z.string().optional().describe('“daily 9:30”, “every monday at 9”, “weekdays”, “monthly”'),
    when: z.string().optional().describe('Once: “tomorrow at 10”, “on thursday”, “in 2 hours”'),
    text: z.string().max(500).optional().describe('What to remind of, or the workflow to run'),
    channel: z.string().optional().describe('Where else it was asked for; only this thread is possible'),
    schedule: Id.optional().describe('Which one to stop'),
    all: z.boolean().optional().describe('Stop all of this thread'),
  }),
  output: z.object({
    op: z.enum(['start', 'stop', 'list']),
    schedules: z.array(Schedule),
    elsewhere: z.int(),
    zone: z.string(),
    now: z.iso.datetime(),
    deed: z.string().nullable(),
  }),
  async run({ op = 'start', schedule: id, channel, kind, ...wish }, { services, caller }) {
    const { planning } = services;
    if (op === 'start' && channel) throw onlyHere(channel);
    const stopped = op === 'stop' ? await planning.stop(caller, { id, kind, ...wish }) : [];
    const begun =
      op === 'start' ? [await planning.schedule(caller, { kind: kind ?? 'summary', ...wish })] : [];
    const { schedules, ...around } = await planning.schedules(caller);
    // People who want one of several stopped are shown all of them, each with its button.
    const done = op === 'stop' && stopped.length === 0 ? 'list' : op;
    const deed = caller.deed?.id ?? null;
    return { op: done, ...around, deed, schedules: { start: begun, stop: stopped, list: schedules }[done] };
  },
  confirm: ({ channel: _, ...input }) => input,
  wire: ({ op, schedules }) => ({
    op,
    schedules: schedules.map(({ id, kind, text, cadence, dueAt }) => ({
      id,
      kind,
      text,
      cadence,
      due_at: dueAt,
    })),
  }),
  show: ({ op, schedules, deed, ...around }) => {
    if (op === 'stop') return { card: drawStoppedCard(schedules, deed) };
    if (op === 'list') return { card: drawSchedulesCard(schedules, around) };
    return { card: drawScheduledCard(schedules[0]!, around) };
  },
  brief: ({ op, schedules, zone }) => ({
    op,
    zone,
    schedules: schedules.map(({ kind, text, dueAt }) =>
      onlySaid({ kind, text: text ?? undefined, next: dueAt }),
    ),
  }),
  press: [
    {
      verb: 'unschedule',
      input: ({ ref }) => ({ op: 'stop' as const, ...(ref ? { schedule: ref } : { all: true }) }),
    },
  ],
  command: {
    verb: 'schedule',
    usage: '[report|workflow <name>] <daily 9:30|every monday at 9|…>, or: stop <which>',
    does: 'Post a report here again and again, list what is scheduled, or stop it',
    input: readSchedule,
  },
  otherCommands: [
    {
      verb: 'remind',
      usage: '<when>: <what>',
      does: 'Remind of something here, once or again and again',
      input: readReminder,
    },
  ],
});

function onlyHere(channel: string): DocketError {
  return new DocketError('NEEDS_CONFIRMATION', {
    message: `I can post only into the thread I am asked in, not to ${channel}. Nothing was scheduled.`,
    remedy:
      'Leave the channel out to get it in this thread, or ask for it there once Docket is in that chat.',
    details: { question: `I cannot post to ${channel} from here. Post it in this thread instead?` },
  });
}

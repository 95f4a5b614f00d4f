/** schedule_report: what is to be posted later is begun, listed and stopped in words. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

const kinds = async () =>
  (await desk.type('/docket schedule')).wire.schedules.map(({ kind }: { kind: string }) => kind);

it('begins once, however often it is asked for, and says when it comes', async () => {
  const begun = await desk.type('/docket schedule blocked daily 9:30');
  expect(begun.shown[0]!.card.summary).toMatch(
    /^I will post what is blocked here every day at 09:30, first (?:today|tomorrow) at 09:30\.$/,
  );
  await desk.type('/docket schedule blockers every day at 9:30');
  expect(await kinds()).toEqual(['blocked']);
});

it('stops what is meant, by rhythm, kind or button, and undo brings it back', async () => {
  await desk.type('/docket schedule blocked daily 9:30');
  await desk.type('/docket schedule summary every monday at 9');
  await desk.type('/docket remind next friday: review the drafts');
  expect((await desk.type('/docket schedule stop')).wire.op).toBe('list');
  await desk.type('/docket schedule stop the daily reports');
  expect(await kinds()).toEqual(['summary', 'reminder']);
  await desk.type('/docket undo');
  expect(await kinds()).toEqual(['blocked', 'summary', 'reminder']);
  await desk.call('schedule_report', { op: 'stop', cadence: 'weekly' }, { by: desk.model });
  await desk.press(choicesOf(await desk.type('/docket schedule')).Stop!);
  expect(await kinds()).toEqual(['blocked']);
  await desk.type('/docket undo');
  await desk.press(choicesOf(await desk.type('/docket schedule stop'))['Stop all']!);
  expect(wordsOf(await desk.type('/docket schedule'))).toContain('No report or reminder is scheduled');
});

it('reads a reminder’s time before its words, and keeps the words', async () => {
  const { wire } = await desk.type('/docket remind in 2 hours to approve everything');
  expect(wire.schedules).toMatchObject([{ kind: 'reminder', text: 'approve everything', cadence: null }]);
  const away = new Date(wire.schedules[0].due_at).getTime() - Date.now();
  expect(Math.abs(away - 7_200_000)).toBeLessThan(60_000);
});

it('cannot post elsewhere, and offers this thread instead', async () => {
  const asked = await desk.type('/docket schedule blocked daily #be-oncall');
  expect(wordsOf(asked)).toContain('I cannot post to #be-oncall from here. Post it in this thread instead?');
  expect(await kinds()).toEqual([]);
  await desk.press(choicesOf(asked).Approve!);
  expect(await kinds()).toEqual(['blocked']);
});

it.each([
  ['/docket schedule summary every other week', /no time I can keep/],
  ['/docket schedule summary hourly', /no time I can keep/],
  ['/docket schedule summary', /How often/],
  ['/docket remind 2001-01-01: laugh', /over already/],
  ['/docket remind tomorrow', /What should I remind you of/],
  ['/docket remind : call legal', /When should I remind you/],
])('refuses "%s" and says what to say', async (line, message) => {
  const refusal = await refusalOf(desk.type(line));
  expect(refusal.message).toMatch(message);
  expect(refusal.message).toContain('Nothing was scheduled.');
});

it('needs a thread and someone who may write', async () => {
  const input = { cadence: 'daily' };
  expect((await refusalOf(desk.call('schedule_report', input, { by: desk.viewer }))).code).toBe('FORBIDDEN');
  const outside = { ...desk.dana, threadId: null };
  expect((await refusalOf(desk.call('schedule_report', input, { by: outside }))).message).toContain('thread');
});

/** decide_step: a person says whether a step that waits for one is done. */
import { expect, it } from 'vitest';
import { runIt, statusesIn, writeBug } from '../support/run-desk.ts';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk();

it('U-100: the buttons of a step let it go on or send it back with the reason, and count only for what they were shown for', async () => {
  const key = await writeBug(desk);
  const begun = await runIt(desk, 'bug-fix', key);
  const { Done } = choicesOf(begun);
  const { output } = await desk.press(Done!);
  const id = output.view.run.id;
  await tools.house.services.workflows.settled({ runId: id });
  expect((await refusalOf(desk.press(Done!))).code).toBe('STALE');
  const testing = await desk.call('show_run', { run: key });
  expect(statusesIn(testing.wire)).toMatchObject({ fix: 'completed', test: 'waiting_human' });
  const no = choicesOf(testing)['Not done']!;
  const form = await desk.press(no);
  expect(JSON.stringify(form.shown)).toContain('Why?');
  await desk.press(no, { note: 'the total is still wrong' });
  await tools.house.services.workflows.settled({ runId: id });
  const { wire } = await desk.call('show_run', { run: key });
  expect(
    wire.steps.map(({ id: step, visit, status }: Record<string, unknown>) => [step, visit, status]),
  ).toEqual([
    ['diagnose', 1, 'completed'],
    ['fix', 2, 'waiting_human'],
    ['test', 2, 'pending'],
  ]);
});

it('U-100: only a person of the right role decides at a gate', async () => {
  const key = await writeBug(desk, 'security');
  const { wire } = await runIt(desk, 'security-vulnerability', key);
  const run = wire.runs[0].id;
  for (const step of ['assess', 'patch', 'verify'])
    await desk.call('decide_step', { run, step, approve: true }, { by: { ...desk.dana, via: 'api' } });
  const member = { ...desk.dana, roles: ['member' as const] };
  const refused = await refusalOf(desk.call('decide_step', { run, approve: true }, { by: member }));
  expect(refused).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('tech lead or owner'),
  });
  expect((await refusalOf(desk.call('decide_step', { run, approve: true }, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  expect(
    (await desk.call('decide_step', { run, approve: true }, { by: { ...desk.dana, via: 'api' } })).wire
      .status,
  ).toBe('completed');
});

it('refuses where nothing waits, and words that are neither yes nor no', async () => {
  await runIt(desk, 'weekly-report', null);
  expect((await refusalOf(desk.call('decide_step', { approve: true }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.type('/docket decide perhaps'))).code).toBe('INVALID_INPUT');
});

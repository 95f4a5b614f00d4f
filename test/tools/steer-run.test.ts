/** steer_run: a run is paused, resumed and called off; the ticket it was for is left to people. */
import { expect, it } from 'vitest';
import { runIt, writeBug } from '../support/run-desk.ts';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('pauses, resumes and cancels by button and by command', async () => {
  const key = await writeBug(desk);
  const { Pause } = choicesOf(await runIt(desk, 'bug-fix', key));
  const paused = await desk.press(Pause!);
  expect(paused.output.view.run).toMatchObject({ status: 'paused', reason: 'Paused by Dana.' });
  expect(Object.keys(choicesOf(paused))).toContain('Resume');
  expect((await refusalOf(desk.call('steer_run', { do: 'pause', run: key }))).code).toBe(
    'INVALID_TRANSITION',
  );
  expect((await desk.type('/docket resume-run')).wire.status).toBe('running');
  expect((await desk.type(`/docket cancel-run ${key}`)).wire).toMatchObject({
    status: 'cancelled',
    reason: 'Cancelled by Dana.',
    ticket_work_status: 'in_progress',
  });
  expect((await refusalOf(desk.call('steer_run', { do: 'resume', run: key }))).message).toContain(
    'has ended (cancelled)',
  );
});

it('S2-43, U-98: retries the step a run stopped at, by a button bound to that try', async () => {
  const key = await writeBug(desk, 'doc');
  const { wire } = await runIt(desk, 'documentation', key);
  const by = { ...desk.dana, via: 'api' as const };
  const stopped = await desk.call(
    'decide_step',
    { run: wire.runs[0].id, approve: false, note: 'wrong page' },
    { by },
  );
  expect(stopped.wire).toMatchObject({
    status: 'paused',
    reason: 'Documentation Agent reported: Dana said no: wrong page',
    ticket_work_status: 'blocked',
  });
  const retry = choicesOf(stopped)['Retry step']!;
  expect((await desk.press(retry)).output.view.run.status).toBe('running');
  expect((await refusalOf(desk.press(retry))).code).toBe('STALE');
});

it('refuses a viewer, and a run that is none', async () => {
  await runIt(desk, 'weekly-report', null);
  expect((await refusalOf(desk.call('steer_run', { do: 'pause' }, { by: desk.viewer }))).code).toBe(
    'FORBIDDEN',
  );
  expect((await refusalOf(desk.call('steer_run', { do: 'pause', run: 'BUG-2001-001' }))).code).toBe(
    'NOT_FOUND',
  );
});

/** run_workflow: agents take the steps of a workflow, and one run works on a ticket at a time. */
import { expect, it } from 'vitest';
import { runIt, statusesIn, writeBug } from '../support/run-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('S2-20, S2-42, U-97: the embedded agents do what rules can do, say what they did not, and the ticket follows', async () => {
  const key = await writeBug(desk);
  const called = await runIt(desk, 'bug fix', key);
  const [run] = called.wire.runs;
  expect(run).toMatchObject({
    workflow: 'bug-fix',
    workflow_version: 1,
    ticket: key,
    status: 'running',
    ticket_work_status: 'in_progress',
  });
  expect(statusesIn(run)).toEqual({ diagnose: 'completed', fix: 'waiting_human', test: 'pending' });
  const [diagnose] = run.steps;
  expect(diagnose.result.summary).toContain('TypeError: total is undefined; at src/cart.ts:12 in sum');
  expect(diagnose.result.output).toMatchObject({
    files: ['src/cart.ts', 'src/checkout.ts'],
    made_by: 'rules',
  });
  expect(JSON.stringify(diagnose.result.output.not_done)).toMatch(
    /No repository is connected.*Nothing was run/,
  );
  expect(diagnose.result.output.claims.every(({ source }: { source: string }) => source === key)).toBe(true);
  expect(wordsOf(called)).toContain('diagnose → fix → test');
  expect(Object.keys(choicesOf(called))).toEqual(
    expect.arrayContaining(['Done', 'Not done', 'Details', 'Pause', 'Cancel']),
  );
});

it('U-61: refuses a second run of a ticket, and takes the next once the first has ended', async () => {
  const key = await writeBug(desk);
  const { wire } = await runIt(desk, 'bug-fix', key);
  const refused = await refusalOf(runIt(desk, 'qa', key));
  expect(refused).toMatchObject({
    code: 'WORKFLOW_RUNNING',
    message: `"Bug fix" is running on ${key} already. Nothing was started.`,
  });
  await desk.call('steer_run', { do: 'cancel', run: wire.runs[0].id });
  expect((await runIt(desk, 'qa', key)).wire.runs[0].workflow).toBe('qa');
});

it('runs an agent alone by its name, and on what the thread is about', async () => {
  const key = await writeBug(desk);
  await desk.call('show_ticket', { ticket: key });
  const { wire } = await desk.call('run_workflow', { name: 'qa-agent' });
  expect(wire.runs[0]).toMatchObject({ workflow: 'qa-alone', ticket: key });
});

it('works on the workspace where no ticket is needed: a weekly report', async () => {
  await writeBug(desk);
  const { wire } = await runIt(desk, 'weekly report', null);
  expect(wire.runs[0]).toMatchObject({ status: 'completed', ticket: null });
  expect(wire.runs[0].steps.at(-1).result.output.text).toContain('The total is wrong');
});

it('reads a document into tickets and waits for their review', async () => {
  const { wire: document } = await desk.call('ingest_document', {
    text: '# Bikes\n\n## Requirements\n\n- Show free stands on a map.\n',
  });
  expect(document).toBeDefined();
  const { wire } = await runIt(desk, 'document-to-tickets', null);
  expect(statusesIn(wire.runs[0])).toEqual({
    check: 'completed',
    generate: 'completed',
    review: 'waiting_human',
  });
  expect(wire.runs[0].steps[1].result.output.created).toBe(1);
});

it('S2-41: a run that is done closes its ticket, and QA closes nothing while it is not the last step', async () => {
  const key = await writeBug(desk);
  const { wire } = await runIt(desk, 'production-incident', key);
  const decide = (step: string) =>
    desk.call(
      'decide_step',
      { run: wire.runs[0].id, step, approve: true },
      { by: { ...desk.dana, via: 'api' } },
    );
  await decide('fix');
  expect((await decide('test')).wire).toMatchObject({ status: 'running', ticket_work_status: 'in_progress' });
  expect((await decide('deploy')).wire).toMatchObject({ status: 'completed', ticket_work_status: 'done' });
  const { output } = await desk.call('show_ticket', { ticket: key });
  expect(JSON.stringify(output)).toContain('"resolutionDetail":"fixed"');
});

it('S2-2: refuses what cannot be run: unknown names, other types, no ticket, unknown inputs, a viewer', async () => {
  expect((await refusalOf(runIt(desk, 'documentation', null))).message).toContain('works on a ticket');
  const key = await writeBug(desk, 'doc');
  const code = async (call: Promise<unknown>) => (await refusalOf(call)).code;
  expect(await refusalOf(runIt(desk, 'tea', key))).toMatchObject({
    code: 'NOT_FOUND',
    remedy: expect.stringContaining('bug-fix'),
  });
  expect((await refusalOf(runIt(desk, 'bug-fix', key))).message).toContain('is for tickets of type bug');
  expect(await code(runIt(desk, 'documentation', key, { colour: 'red' }))).toBe('INVALID_INPUT');
  expect(await code(runIt(desk, 'document-to-tickets', null))).toBe('INVALID_INPUT');
  expect(
    await code(desk.call('run_workflow', { name: 'qa', select: { ids: [key] } }, { by: desk.viewer })),
  ).toBe('FORBIDDEN');
});

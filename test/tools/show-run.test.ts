/** show_run: the living card of a run, and the picture of it. */
import { expect, it } from 'vitest';
import { runIt, writeBug } from '../support/run-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('shows the latest run here, one by its ticket or workflow, and draws it as it stands', async () => {
  const key = await writeBug(desk);
  const { wire } = await runIt(desk, 'bug-fix', key);
  for (const run of [undefined, key, 'bug-fix', wire.runs[0].id])
    expect((await desk.call('show_run', { run })).wire.id).toBe(wire.runs[0].id);
  const { shown } = await desk.type('/docket show-run picture');
  expect(shown[0]!.living).toMatchObject({ key: `run:${wire.runs[0].id}`, tool: 'show_run' });
  expect(shown[1]!.file!.text).toMatch(/^<svg .*fix.*waiting human.*<\/svg>$/s);
});

it('says when there is none, and shows nobody the runs of another workspace', async () => {
  expect((await refusalOf(desk.call('show_run'))).message).toBe('No workflow has been run yet.');
  expect((await refusalOf(desk.call('show_run', { run: 'bug-fix' }))).code).toBe('NOT_FOUND');
});

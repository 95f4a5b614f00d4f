/** show_overview: active tickets, workload and figures. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-44: lists what is open or in progress, the most urgent first', async () => {
  await desk.type('/docket raise feature Dark mode');
  await desk.type('/docket raise bug Login loops');
  await desk.type('/docket raise hotfix Production is down');
  const done = await desk.type('/docket raise qa Smoke test');
  await desk.type(`/docket status ${done.wire.key} cancelled`);
  const active = await desk.type('/docket active');
  expect(wordsOf(active)).toContain('Currently tracking 3 active tickets');
  expect(active.wire.tickets.map(({ priority }: { priority: string }) => priority)).toEqual([
    'P0',
    'P1',
    'P2',
  ]);
});

it('S2-75: says how much everybody has, and who can take more', async () => {
  const { wire } = await desk.type('/docket raise bug Search is slow');
  await desk.type(`/docket assign ${wire.key} to engineer`);
  const shown = await desk.type('/docket workload');
  const engineer = shown.wire.workload.find(({ id }: { id: string }) => id === 'engineer');
  expect(engineer).toMatchObject({
    total: 1,
    open: 1,
    in_progress: 0,
    high: 1,
    critical: 0,
    available: true,
    capacity: 4,
  });
  expect(wordsOf(shown)).toContain('Engineer Agent');
});

it('S2-76: counts by status, priority and type, says how long things take, and what agents have to do', async () => {
  const { wire } = await desk.type('/docket raise bug Typo');
  await desk.type(`/docket status ${wire.key} in_progress`);
  await desk.type(`/docket status ${wire.key} done`);
  const { wire: figures } = await desk.type('/docket analytics');
  expect(figures).toMatchObject({
    total: 6,
    by_status: { open: 4, done: 1, cancelled: 1 },
    by_priority: { urgent: 1, high: 3, medium: 2 },
    by_type: { feature: 1, bug: 3, hotfix: 1, qa: 1 },
    resolved: 1,
    workload: [{ id: 'engineer', total: 1, open: 1, in_progress: 0 }],
  });
  expect(figures.average_resolution_hours).toBeGreaterThanOrEqual(0);
});

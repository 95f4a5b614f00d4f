/** show_dashboard: the dashboard, the board of stages with its picture, the digest and who has room. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval } from '../support/capability-desk.ts';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-58: every capability appears with stage, owner, cost and blocker, and where somebody must act', async () => {
  const { key } = await beginCapability(desk);
  await bringToApproval(desk, key);
  await desk.type('/docket idea Later');
  await desk.call('raise_hotfix', { title: 'Crash', context: key });
  const shown = await desk.type('/docket dashboard');
  expect(wordsOf(shown)).toContain('Where you must act');
  expect(shown.wire.rows).toMatchObject([{ key, stage: 'spec_approval', owner: 'Dana', overdue: false }]);
  expect(shown.wire.hotfixes).toHaveLength(1);
  expect(shown.wire.act).toMatchObject([{ key, kind: 'decide' }]);
  const digest = await desk.type('/docket digest');
  expect(wordsOf(digest)).toContain('Weekly digest');
  expect(digest.wire.dashboard.act.map(({ kind }: { kind: string }) => kind)).toEqual(['decide', 'triage']);
  const stages = await desk.type('/docket stages');
  expect(stages.shown[0]!.file!.text).toMatch(/^<svg[\s\S]*Spec approval \(1\)[\s\S]*<\/svg>$/);
  expect(wordsOf(stages)).toContain('Spec approval: 1');
  expect((await desk.type('/docket capacity')).wire.capacity).toMatchObject([
    { name: 'nobody', audience: 'product' },
    { name: 'nobody', audience: 'engineering' },
  ]);
});

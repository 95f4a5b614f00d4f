/** show_attention: what needs a person, why, and that somebody has seen it. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });

it('S2-57, S2-58: shows what is blocked with why, is told once, and says that it was seen', async () => {
  expect(wordsOf(await desk.type('/docket attention'))).toContain('Nothing needs attention');
  const { wire } = await desk.type('/docket raise bug Login loops');
  await desk.type(`/docket agent-update ${wire.key} qa failed Timeout in login.ts`);
  const shown = await desk.type('/docket attention');
  expect(wordsOf(shown)).toContain('QA Agent reported: Timeout in login.ts');
  expect(shown.wire.escalations).toMatchObject([{ reasons: ['blocked'], level: 1, acknowledged_by: null }]);
  const told: string[] = [];
  const how = {
    reach: { surfaces: ['terminal'], threadIds: [] },
    post: async ({ attention }: { attention: { view: { ticket: { key: string } } } }) => {
      told.push(attention.view.ticket.key);
    },
  };
  const { planning } = tools.house.services;
  for (let at = 0; at < 2; at++) await planning.tellAttention(desk.dana.workspaceId, how);
  expect(told).toEqual([wire.key]);
  const { ticket } = shown.output.rows[0].view;
  await desk.press(`dk1:acknowledge:${ticket.id}::0`);
  expect((await desk.type('/docket attention')).wire.escalations).toMatchObject([
    { acknowledged_by: desk.dana.principal.id },
  ]);
  await desk.type(`/docket status ${wire.key} in_progress`);
  expect((await desk.type('/docket attention')).wire.escalations).toEqual([]);
});

it('S2-56: three failures count until somebody says that they no longer do', async () => {
  const { wire } = await desk.type('/docket raise bug Search is slow');
  for (let at = 0; at < 3; at++) {
    await desk.type(`/docket agent-update ${wire.key} qa failed again`);
    await desk.type(`/docket status ${wire.key} in_progress`);
  }
  const reasons = async () =>
    (await desk.type('/docket attention')).wire.escalations.map((one: { reasons: string[] }) => one.reasons);
  expect(await reasons()).toEqual([['failed_updates']]);
  expect(wordsOf(await desk.type(`/docket deescalate ${wire.key}`))).toContain('counting anew');
  expect(await reasons()).toEqual([]);
});

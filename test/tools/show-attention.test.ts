/** show_attention: what needs a person, why, and that somebody has seen it. */
import { expect, it } from 'vitest';
import { choicesOf, wordsOf } from '../support/tool-house.ts';
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

it('S2-57, S2-71: is told in one place once somebody says so, with buttons that reassign and open, and a review on Mondays', async () => {
  const { wire } = await desk.type('/docket raise bug Sign-up fails');
  await desk.type(`/docket agent-update ${wire.key} qa failed Still fails`);
  expect(wordsOf(await desk.type('/docket escalations here'))).toContain('every Monday at 9');
  expect((await desk.type('/docket schedule')).wire.schedules).toMatchObject([
    { kind: 'status_review', cadence: { weekdays: [1], hour: 9 } },
  ]);
  await desk.type('/docket attention');
  const told: { thread: string; key: string }[] = [];
  await tools.house.services.planning.tellAttention(desk.dana.workspaceId, {
    reach: { surfaces: ['terminal'], threadIds: [] },
    post: async ({ thread, attention }) =>
      void told.push({ thread: thread.id, key: attention.view.ticket.key }),
  });
  expect(told).toContainEqual({ thread: desk.dana.threadId, key: wire.key });
  const shown = choicesOf(await desk.type('/docket attention'));
  const form = await desk.press(shown.Reassign!);
  expect(JSON.stringify(form.shown)).toContain('Data Engineer Agent');
  const given = await desk.press(shown.Reassign!, { assignee: 'Vik' });
  expect(wordsOf(given)).toContain('Vik has');
  expect(wordsOf(await desk.press(shown.Open!))).toContain('Sign-up fails');
  expect(wordsOf(await desk.type('/docket escalations off'))).toContain('of each ticket again');
  expect((await desk.type('/docket schedule')).wire.schedules).toEqual([]);
});

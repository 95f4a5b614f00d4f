/** show_escalation: the notice of a ticket that needs somebody, drawn again until it needs nobody. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });

it('S2-57: says on the card it was told with that somebody is on it, and then that it needs nobody', async () => {
  const { wire } = await desk.type('/docket raise bug Login loops');
  const { wire: other } = await desk.type('/docket raise bug Search is slow');
  await desk.type(`/docket agent-update ${wire.key} qa failed Timeout in login.ts`);
  await desk.type('/docket attention');
  const told: { id: string; at: string }[] = [];
  await tools.house.services.planning.tellAttention(desk.dana.workspaceId, {
    reach: { surfaces: ['terminal'], threadIds: [] },
    post: async ({ attention: { view, escalation } }) =>
      void told.push({ id: view.ticket.id, at: escalation.lastNotifiedAt! }),
  });
  const [{ id, at }] = told as [{ id: string; at: string }];
  const pressed = await desk.press(`dk1:acknowledge:${id}::0`);
  expect(pressed.shown[0]!.living).toMatchObject({ key: `escalation:${id}:${at}`, subjects: [id] });
  expect(wordsOf(pressed)).not.toContain('Acknowledge');
  await desk.type(`/docket status ${wire.key} in_progress`);
  await desk.type('/docket attention');
  const after = await desk.call('show_escalation', { ticket: id, told: at });
  expect(wordsOf(after)).toContain('needs no attention any more');
  const unknown = (await desk.call('show_ticket', { ticket: other.key })).output.ticket.ticket.id;
  expect((await refusalOf(desk.call('show_escalation', { ticket: unknown, told: at }))).code).toBe(
    'NOT_FOUND',
  );
});

/** accept_sprint: a person's press, once. */
import { expect, it } from 'vitest';
import { approvedLabels } from '../../src/domain/approval.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-66, U-71: labels the tickets when a person accepts, and never for a model', async () => {
  const { wire: ticket } = await desk.type('/docket raise bug Login loops');
  const { wire: sprint } = await desk.type('/docket sprint');
  const asked = await refusalOf(desk.call('accept_sprint', { sprint: sprint.id }, { by: desk.model }));
  expect(asked.code).toBe('HUMAN_APPROVAL_REQUIRED');
  const accepted = await desk.press(`dk1:sprint:${sprint.id}::0`);
  expect(wordsOf(accepted)).toContain('Sprint 1');
  const after = await desk.call('show_ticket', { ticket: ticket.key });
  expect(after.wire.labels).toEqual(['sprint:Sprint 1']);
  expect((await refusalOf(desk.press(`dk1:sprint:${sprint.id}::0`))).code).toBe('STALE');
});

it('takes no approval back, pushes what was approved without the label, and leaves it to the next approval', async () => {
  const { wire: ticket } = await desk.type('/docket raise bug Search is slow');
  await desk.type(`/docket approve ${ticket.key}`);
  const { wire: sprint } = await desk.type('/docket sprint 40 Winter');
  await desk.press(`dk1:sprint:${sprint.id}::0`);
  const stored = async () => (await desk.call('show_ticket', { ticket: ticket.key })).output.ticket.ticket;
  const inSprint = await stored();
  expect(inSprint.labels).toContain('sprint:Winter');
  expect(inSprint.review.status).toBe('reviewed');
  expect(approvedLabels(inSprint)).not.toContain('sprint:Winter');
  await desk.call('edit_ticket', { ticket: ticket.key, title: 'Search is very slow' });
  const edited = await stored();
  expect(edited.review.status).toBe('generated');
  expect(approvedLabels(edited)).toContain('sprint:Winter');
});

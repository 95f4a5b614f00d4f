/** accept_sprint: a person's press, once. */
import { expect, it } from 'vitest';
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

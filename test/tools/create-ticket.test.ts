/** create_ticket: a ticket in a person's words, which waits for its review like any other. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('takes type, title and description from the command', async () => {
  const { wire } = await desk.type('/docket create bug The coupon field is broken | Only on Safari');
  expect(wire).toMatchObject({
    title: 'The coupon field is broken',
    body: expect.stringContaining('Only on Safari'),
    ticket_type: 'bug',
    priority: null,
    status: 'generated',
    made_by: 'person',
    source_lines: [],
  });
  expect(wire.key).toMatch(/^BUG-/);
});

it('belongs to an epic, and can be taken back', async () => {
  const epic = await desk.call('create_ticket', { title: 'Checkout', type: 'epic' });
  const child = await desk.call('create_ticket', { title: 'Pay', priority: 'P1', parent: epic.wire.key });
  expect(child.wire).toMatchObject({ epic_key: epic.wire.key, priority: 'P1' });
  await desk.type('/docket undo');
  expect((await refusalOf(desk.call('show_ticket', { ticket: child.wire.key }))).code).toBe('NOT_FOUND');
});

it('needs a title', async () => {
  expect((await refusalOf(desk.type('/docket create bug'))).code).toBe('INVALID_INPUT');
});

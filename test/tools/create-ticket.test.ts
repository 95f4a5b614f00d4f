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

it('writes a bug from a form, with the way back to where it was reported', async () => {
  const form = await desk.press('dk1:bug:::0');
  expect(form.shown[0]!.card.title).toBe('Report a bug');
  const { output, shown } = await desk.press('dk1:bug:::0', {
    title: 'The total is wrong',
    happened: 'It shows 0.',
    expected: 'The sum of the cart.',
    steps: 'open the cart\n2. look\n\n',
    version: 'Safari 26',
    severity: 'high',
    source: 'https://acme.slack.com/archives/C1/p17',
  });
  expect(output.ticket.ticket).toMatchObject({
    key: expect.stringMatching(/^BUG-/),
    type: 'bug',
    priority: 2,
  });
  expect(output.ticket.ticket.description).toBe(
    '**What happened**\n\nIt shows 0.\n\n**Expected**\n\nThe sum of the cart.\n\n**Steps**\n\n1. open the cart\n2. look\n\n**Version**\n\nSafari 26\n\nReported in https://acme.slack.com/archives/C1/p17',
  );
  expect(shown[0]!.card.link?.url).toBe('https://acme.slack.com/archives/C1/p17');
});

/** create_ticket: a ticket in a person's words, which waits for its review like any other. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('takes type, title and description from the command', async () => {
  const { wire } = await desk.type('/docket create bug The coupon field is broken | Only on Safari');
  expect(wire).toMatchObject({
    title: 'The coupon field is broken',
    body: expect.stringContaining('Only on Safari'),
    ticket_type: 'bug',
    priority: 'P1',
    status: 'generated',
    made_by: 'person',
    source_lines: [],
  });
  expect(wire.key).toMatch(/^BUG-/);
});

it('S2-12, S2-13, S2-20: follows the rules for bugs and features, says the plan and what is left out, and a person goes before', async () => {
  const down = await desk.type(
    '/docket create bug Checkout fails in Production | 12 users cannot pay. ImportError: foo',
  );
  expect(wordsOf(down)).toMatch(
    /P0[\s\S]*Research Agent: diagnose[\s\S]*Engineer Agent: fix[\s\S]*QA Agent: test[\s\S]*Say also when it is needed/,
  );
  expect(down.shown[0]!.card.choices[0]).toMatchObject({ label: 'Start the bug workflow' });
  const { ticket } = down.output.ticket;
  expect(ticket).toMatchObject({ priority: 1, review: { status: 'generated' } });
  expect(ticket.coordination).toMatchObject({
    metadata: {
      affected_users: 12,
      estimated_effort: '8 hours',
      missing_description_parts: ['when it is needed'],
    },
    orchestration: { agentsRequired: ['research', 'engineer', 'qa'], sla: '4 hours' },
  });
  const lasts = Date.parse(ticket.planning.slaDueAt) - Date.parse(ticket.createdAt);
  expect(lasts / 3_600_000).toBeCloseTo(4, 2);
  const voted = await desk.type('/docket feature Dark mode | 15 users voted for it');
  expect(voted.output.ticket.ticket).toMatchObject({
    priority: 2,
    coordination: { metadata: { user_votes: 15 } },
  });
  expect((await desk.type('/docket feature Light mode | 10 votes')).wire.priority).toBe('P2');
  const meant = await desk.call('create_ticket', {
    title: 'Typo',
    type: 'bug',
    priority: 'P3',
    effort: 'small',
  });
  expect(meant.wire.priority).toBe('P3');
  expect(meant.output.ticket.ticket.planning.estimatedHours).toBe(4);
  expect((await desk.type('/docket task Ask legal')).output.ticket.ticket.coordination).toBeNull();
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

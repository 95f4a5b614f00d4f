/** assign_tickets: by name, to oneself, to nobody; whom nobody knows is asked about. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('gives tickets to a member by the beginning of the name, and says whose they are', async () => {
  const [first, second] = drafted.keys;
  const given = await desk.type(`/docket assign ${first} ${second} to vi`);
  expect(wordsOf(given)).toContain(`Vik has ${first} and ${second} now.`);
  expect(wordsOf(await desk.type(`/docket show ${first}`))).toContain('Vik');
});

it('gives them to the person who asks and to nobody, keeps approvals, and can be taken back', async () => {
  const [first = ''] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  await desk.call('assign_tickets', { select: { ids: [first] }, assignee: 'me' }, { by: desk.model });
  const { output } = await desk.call('show_ticket', { ticket: first });
  expect(output.ticket).toMatchObject({ assignee: 'Dana', ticket: { review: { status: 'reviewed' } } });
  await desk.type(`/docket assign ${first} nobody`);
  expect((await desk.call('show_ticket', { ticket: first })).output.ticket.assignee).toBeNull();
  await desk.type('/docket undo');
  const back = await desk.call('show_ticket', { ticket: first });
  expect(back.output.ticket).toMatchObject({ assignee: 'Dana', ticket: { review: { status: 'reviewed' } } });
});

it('S4-22, S4-21: gives them to an agent by any of its names, told with all it needs to begin', async () => {
  const [, , third = ''] = drafted.keys;
  await desk.type(`/docket assign ${third} nobody`);
  const given = await desk.type(`/docket assign ${third} to Research Agent`);
  expect(wordsOf(given)).toContain(`Research Agent has ${third} now.`);
  await desk.type(`/docket assign ${third} to qa`);
  const { history, ticket } = (await desk.call('trace_ticket', { ticket: third })).output.trace;
  const told = history
    .slice(-3)
    .map(({ type, payload }: { type: string; payload: object }) => ({ type, payload }));
  const assigned = {
    ticketTitle: ticket.ticket.title,
    ticketUrl: null,
    assigneeType: 'agent',
    assignedTeamId: null,
  };
  expect(told).toMatchObject([
    { type: 'TicketAssigned', payload: { ...assigned, assignedAgentId: 'research' } },
    { type: 'TicketReassigned', payload: { fromAgentId: 'research', toAgentId: 'qa' } },
    { type: 'TicketAssigned', payload: { ...assigned, assignedAgentId: 'qa' } },
  ]);
});

it('names the members where nobody is called that, and needs a ticket', async () => {
  const unknown = await refusalOf(desk.type(`/docket assign ${drafted.keys[0]} Zoe`));
  expect(unknown.code).toBe('NOT_FOUND');
  expect(unknown.remedy).toMatch(/^Members are: Dana, Vik\. Agents are: research, engineer, qa, /);
  expect((await refusalOf(desk.type('/docket assign Dana'))).code).toBe('INVALID_INPUT');
});

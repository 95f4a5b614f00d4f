/** create_repo_ticket: a file in the name of whoever asked, in the words of the repository, and a ticket of Docket soon after. */
import { expect, it } from 'vitest';
import { useRepoDesk } from '../support/repo-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';

const { begin, run, asModel, asViewer, step, eventsOf } = useRepoDesk();

it('S3-74, S3-21: writes a ticket, or the group or checkpoint that a word means here', async () => {
  const repo = await begin();
  const made = (
    await run('create_repo_ticket', { title: 'Export as CSV', description: 'Every list.', priority: 'high' })
  ).output;
  expect(made.said).toBe(`Created ${made.ticket.id}.`);
  expect(repo.ticket(made.ticket.id)).toContain('## Description\nEvery list.\n');
  expect(repo.log(made.ticket.id)).toMatchObject([
    { actor_id: '@dana', actor_type: 'human', event_type: 'work' },
  ]);
  const feature = (await run('create_repo_ticket', { title: 'feature: Invitations' })).output.ticket;
  expect(feature).toMatchObject({ title: 'Invitations', nodeType: 'group' });
  const plain = (await run('create_repo_ticket', { title: 'Note: not a word of ours' })).output.ticket;
  expect(plain).toMatchObject({ title: 'Note: not a word of ours', nodeType: 'work' });
  expect((await repo.run('validate', '--strict', '--all-fields')).out).toBe('');
  await step();
  expect((await eventsOf(made.ticket.id))[0]).toMatchObject({
    type: 'TicketCreated',
    actor: { name: 'Dana' },
  });
});

it('a model only asks for it, and it holds no secret', async () => {
  const repo = await begin();
  const asked = await asModel('create_repo_ticket', { title: 'Export as PDF' });
  expect(asked.asksPerson).toBe(true);
  expect(wordsOf(asked)).toContain('Write a new ticket into the repository');
  expect(await refusalOf(asViewer('create_repo_ticket', { title: 'x' }))).toMatchObject({
    code: 'FORBIDDEN',
  });
  const title = `Rotate ghp_${'a'.repeat(36)}`;
  expect((await refusalOf(run('create_repo_ticket', { title }))).message).toContain('SECRET_DETECTED');
  expect(await repo.json('list', '--json')).toEqual([]);
});

/** configure: a word said once holds for the workspace, the channel's word over it, and can be forgotten and undone. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ house: 'own' });

it('remembers for the workspace, and for this channel above it', async () => {
  await desk.type('/docket set default_tracker local');
  const here = await desk.type('/docket set default_tracker linear here');
  expect(wordsOf(here)).toContain('Default tracker: linear, in this channel.');
  expect((await desk.type('/docket set')).output).toMatchObject({
    values: { defaultTracker: 'linear' },
    ofChannel: ['defaultTracker'],
  });
  await desk.type('/docket set default_tracker here');
  expect((await desk.type('/docket set')).output.values).toEqual({ defaultTracker: 'local' });
});

it('can be taken back', async () => {
  await desk.call('configure', { key: 'push.exclude_priority', value: ['P2', 'P3'] });
  await desk.type('/docket set push.exclude_priority P3');
  await desk.type('/docket undo');
  expect((await desk.type('/docket set')).output.values).toEqual({ pushExcludePriority: [3, 4] });
});

it('refuses what it could not honour, and says what it can', async () => {
  const language = await refusalOf(desk.call('configure', { key: 'language', value: 'de' }));
  expect(language.message).toContain('Docket answers in English');
  const tracker = await refusalOf(desk.type('/docket set default_tracker asana'));
  expect(tracker.remedy).toBe('Say one of: linear, github, jira, local.');
  expect((await refusalOf(desk.type('/docket set colour blue'))).remedy).toContain('default_tracker');
  expect((await desk.type('/docket set')).output.values).toEqual({});
});

it('decides where boards point, and which priorities stay at home until they are named', async () => {
  const { keys } = await desk.draft();
  await desk.type('/docket set default_tracker local');
  await desk.type('/docket set push.exclude_priority P2');
  const proposed = await desk.call('push_tickets', { select: { all: true } }, { by: desk.model });
  expect(proposed.output.board.destination.tracker).toBe('local');
  expect(proposed.output.board.ticketIds).toHaveLength(2);
  const named = await desk.call('push_tickets', { select: { ids: [keys[2]] } }, { by: desk.model });
  expect(named.output.board.ticketIds).toHaveLength(1);
  const none = await refusalOf(
    desk.call('push_tickets', { select: { priority: ['P2'] } }, { by: desk.model }),
  );
  expect(none.message).toContain('your preferences leave out of pushes');
});

it('says how often trackers are asked and told of, for the workspace and for this channel', async () => {
  const said = async (words: string) => (await desk.type(`/docket set ${words}`)).shown[0]!.card.summary;
  expect(await said('sync.every 2 hours here')).toBe('Polling: every 120 minutes, in this workspace.');
  expect(await said('sync.every minute')).toBe('Polling: every minute, in this workspace.');
  expect(await said('sync.digest off here')).toBe('Tracker news: off, in this channel.');
  expect((await refusalOf(desk.type('/docket set sync.every blue'))).remedy).toContain('5 minutes');
  expect((await refusalOf(desk.type('/docket set sync.every 99 hours'))).code).toBe('INVALID_INPUT');
});

it('has an owner say who approves, in person, and shows it on the board', async () => {
  const said = async (words: string) => (await desk.type(`/docket set ${words}`)).shown[0]!.card.summary;
  expect(await said('approve.quorum 2 people')).toBe('Approvals needed: 2, in this workspace.');
  expect(await said('approve.author no here')).toBe('Authors approve their own: no, in this workspace.');
  expect(await said('approve.roles')).toBe('Approved by the role: forgotten in this workspace.');
  const asked = { key: 'approve.quorum', value: '1' };
  const byModel = await refusalOf(desk.call('configure', asked, { by: desk.model }));
  expect(byModel.code).toBe('HUMAN_APPROVAL_REQUIRED');
  await desk.type('/docket undo').catch(() => {});
  expect((await desk.type('/docket set')).output.values).toMatchObject({ approvalQuorum: 2 });
  expect((await refusalOf(desk.type('/docket set approve.roles viewer'))).remedy).toContain('tech_lead');
  expect((await refusalOf(desk.type('/docket set approve.quorum none'))).remedy).toContain('from 1 to 5');
  expect((await refusalOf(desk.type('/docket set approve.requester maybe'))).remedy).toBe('Say yes or no.');
  for (const name of ['quorum', 'author']) await desk.type(`/docket set approve.${name}`);
});

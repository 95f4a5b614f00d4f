/** show_home: what waits for a person, their drafts, pushes and defaults, each with what can be pressed. */
import { expect, it } from 'vitest';
import { choicesOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('shows a person’s drafts to them as theirs, and to others as waiting', async () => {
  const mine = await desk.type('/docket home');
  expect(mine.output.home).toMatchObject({ waiting: [], mine: [{ title: 'Bike Parking', toReview: 3 }] });
  expect(wordsOf(mine)).toContain('3 to review');
  const theirs = await desk.call('show_home', {}, { by: desk.viewer });
  expect(theirs.output.home).toMatchObject({ mine: [], waiting: [{ toReview: 3 }] });
  expect(theirs.shown[0]!.card.summary).toBe('1 thing waits for you.');
  expect(theirs.shown[0]!.living).toMatchObject({ key: 'home', tool: 'show_home' });
  const board = await desk.press(choicesOf(mine)['Review here']!);
  expect(board.output.board.rows).toHaveLength(3);
});

it('shows pushes as they stand, and questions only a person may answer', async () => {
  const push = await desk.startPush(drafted.keys);
  const before = await desk.type('/docket home');
  expect(before.output.home.pushes).toMatchObject([{ pushId: push, total: 3, created: 0, finished: false }]);
  expect(choicesOf(before)).toHaveProperty('Cancel');
  await desk.finishPush(push);
  const after = await desk.type('/docket home');
  expect(after.output.home.pushes).toMatchObject([{ created: 3, failed: 0, finished: true }]);
  expect(after.output.home.mine).toEqual([]);
  const { output } = await desk.press(choicesOf(after)['Show here']!);
  expect(output.push.counts.confirmed).toBe(3);
});

it('asks there what a model may only ask for, and an answer takes it away', async () => {
  await desk.call('discard_tickets', { select: { ids: [drafted.keys[0]!] } }, { by: desk.model });
  const home = await desk.type('/docket home');
  expect(home.output.home.asked).toMatchObject([{ preview: expect.stringContaining('Discard one ticket') }]);
  await desk.press(choicesOf(home).Reject!);
  expect((await desk.type('/docket home')).output.home.asked).toEqual([]);
});

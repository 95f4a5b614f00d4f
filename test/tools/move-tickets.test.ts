/** move_tickets: how far the work is, by the table, out of turn only with a reason, and never for what a tracker keeps. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

const statusOf = async (ticket: string) => (await desk.call('show_ticket', { ticket })).wire.work_status;

it('starts approved work, says why it is blocked, and takes the last move back', async () => {
  const [first = ''] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  expect(wordsOf(await desk.type(`/docket status ${first} doing`))).toContain(`${first} is in progress now.`);
  await desk.type(`/docket status ${first} blocked waiting for the vendor`);
  expect(await statusOf(first)).toBe('blocked');
  await desk.type('/docket undo');
  expect(await statusOf(first)).toBe('in_progress');
});

it('asks for approval first, names the words there are, and goes out of turn only with a reason', async () => {
  const [first = '', second = ''] = drafted.keys;
  const early = await refusalOf(desk.type(`/docket status ${first} doing`));
  expect(early).toMatchObject({
    code: 'INVALID_TRANSITION',
    remedy: expect.stringContaining('Approve it first'),
  });
  expect((await refusalOf(desk.type(`/docket status ${first} sideways`))).remedy).toContain('in_progress');
  await desk.type(`/docket approve ${second}`);
  expect((await refusalOf(desk.type(`/docket status ${second} done`))).code).toBe('INVALID_TRANSITION');
  await desk.type(`/docket status ${second} done shipped by hand`);
  expect(await statusOf(second)).toBe('done');
});

it('moves what is out here, and leaves it to a person to move the issue', async () => {
  const [first = ''] = drafted.keys;
  await desk.finishPush(await desk.startPush([first]));
  const moved = await desk.type(`/docket status ${first} doing`);
  expect(await statusOf(first)).toBe('in_progress');
  expect(Object.keys(choicesOf(moved))).toEqual(expect.arrayContaining([expect.stringMatching(/^Send to /)]));
  await desk.type('/docket undo');
  expect(await statusOf(first)).toBe('open');
  expect((await desk.type(`/docket update ${first}`)).wire.updates[0].differences).toEqual([]);
});

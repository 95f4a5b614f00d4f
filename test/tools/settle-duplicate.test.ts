/** settle_duplicate: a person decides what a push does with a ticket that may be a duplicate. */
import { beforeAll, expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });
beforeAll(async () => {
  await tools.askSandbox('issues', { title: 'Cancelling a booking', description: 'Their words.' });
});

const twin = () => drafted.keys[1]!;
const showBoard = () => desk.call('show_board', { board: drafted.board.id });

it('answers each button of the row with the board as it is then', async () => {
  for (const [label, said] of [
    ['Link to ENG-1', 'Will be linked, as related, to '],
    ['Update ENG-1', 'Will be written into '],
    ['Skip', 'Not pushed: duplicate of '],
    ['Create anyway', 'Not a duplicate'],
  ] as const) {
    const settled = await desk.press(choicesOf(await showBoard())[label]!);
    expect(wordsOf(settled), label).toContain(said);
    await desk.press(choicesOf(settled)['Decide again']!);
    expect((await showBoard()).output.board.counts).toMatchObject({ undecided: 1, toReview: 2 });
  }
});

it('takes the same decisions typed, in any order of the words', async () => {
  const { wire } = await desk.type(`/docket duplicate ${twin()} link ENG-1`);
  expect(wire).toMatchObject({ choice: 'link', candidate: 'ENG-1', ticket: { key: twin() } });
  expect((await desk.type(`/docket duplicate ${twin()} ENG-1 skip`)).wire.choice).toBe('skip');
  expect((await refusalOf(desk.type('/docket duplicate'))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.type(`/docket duplicate ${twin()} link ENG-77`))).code).toBe('STALE');
  expect((await refusalOf(desk.type(`/docket duplicate ${drafted.keys[0]} skip`))).code).toBe('NOT_FOUND');
});

it('is refused on a button that shows the ticket as it was, and to all but people who may write', async () => {
  const { Skip } = choicesOf(await showBoard());
  await desk.call('edit_ticket', { ticket: twin(), priority: 'P3' });
  expect((await refusalOf(desk.press(Skip!))).code).toBe('VERSION_CONFLICT');
  const wish = { ticket: twin(), choice: 'skip' };
  for (const [by, code] of [
    [desk.model, 'HUMAN_APPROVAL_REQUIRED'],
    [desk.viewer, 'FORBIDDEN'],
  ] as const) {
    expect((await refusalOf(desk.call('settle_duplicate', wish, { by }))).code).toBe(code);
  }
});

it('reaches Linear as it was decided, and the ticket says so', async () => {
  const [first] = drafted.keys;
  await desk.type(`/docket duplicate ${twin()} update`);
  await desk.finishPush(await desk.startPush([first!, twin()]));
  const issues = await tools.askSandbox('issues');
  expect(issues.map(({ key }: { key: string }) => key)).toEqual(['ENG-1', 'ENG-2']);
  expect(issues[0].description).toMatch(/^Their words\.\n\n.*docket-section/s);
  const trace = await desk.type(`/docket trace ${twin()}`);
  expect(wordsOf(trace)).toContain('written into ENG-1');
});

/** A workflow in a thread: asked for in words, shown as one living card, decided with buttons, and there after a restart. With DOCKET_TEST_DEEP. */
import { afterAll, beforeAll, expect, it as test } from 'vitest';
import { findChoice, openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const it = test.runIf(process.env.DOCKET_TEST_DEEP);

let chat: TestHouse;
beforeAll(async () => {
  if (process.env.DOCKET_TEST_DEEP) chat = await openTestHouse();
});
afterAll(() => chat?.close());

const card = () => chat.messages.find(({ card: { title } }) => title.startsWith('Bug fix: '))!;

it('S2-48, U-100, U-101: a bug goes through its workflow in the thread, and a restart in the middle loses nothing', async () => {
  await chat.say('/docket bug The total is wrong | TypeError: total is undefined at src/cart.ts:12');
  await chat.say('/docket approve BUG-2026-001');
  await chat.say('run the bug workflow on BUG-2026-001');
  expect(wordsOf([card().card])).toContain('fix waits for a person');
  expect(wordsOf(await chat.say('what is the engineer agent doing?'))).toContain('Bug fix on BUG-2026-001');
  await chat.restart();
  await chat.press(/^Done$/);
  expect(wordsOf([card().card])).toContain('test waits for a person');
  await chat.press(/^Not done$/);
  const form = chat.messages.at(-1)!.card.blocks.find((block) => block.kind === 'form')!;
  await chat.pressAction(form.submit.action, { note: 'still wrong for two coupons' });
  expect(wordsOf([card().card])).toContain('round 2');
  await chat.press(/^Done$/);
  await chat.press(/^Done$/);
  expect(card().card).toMatchObject({ tone: 'success', choices: [] });
  expect(() => findChoice([card()], /^Done$/)).toThrow('no choice');
  expect(wordsOf(await chat.say('/docket show BUG-2026-001'))).toMatch(/"Status","value":"Done|Done/);
});

it('S2-40, S2-70: a step that fails for good blocks the ticket and says so in a message of its own', async () => {
  await chat.say('/docket doc Describe the export');
  await chat.say('/docket approve DOC-2026-001');
  await chat.say('/docket run documentation DOC-2026-001');
  await chat.press(/^Not done$/);
  const form = chat.messages.at(-1)!.card.blocks.find((block) => block.kind === 'form')!;
  const said = await chat.pressAction(form.submit.action, { note: 'nobody has time' });
  expect(wordsOf(said)).toContain('Documentation Agent reported: Ada said no: nobody has time');
  expect(
    chat.messages.some(
      ({ card: { title, summary } }) => title === '' && summary.startsWith('Documentation on DOC-2026-001'),
    ),
  ).toBe(true);
  expect(wordsOf(await chat.say('/docket show DOC-2026-001'))).toMatch(/[Bb]locked/);
});

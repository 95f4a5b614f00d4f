/** link_tickets: says what waits for what, refuses circles, and counts what was so already. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('links tickets by number and says it in a sentence, once', async () => {
  const [first = '', , third = ''] = drafted.keys;
  const made = await desk.type(`/docket link ${third} needs ${first}`);
  expect(wordsOf(made)).toContain(`${third} waits for ${first}.`);
  expect(made.wire.tickets.at(-1)).toMatchObject({ key: third, depends_on: [first] });
  const again = await desk.type(`/docket link ${first} blocks ${third}`);
  expect(again.wire.made).toBe(0);
  expect(wordsOf(again)).toContain('that was so already');
});

it('refuses a circle, naming it, and a ticket and itself', async () => {
  const [first = '', second = '', third = ''] = drafted.keys;
  await desk.type(`/docket link ${third} needs ${second}`);
  const circle = await refusalOf(desk.type(`/docket link ${third} blocks ${first}`));
  expect(circle.code).toBe('LINK_CYCLE');
  expect(circle.message).toContain(`${first} comes before`);
  expect((await refusalOf(desk.type(`/docket link ${first} relates ${first}`))).code).toBe('INVALID_INPUT');
  const shown = await desk.call('show_ticket', { ticket: first });
  expect(shown.wire.depends_on).toEqual([]);
});

it('says what is missing where no word says how', async () => {
  const refusal = await refusalOf(desk.type('/docket link 1 2'));
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
  expect(refusal.remedy).toContain('3 blocks 4');
});

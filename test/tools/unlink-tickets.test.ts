/** unlink_tickets: takes a dependency away, from either side, and says when there was none. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('takes away what the document had stated', async () => {
  const [first = '', second = ''] = drafted.keys;
  const done = await desk.type(`/docket unlink ${first} blocks ${second}`);
  expect(wordsOf(done)).toContain(`No longer: ${first} blocks ${second}.`);
  expect((await desk.call('show_ticket', { ticket: second })).wire.depends_on).toEqual([]);
  const again = await desk.type(`/docket unlink ${second} needs ${first}`);
  expect(wordsOf(again)).toContain('There is no such link');
});

it('finds a link without a direction from either end', async () => {
  const [first = '', , third = ''] = drafted.keys;
  await desk.type(`/docket link ${first} relates ${third}`);
  expect((await desk.type(`/docket unlink ${third} relates ${first}`)).wire.removed).toBe(1);
});

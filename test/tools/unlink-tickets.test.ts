/** unlink_tickets: takes a dependency away, from either side, and says when there was none. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, type Drafted, shareToolHouse, type ToolHouse, wordsOf } from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
let drafted: Drafted;
beforeAll(async () => {
  tools = await shareToolHouse();
  desk = await tools.enter();
  drafted = await desk.draft();
});
afterAll(() => tools.close());

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

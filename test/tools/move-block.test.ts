/** move_block: blocks change places, and their tickets go with them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bikes, type Desk, refusalOf, shareToolHouse, type ToolHouse } from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  tools = await shareToolHouse();
});
beforeEach(async () => {
  desk = await tools.enter();
  await desk.call('ingest_document', { text: bikes });
});
afterAll(() => tools.close());

it('moves a block before another one, and its tickets only stand elsewhere', async () => {
  await desk.call('generate_tickets');
  const { output } = await desk.type('/docket move-block requirements before problem');
  expect(output.note).toBe('“Requirements” now stands before “Problem”.');
  expect(output.blocks.slice(0, 3).map(({ title }: { title: string }) => title)).toEqual([
    'Bike Parking',
    'Requirements',
    'Problem',
  ]);
  expect((await desk.call('generate_tickets')).wire).toMatchObject({ created: 0, total: 3 });
});

it('refuses without a place to go', async () => {
  for (const input of [{ block: 'Problem' }, { block: 'Problem', before: 'a', after: 'b' }]) {
    expect((await refusalOf(desk.call('move_block', input))).code).toBe('INVALID_INPUT');
  }
  expect((await refusalOf(desk.type('/docket move-block problem'))).code).toBe('INVALID_INPUT');
});

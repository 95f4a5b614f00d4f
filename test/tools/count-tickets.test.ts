/** count_tickets: the number, and how it divides. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, shareToolHouse, type ToolHouse, wordsOf } from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  tools = await shareToolHouse();
  desk = await tools.enter();
  await desk.draft();
});
afterAll(() => tools.close());

it('counts all, and those that fit', async () => {
  expect(wordsOf(await desk.type('/docket count'))).toContain('3 tickets.');
  expect((await desk.call('count_tickets', { select: { priority: ['P0'] } })).output.total).toBe(1);
});

it('divides by what is asked for', async () => {
  const { output } = await desk.type('/docket count priority');
  expect(output.groups.map(({ count }: { count: number }) => count)).toEqual([1, 1, 1]);
});

/** count_tickets: the number, and how it divides. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file', begin: 'drafted' });

it('counts all, and those that fit', async () => {
  expect(wordsOf(await desk.type('/docket count'))).toContain('3 tickets.');
  expect((await desk.call('count_tickets', { select: { priority: ['P0'] } })).output.total).toBe(1);
});

it('divides by what is asked for', async () => {
  const { output } = await desk.type('/docket count priority');
  expect(output.groups.map(({ count }: { count: number }) => count)).toEqual([1, 1, 1]);
});

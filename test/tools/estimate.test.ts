/** estimate: what tickets add up to, and what nobody knows. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file', begin: 'drafted' });

it('sums the ranges, with the middle and the cautious figure inside them', async () => {
  const { output } = await desk.type('/docket estimate');
  const { range, p50, p90, estimated } = output.forecast;
  expect(estimated).toBe(3);
  expect(range[0]).toBeLessThan(range[1]);
  expect(p50).toBeGreaterThanOrEqual(range[0]);
  expect(p90).toBeGreaterThanOrEqual(p50);
  expect(p90).toBeLessThanOrEqual(range[1]);
  expect((await desk.type('/docket estimate')).output.forecast).toEqual(output.forecast);
});

it('says which ticket nobody estimated, and sizes in letters', async () => {
  const { wire } = await desk.call('create_ticket', { title: 'Unknown work' });
  const said = wordsOf(await desk.call('estimate', { select: { all: true }, scale: 'tshirt' }));
  expect(said).toContain(`1 ticket without an estimate: ${wire.key}.`);
  expect(said).toMatch(/"(?:XS|S|M|L|XL)"/);
});

/** set_cost: estimates, actuals and parts, of a capability or one of its tickets. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-7, S1-55: parts add up, tickets add up, and a word of its own goes before both', async () => {
  const { key } = await beginCapability(desk);
  const shown = await desk.call('show_capability', { capability: key });
  const ticket = shown.wire.tickets.at(-1).key;
  const ofTicket = await desk.type(`/docket cost ${ticket} 30 USD/month`);
  expect(ofTicket.wire.cogs).toMatchObject({ estimate: [{ amount: 30 }], explicit: false });
  const parts = await desk.type(`/docket cost ${key} storage=12 api=3.5`);
  expect(parts.wire.cogs).toMatchObject({ estimate: [{ amount: 15.5 }], explicit: true });
  expect(parts.wire.cogs.detail).toMatchObject({ source_stage: 'spec', updated_by: 'Dana' });
  const actual = await desk.type(`/docket cost ${key} actual 40 EUR/once`);
  expect(actual.wire.cogs.actual).toEqual([{ amount: 40, currency: 'EUR', period: 'once' }]);
  expect((await refusalOf(desk.type(`/docket cost ${key} plenty`))).code).toBe('INVALID_INPUT');
});

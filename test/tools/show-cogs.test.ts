/** show_cogs: costs by whatever people ask about. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-57: groups add up to the total, also where tickets say what a capability does not', async () => {
  const [one, two] = [await beginCapability(desk, 'One'), await beginCapability(desk, 'Two')];
  await desk.type(`/docket cost ${one.key} 100 USD/month`);
  const tickets = (await desk.call('show_capability', { capability: two.key })).wire.tickets;
  await desk.type(`/docket cost ${tickets.at(-1).key} 20 USD/month`);
  const shown = await desk.type('/docket cogs');
  expect(shown.wire).toMatchObject({ group_by: 'capability', total: { estimate: [{ amount: 120 }] } });
  expect(shown.wire.groups.map(({ name }: { name: string }) => name)).toEqual([one.key, two.key]);
  expect(wordsOf(await desk.type('/docket cogs audience'))).toContain('product');
});

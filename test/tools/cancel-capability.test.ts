/** cancel_capability: a person’s deed, with all tickets below. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('U-104: only a person cancels, and nothing of it stays open', async () => {
  const { key } = await beginCapability(desk);
  const byModel = desk.call('cancel_capability', { capability: key }, { by: desk.model });
  expect((await refusalOf(byModel)).code).toBe('HUMAN_APPROVAL_REQUIRED');
  const { wire } = await desk.type(`/docket cancel-capability ${key} no budget`);
  expect(wire).toMatchObject({ stage: 'cancelled', status: 'cancelled' });
  const open = wire.tickets.filter((one: { work_status: string }) => one.work_status === 'open');
  expect(open).toEqual([]);
});

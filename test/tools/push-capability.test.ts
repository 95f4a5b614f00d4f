/** push_capability: opens the board of the audience’s tracker, and sends nothing. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-37, S1-45: without a connector tickets stay here; with one its board waits for a person', async () => {
  const { key } = await beginCapability(desk);
  const here = await refusalOf(desk.type(`/docket push-capability ${key}`));
  expect(here).toMatchObject({ code: 'INVALID_INPUT', remedy: expect.stringContaining('connectors=') });
  const connectors = [{ id: 'main', provider: 'linear', audiences: ['product'] }];
  await desk.call('configure_product', { config: { connectors } });
  const board = await desk.call('push_capability', { capability: key }, { by: desk.model });
  expect(board.wire).toMatchObject({ destination: expect.stringContaining('Linear') });
  expect(board.wire.tickets).toHaveLength(2);
  expect(board.wire.tickets[0]).toMatchObject({ external_key: null });
  expect(board.output.board.board.pushRequested).toBe(true);
});

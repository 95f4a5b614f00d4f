/** test_webhook: a delivery now, and what came of it; nothing goes to this machine. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('says why an address did not take it', async () => {
  const { wire } = await desk.call('add_webhook', { url: 'https://127.0.0.1:1/hook' });
  const tested = await desk.type(`/docket test-webhook ${wire.id}`);
  expect(tested.wire).toMatchObject({ taken: false, webhook: { id: wire.id } });
  expect(wordsOf(tested)).toContain('did not take the test: the address is not on the public internet.');
  expect((await refusalOf(desk.type('/docket test-webhook nowhere'))).code).toBe('NOT_FOUND');
});

/** remove_webhook: an address is told nothing any more. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('takes it away once', async () => {
  const { wire } = await desk.call('add_webhook', { url: 'https://example.com/hook1' });
  expect(wordsOf(await desk.type(`/docket remove-webhook ${wire.id}`))).toContain('is told nothing any more');
  expect((await desk.call('list_webhooks')).wire.total).toBe(0);
  expect((await refusalOf(desk.type(`/docket remove-webhook ${wire.id}`))).code).toBe('NOT_FOUND');
});

/** list_webhooks: what is told to whom, and how it goes. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('says that there is none, and what each is told', async () => {
  expect(wordsOf(await desk.type('/docket webhooks'))).toContain('No address is told what happens here.');
  await desk.call('add_webhook', { url: 'https://example.com/hook1' });
  const listed = await desk.call('list_webhooks');
  expect(wordsOf(listed)).toContain('all events; nothing told yet');
  expect(listed.wire).toMatchObject({
    total: 1,
    webhooks: [{ failures: 0, paused_at: null, event_types: [] }],
  });
});

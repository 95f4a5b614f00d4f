/** add_webhook: which addresses may be told, who names them, and the secret that is shown once. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();
const url = 'https://hooks.example.com/services/abc9f3a';

it('names an address and shows its secret once, to the one who asked alone', async () => {
  const added = await desk.type(`/docket add-webhook ${url} TicketPushed PushFinished`);
  expect(added.wire).toMatchObject({
    address: 'https://hooks.example.com/…9f3a',
    event_types: ['TicketPushed', 'PushFinished'],
  });
  expect(added.wire.secret).toMatch(/^whsec_[\w+/=]{32}$/);
  expect(added.shown[0]!.isPrivate).toBe(true);
  expect(wordsOf(added)).toContain(added.wire.secret);
  const { wire } = await desk.call('list_webhooks');
  expect(JSON.stringify(wire)).not.toContain(added.wire.secret);
  expect(JSON.stringify(wire)).not.toContain('services/abc');
});

it('takes no other address, no unknown event, and no word of a model or of somebody who may only read', async () => {
  for (const wrong of ['http://hooks.example.com/x', 'https://user:pass@example.com/', 'ftp://x', 'nowhere'])
    expect((await refusalOf(desk.call('add_webhook', { url: wrong }))).code).toBe('INVALID_INPUT');
  for (const line of ['/docket add-webhook', `/docket add-webhook ${url} TicketEaten`])
    expect((await refusalOf(desk.type(line))).code).toBe('INVALID_INPUT');
  const asked = (by: typeof desk.dana) => refusalOf(desk.call('add_webhook', { url }, { by }));
  expect((await asked(desk.model)).code).toBe('HUMAN_APPROVAL_REQUIRED');
  expect((await asked(desk.viewer)).code).toBe('FORBIDDEN');
  expect((await asked({ ...desk.dana, roles: ['member'] })).code).toBe('FORBIDDEN');
});

/** What is kept of a request that may come again holds no secret that its answer showed. */
import { expect, it } from 'vitest';
import { answerOnce } from '../../../src/api/once.ts';
import { shownBefore } from '../../../src/catalog/call-tool.ts';
import { useDesk } from '../../support/use-desk.ts';

const { desk, tools } = useDesk({ per: 'file' });

it('shows a secret once, over REST and in chat, and keeps it nowhere', async () => {
  const { storage, ids, callTool } = tools.house;
  const { store } = storage;
  const [tokenId, runId] = [ids.next(), ids.next()];
  const request = { tokenId, key: 'k1', request: 'post /api/workspaces', body: {} };
  const ask = () =>
    answerOnce(store, request, async () => ({
      status: 201,
      body: { name: 'Two', token: 'docket_x' },
      secrets: ['token'],
    }));
  expect((await ask()).body).toEqual({ name: 'Two', token: 'docket_x' });
  expect((await ask()).body).toEqual({ name: 'Two', token: shownBefore });
  const caller = { ...desk.dana, runId, callId: 'add' };
  const add = () => callTool('add_webhook', { url: 'https://hooks.example/x' }, caller);
  const { secret } = (await add()).output as { secret: string };
  expect(secret).toMatch(/^whsec_/);
  expect((await add()).output).toMatchObject({ secret: shownBefore });
  expect(JSON.stringify(await store.toolCalls.get(runId, 'add'))).not.toContain(secret);
});

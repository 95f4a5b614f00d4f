/** show_push: how a push stands, ticket by ticket. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('shows what is still to be sent, and later the issues', async () => {
  const push = await desk.startPush(drafted.keys);
  const before = await desk.call('show_push', { push });
  expect(before.wire).toMatchObject({ pushed: 0, unresolved: 3, results: [{ status: 'reviewed' }, {}, {}] });
  expect(before.shown[0]!.card.summary).toBe(
    'Pushing to Linear › Engineering (sandbox): 0 of 3 created so far.',
  );
  const after = await desk.finishPush(push);
  expect(after.wire).toMatchObject({ pushed: 3, unresolved: 0, results: [{ status: 'pushed' }, {}, {}] });
  expect(after.shown[0]!.card.title).toBe('Pushed to Linear › Engineering (sandbox)');
  expect(after.shown[0]!.living).toMatchObject({ key: `push:${push}`, tool: 'show_push', input: { push } });
});

it('can be looked at by someone who may only read', async () => {
  const push = await desk.startPush(drafted.keys);
  expect((await desk.call('show_push', { push }, { by: desk.viewer })).wire.results).toHaveLength(3);
});

it('refuses a push that is none here', async () => {
  const push = await desk.startPush(drafted.keys);
  const other = await tools.enter();
  expect(await refusalOf(other.call('show_push', { push }))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'That push does not exist in this workspace.',
  });
  expect((await refusalOf(desk.call('show_push', { push: 'the last one' }))).message).toContain('push: ');
});

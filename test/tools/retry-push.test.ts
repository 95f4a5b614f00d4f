/** retry_push: tries what failed again, once a person wants it. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

/** All of them are one request. */
async function failAll() {
  await tools.askSandbox('faults', { kind: 'forbidden', operation: 'issueBatchCreate' });
  const push = await desk.startPush(drafted.keys);
  return desk.finishPush(push);
}

it('creates what failed and nothing twice, by the button on the push', async () => {
  const failed = await failAll();
  expect(failed.wire).toMatchObject({ pushed: 0, failed: 3 });
  const lost = failed.wire.results.find((row: { status: string }) => row.status === 'push_failed');
  expect(lost).toMatchObject({ external_key: null, push_error: expect.stringMatching(/./) });
  const issues = await tools.askSandbox('issues');
  const retried = await desk.press(choicesOf(failed)['Retry 3 failed']!);
  expect(retried.output.push).toMatchObject({ finished: false, counts: { confirmed: 0, failed: 0 } });
  const { wire } = await desk.finishPush(failed.output.push.push.id);
  expect(wire).toMatchObject({ pushed: 3, failed: 0 });
  expect(await tools.askSandbox('issues')).toHaveLength(issues.length + 3);
});

it('leaves a ticket alone that was changed since it failed', async () => {
  const failed = await failAll();
  const lost = failed.wire.results.find((row: { status: string }) => row.status === 'push_failed');
  await desk.call('edit_ticket', { ticket: lost.key, title: 'Something else' });
  const { wire } = await desk.call('retry_push', { push: failed.output.push.push.id });
  expect(wire.results).toContainEqual(
    expect.objectContaining({ key: lost.key, skipped: true, reason: 'TICKET_NOT_REVIEWED' }),
  );
});

it('refuses a model, someone who may only read, and a push that is none', async () => {
  const push = await desk.startPush(drafted.keys);
  const byModel = await refusalOf(desk.call('retry_push', { push }, { by: desk.model }));
  expect(byModel.code).toBe('HUMAN_APPROVAL_REQUIRED');
  expect((await refusalOf(desk.call('retry_push', { push }, { by: desk.viewer }))).code).toBe('FORBIDDEN');
  const none = drafted.board.id;
  expect((await refusalOf(desk.call('retry_push', { push: none }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('retry_push', { push: 7 }))).message).toContain('push: ');
});

/** cancel_push: stops what was not sent yet, for a person. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('stops what was not sent, by the button on the push, and those tickets wait for their review again', async () => {
  const push = await desk.startPush(drafted.keys);
  const started = await desk.call('show_push', { push });
  const stop = Object.values(choicesOf(started)).find((action) => action.startsWith('dk1:stop:'));
  const stopped = await desk.press(stop!);
  expect(stopped.output.push.counts).toMatchObject({ cancelled: 3, confirmed: 0 });
  expect((await desk.finishPush(push)).output.push.finished).toBe(true);
  const { wire } = await desk.call('list_tickets');
  expect(wire.tickets.map(({ status }: { status: string }) => status)).toEqual(Array(3).fill('generated'));
  expect(await tools.askSandbox('issues')).toEqual([]);
});

it('changes nothing about a push that is over', async () => {
  const push = await desk.startPush(drafted.keys);
  const { wire } = await desk.finishPush(push);
  expect((await desk.call('cancel_push', { push })).wire).toEqual(wire);
});

it('refuses a model, someone who may only read, and a push that is none', async () => {
  const push = await desk.startPush(drafted.keys);
  const byModel = await refusalOf(desk.call('cancel_push', { push }, { by: desk.model }));
  expect(byModel.code).toBe('HUMAN_APPROVAL_REQUIRED');
  expect((await refusalOf(desk.call('cancel_push', { push }, { by: desk.viewer }))).code).toBe('FORBIDDEN');
  const none = drafted.board.id;
  expect((await refusalOf(desk.call('cancel_push', { push: none }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('cancel_push', {}))).message).toContain('push: ');
  expect((await desk.call('show_push', { push })).wire.unresolved).toBe(3);
});

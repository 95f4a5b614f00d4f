/** confirm_push: the press that approves what a board showed and sends it to the tracker. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

const ask = (keys = drafted.keys) => desk.call('push_tickets', { select: { ids: keys } }, { by: desk.model });
const approveAndPush = 'Approve all 3 and push to Linear › Engineering (sandbox)';

it('creates one issue for each ticket, by the queue the program works off', async () => {
  const started = await desk.press(choicesOf(await ask())[approveAndPush]!);
  const { id, destination } = started.output.push.push;
  await tools.house.startPushing();
  await tools.house.storage.queue.settled([destination.id]);
  const { wire, shown } = await desk.call('show_push', { push: id });
  expect(wire).toMatchObject({ platform: 'linear', pushed: 3, failed: 0, unresolved: 0, skipped: 0 });
  const issues = await tools.askSandbox('issues');
  expect(wire.results).toMatchObject(
    drafted.tickets.map((ticket) => {
      const issue = issues.find((one: { title: string }) => one.title === ticket.title);
      return {
        ticket_id: ticket.id,
        key: ticket.key,
        status: 'pushed',
        external_id: issue.id,
        external_key: issue.key,
        external_url: issue.url,
        push_error: null,
      };
    }),
  );
  expect(shown[0]!.card.tone).toBe('success');
});

it('answers a second press with the push of the first', async () => {
  const { id: board, rev } = (await ask()).output.board;
  const press = () => desk.call('confirm_push', { board, rev, which: 'all' });
  const [first, second] = await Promise.all([press(), press()]);
  expect(second.output.push.push.id).toBe(first.output.push.push.id);
  await tools.house.storage.queue.settled([first.output.push.push.destination.id]);
});

it('pushes only what was approved before, where that is what the button says', async () => {
  await desk.type(`/docket approve ${drafted.keys[0]}`);
  const board = await desk.call('show_board', { board: drafted.board.id });
  const { output } = await desk.press(choicesOf(board)['Push 1 approved to Linear › Engineering (sandbox)']!);
  expect(output.push.rows.map((row: { view: { ticket: { key: string } } }) => row.view.ticket.key)).toEqual([
    drafted.keys[0],
  ]);
});

it('sends nothing from a board that changed since it was shown', async () => {
  const asked = await ask();
  await desk.call('edit_ticket', { ticket: drafted.keys[0], title: 'Something else' }, { by: desk.model });
  const refusal = await refusalOf(desk.press(choicesOf(asked)[approveAndPush]!));
  expect(refusal.code).toBe('STALE');
  const { wire } = await desk.call('list_tickets');
  expect(wire.tickets.map(({ status }: { status: string }) => status)).not.toContain('reviewed');
});

it('refuses a model, and someone who may only read', async () => {
  const { id: board, rev } = (await ask()).output.board;
  const input = { board, rev, which: 'all' };
  const byModel = await refusalOf(desk.call('confirm_push', input, { by: desk.model }));
  expect(byModel.code).toBe('HUMAN_APPROVAL_REQUIRED');
  expect((await refusalOf(desk.call('confirm_push', input, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});

it('refuses a board on which nothing is approved, and a word that is neither all nor approved', async () => {
  const { id: board, rev } = drafted.board;
  const nothing = await refusalOf(desk.call('confirm_push', { board, rev, which: 'approved' }));
  expect(nothing.message).toContain('Nothing was pushed.');
  const which = await refusalOf(desk.call('confirm_push', { board, rev, which: 'some' }));
  expect(which).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('which: ') });
});

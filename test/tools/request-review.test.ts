/** request_review: puts exactly the named tickets on a review board, and approves none. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, trains } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

const onBoard = ({ output }: { output: { board: { rows: { view: { ticket: { key: string } } }[] } } }) =>
  output.board.rows.map((row) => row.view.ticket.key);

it('shows the board of the document again, with the tickets that wait for review', async () => {
  const result = await desk.type('/docket review bike parking');
  expect(onBoard(result)).toEqual(drafted.keys);
  expect(result.output.board.board.id).toBe(drafted.board.id);
  expect(result.wire.board.counts).toMatchObject({ to_review: 3, approved: 0, pushed: 0, failed: 0 });
  expect(choicesOf(result)).toHaveProperty('Approve all 3');
});

it('gives some of the tickets a board of their own', async () => {
  const select = { priority: ['P0'] };
  const result = await desk.call('request_review', { select });
  expect(onBoard(result)).toEqual([drafted.keys[0]]);
  expect(result.output.board.board.id).not.toBe(drafted.board.id);
  expect((await desk.call('show_board', { board: drafted.board.id })).output.board.rows).toHaveLength(3);
});

it('finds the tickets of a document the thread is not about', async () => {
  await desk.call('ingest_document', { text: trains });
  await desk.call('generate_tickets');
  expect(onBoard(await desk.type('/docket review bike parking'))).toEqual(drafted.keys);
});

it('only shows: a model may ask for it, and everything still waits for a person', async () => {
  const result = await desk.call('request_review', { select: { all: true } }, { by: desk.model });
  expect(result.output.board.counts).toMatchObject({ toReview: 3, approved: 0 });
  expect(JSON.stringify(result.brief)).toContain('Only a person can approve or push.');
});

it('makes its rows what numbers mean from then on', async () => {
  await desk.call('request_review', { select: { type: ['task'] } });
  expect((await desk.type('/docket show 1')).wire.key).toBe(drafted.keys[2]);
});

it('refuses what means no ticket, and someone who may only read', async () => {
  expect(await refusalOf(desk.call('request_review', { select: { type: ['bug'] } }))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'No ticket fits that. Nothing was done.',
  });
  expect((await refusalOf(desk.type('/docket review gardens'))).code).toBe('NOT_FOUND');
  const status = await refusalOf(desk.call('request_review', { select: { review: ['almost'] } }));
  expect(status.message).toContain('select.review.0: ');
  expect((await refusalOf(desk.call('request_review', {}, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});

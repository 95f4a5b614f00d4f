/** edit_ticket: changes a draft, by words, by form or for a model; takes approvals back and never gives one. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

const edit = (input: object, by = desk.dana) =>
  desk.call('edit_ticket', { ticket: drafted.keys[0], ...input }, { by });
const now = async (at = 0) => (await desk.call('show_ticket', { ticket: drafted.keys[at] })).wire;

it('changes what is named and nothing else', async () => {
  const { wire, shown } = await desk.type(
    '/docket edit 1 priority=low title=Book a stand labels=api, mobile app',
  );
  expect(wire).toEqual({
    ...drafted.tickets[0],
    priority: 'P3',
    title: 'Book a stand',
    labels: ['api', 'mobile app'],
    version: 2,
    updated_at: wire.updated_at,
  });
  expect(shown[0]!.card.summary).toBe(
    `${drafted.keys[0]} has a new title, the labels api and mobile app and priority P3 now.`,
  );
  expect(await now(1)).toEqual(drafted.tickets[1]);
});

it('marks a criterion that a person wrote, and keeps the origin of the others', async () => {
  const [kept] = drafted.tickets[0].acceptance_criteria;
  const { wire } = await edit({ criteria: [kept, 'It works offline.'] });
  expect(wire.acceptance_criteria).toEqual([kept, 'It works offline.']);
  expect(wire.criteria_origin).toEqual(['document', 'person']);
  const { wire: more } = await edit({ add_criteria: ['It prints.'] });
  expect(more.acceptance_criteria).toEqual([kept, 'It works offline.', 'It prints.']);
});

it('takes an approval back, also when a model edits for a person', async () => {
  await desk.type('/docket approve all');
  expect((await now()).status).toBe('reviewed');
  const { wire } = await edit({ effort: 'large' }, desk.model);
  expect(wire).toMatchObject({ status: 'generated', reviewed_by: null, estimated_effort: 'large' });
});

it('fills a form from the board, and saves what is submitted', async () => {
  const board = await desk.call('show_board', { board: drafted.board.id });
  const form = await desk.press(choicesOf(board).Edit!);
  const [block] = form.shown[0]!.card.blocks.filter((one) => one.kind === 'form');
  expect(block!.fields.map(({ name }) => name)).toContain('criteria');
  const values = { title: 'Log the use of stands', criteria: 'One line\n\n Another line ', effort: '' };
  const { output } = await desk.press(block!.submit.action, values);
  expect(output.ticket.ticket).toMatchObject({ key: drafted.keys[2], title: values.title, effort: null });
  expect((await now(2)).acceptance_criteria).toEqual(['One line', 'Another line']);
});

it('overwrites nothing that was changed since it was shown', async () => {
  await edit({ title: 'Book a stand' });
  const refusal = await refusalOf(edit({ title: 'Reserve a stand', version: 1 }));
  expect(refusal.code).toBe('VERSION_CONFLICT');
  expect((await now()).title).toBe('Book a stand');
});

it('changes what is out here alone, and can be taken back', async () => {
  await desk.finishPush(await desk.startPush([drafted.keys[0]!]));
  const edited = await edit({ title: 'Said better' });
  expect(edited.wire).toMatchObject({ title: 'Said better', status: 'pushed' });
  expect(edited.shown[1]!.card.summary).toBe(
    '1 ticket changed in Docket; the tracker has not been told yet.',
  );
  await desk.type('/docket undo');
  expect(await now()).toMatchObject({ title: drafted.tickets[0].title, status: 'pushed' });
});

it.each([
  ['a priority that is none', '1 priority=P9', 'use P0, P1, P2, P3 or none'],
  ['a type that is none', '1 type=saga', 'type: '],
  ['an empty title', '1 title=', 'title: '],
  ['a field that is none', '1 prio=P0', '"prio=P0" names no field of a ticket'],
])('refuses %s and changes nothing', async (_what, words, message) => {
  const refusal = await refusalOf(desk.type(`/docket edit ${words}`));
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(message) });
  expect(await now()).toEqual(drafted.tickets[0]);
});

it('refuses a ticket that is none, and someone who may only read', async () => {
  expect((await refusalOf(desk.type('/docket edit 99 type=bug'))).code).toBe('NOT_FOUND');
  expect((await refusalOf(edit({ title: 'Mine' }, desk.viewer))).code).toBe('FORBIDDEN');
});

it('changes several in one deed, which one undo takes back, and gives no two the same title', async () => {
  const two = { ticket: undefined, select: { ids: drafted.keys.slice(0, 2) } };
  const { wire, shown } = await edit({ ...two, priority: 'P3' });
  expect(wire.tickets.map((ticket: { priority: string }) => ticket.priority)).toEqual(['P3', 'P3']);
  expect(shown[0]!.card.choices.map(({ label }) => label)).toEqual(['Undo']);
  await desk.call('undo', {});
  expect([await now(0), await now(1)].map(({ priority }) => priority)).toEqual(
    drafted.tickets.slice(0, 2).map(({ priority }) => priority),
  );
  await expect(edit({ ...two, title: 'Both' })).rejects.toThrow('a title belongs to one');
});

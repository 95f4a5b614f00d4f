/** show_ticket: one ticket in full, by any of its names. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ begin: 'drafted' });

it('shows everything an approver consents to', async () => {
  const result = await desk.type(`/docket show ${drafted.keys[0]}`);
  expect(result.wire).toEqual(drafted.tickets[0]);
  const { title, summary } = result.shown[0]!.card;
  expect(title).toBe(`${drafted.keys[0]} · Let commuters book a stand`);
  expect(summary).toMatch(/\(story, P0 .*to review\)\.$/);
  for (const words of ['A stand is never booked twice.', 'Acceptance criteria (2)', 'from document']) {
    expect(wordsOf(result)).toContain(words);
  }
  expect(Object.keys(choicesOf(result))).toEqual(['Edit', 'Discard', 'Why']);
});

it('finds it by its number in the last list, by id, and by what the tracker calls it', async () => {
  const [first, second] = drafted.tickets;
  const find = async (ticket: string) => (await desk.call('show_ticket', { ticket })).wire.key;
  expect(await find('2')).toBe(second.key);
  expect(await find(first.id)).toBe(first.key);
  const { wire } = await desk.finishPush(await desk.startPush([first.key]));
  const [{ external_key, external_url }] = wire.results;
  expect(await find(external_key.toLowerCase())).toBe(first.key);
  expect(await find(external_url)).toBe(first.key);
});

it('shows it to a model, with its criteria, and to someone who may only read', async () => {
  const ticket = drafted.keys[1]!;
  const read = await desk.call('show_ticket', { ticket }, { by: desk.model });
  expect(read.brief).toMatchObject({
    key: ticket,
    depends_on: [drafted.keys[0]],
    criteria: ['The stand is free again within 10 seconds.'],
  });
  expect((await desk.call('show_ticket', { ticket }, { by: desk.viewer })).wire.key).toBe(ticket);
});

it('refuses a name that is no ticket, also one of another workspace', async () => {
  const refusal = await refusalOf(desk.type('/docket show 99'));
  expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: 'There is no ticket "99".' });
  expect(refusal.remedy).toContain('a number from 1 to 3');
  const other = await tools.enter();
  expect((await refusalOf(other.type(`/docket show ${drafted.tickets[0].id}`))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('show_ticket', {}))).message).toContain('ticket: ');
});

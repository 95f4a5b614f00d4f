/** regenerate_tickets: follow what changed, write chosen tickets anew, or start over, and never lose a person's work. */
import { expect, it } from 'vitest';
import { attach, bikes, choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'drafted' });

const tickets = async () => (await desk.call('list_tickets')).wire.tickets;

it('follows a changed document as generating again does', async () => {
  await desk.call('ingest_document', {}, { file: attach('bikes.md', bikes.replace('(P2)', '(P0)')) });
  const { wire, shown } = await desk.type('/docket regenerate bike parking');
  expect(wire).toMatchObject({ created: 0, reused: 3, proposals: [{ kind: 'update', applied: true }] });
  expect(wordsOf({ shown })).toContain('priority: P2 → P0');
});

it('writes an untouched ticket anew at once, also for a model, and asks a person before it drops an edit', async () => {
  const [first] = await tickets();
  const select = { ids: [first.key] };
  expect((await desk.call('regenerate_tickets', { select }, { by: desk.model })).wire.total).toBe(1);
  await desk.call('edit_ticket', { ticket: first.key, title: 'Our own title' });
  const asked = await desk.call('regenerate_tickets', { select, confirmed: true }, { by: desk.model });
  expect(wordsOf(asked)).toContain(`${first.key} (title)`);
  expect((await tickets())[0].title).toBe('Our own title');
  await desk.press(choicesOf(asked).Approve!);
  expect((await tickets())[0].title).toBe(first.title);
});

it('starts over only on a person’s yes, with a sentence that says what happens', async () => {
  const [first, second] = await tickets();
  await desk.call('edit_ticket', { ticket: first.key, title: 'Our own title' });
  await desk.call('discard_tickets', { select: { ids: [second.key] } });
  const asked = await desk.call('regenerate_tickets', { mode: 'full' }, { by: desk.model });
  expect(wordsOf(asked)).toContain('Start over on “Bike Parking”?');
  expect(await tickets()).toHaveLength(2);
  await desk.press(choicesOf(asked).Approve!);
  const after = await tickets();
  expect(after.map(({ key }: { key: string }) => key).sort()).toContain(second.key);
  expect(after.find(({ key }: { key: string }) => key === first.key).title).toBe('Our own title');
});

it('says what it cannot do: a wish without a model, a ticket that is no document’s, unknown tickets', async () => {
  const [first] = await tickets();
  const select = { ids: [first.key] };
  const wish = desk.call('regenerate_tickets', { select, instruction: 'more detail' });
  expect(await refusalOf(wish)).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
  expect((await refusalOf(desk.type('/docket regenerate only TASK-1999-001'))).code).toBe('NOT_FOUND');
  const forbidden = desk.call('regenerate_tickets', { select }, { by: desk.viewer });
  expect((await refusalOf(forbidden)).code).toBe('FORBIDDEN');
});

it('asks with buttons which ticket a requirement continues, and goes on as the one that is pressed', async () => {
  const two =
    '# Doors\n\n## Requirements\n\n- **A-1** Send a reminder by mail to the parents.\n- **A-2** Send a reminder by mail to the guests.\n';
  const merged = two.replace(/- \*\*A-1[\s\S]*$/, '- **B-1** Send a reminder by mail to everyone.\n');
  const read = (text: string) =>
    desk.call('generate_tickets', { document: 'doors.md' }, { file: attach('doors.md', text) });
  const made = (await read(two)).wire.tickets;
  for (const { key } of made) await desk.call('edit_ticket', { ticket: key, labels: ['ours'] });
  const asked = await read(merged);
  expect(asked.wire).toMatchObject({ created: 0, total: 2, proposals: [{ kind: 'match', applied: false }] });
  const choices = choicesOf(asked);
  expect(Object.keys(choices)).toEqual(expect.arrayContaining(['It is new', `It is ${made[0].key}`]));
  const { output } = await desk.press(choices[`It is ${made[0].key}`]!);
  expect(output.generated.proposals).toContainEqual(
    expect.objectContaining({ key: made[0].key, kind: 'update' }),
  );
  const forged = { document: 'doors.md', matches: [{ line: 5, ticket: null }] };
  const refusal = await refusalOf(desk.call('generate_tickets', forged, { by: desk.model }));
  expect(refusal.code).toBe('HUMAN_APPROVAL_REQUIRED');
});

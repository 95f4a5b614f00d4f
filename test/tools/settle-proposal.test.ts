/** settle_proposal: a person takes over what a changed document says, or keeps the ticket as it is. */
import { expect, it } from 'vitest';
import { attach, choicesOf, type Desk, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const before =
  '# Bikes\n\n## Requirements\n\n- **B-1 (P1)** Users can lock a bike with the app within 5 seconds.\n';
const after = before.replace('within 5 seconds', 'within 2 seconds').replace('(P1)', '(P0)');

const { desk } = useDesk();

const read = (text: string) =>
  desk.call('generate_tickets', { document: 'bikes.md' }, { file: attach('bikes.md', text) });
const ticket = async () => (await desk.call('list_tickets')).wire.tickets[0];

/** A ticket that a person edited, whose requirement then changed in the document. */
async function disagree(): Promise<Awaited<ReturnType<Desk['call']>>> {
  await read(before);
  await desk.call('edit_ticket', { ticket: (await ticket()).key, priority: 'P3' });
  return read(after);
}

it('is offered on the card of changes, and keeps what the person wrote until they choose', async () => {
  const changed = await disagree();
  expect(wordsOf(changed)).toContain('2 seconds');
  expect(Object.keys(choicesOf(changed)).join(' ')).toMatch(/Take.*Keep/s);
  expect((await ticket()).priority).toBe('P3');
});

it('takes over what the document says when Take is pressed', async () => {
  const changed = await disagree();
  const take = Object.entries(choicesOf(changed)).find(([label]) => /^Take/.test(label))![1];
  await desk.press(take);
  expect(await ticket()).toMatchObject({ priority: 'P0', stale: false });
});

it('leaves the ticket as it is when a person types keep, and asks no more', async () => {
  await disagree();
  const { key } = await ticket();
  await desk.type(`/docket settle ${key} keep`);
  expect(await ticket()).toMatchObject({ key, priority: 'P3', stale: false });
});

it('is decided field by field in a form, and the rest is kept', async () => {
  await disagree();
  const { key, version } = await ticket();
  const form = await desk.press(`dk1:fields::${key}:${version}`);
  expect(wordsOf(form)).toContain('The document’s: P0');
  await desk.press(`dk1:fields::${key}:${version}`, {
    priority: 'keep',
    criteria: 'keep',
    title: 'take',
    description: 'take',
  });
  const after = await ticket();
  expect(after).toMatchObject({ key, priority: 'P3', stale: false });
  expect(after.body).toContain('2 seconds');
});

it('takes some fields by command, and the others still wait', async () => {
  await disagree();
  const { key } = await ticket();
  await desk.type(`/docket settle ${key} take priority`);
  expect(await ticket()).toMatchObject({ priority: 'P0', stale: true });
  expect((await refusalOf(desk.type(`/docket settle ${key} take colour`))).code).toBe('INVALID_INPUT');
});

it('takes everything that is without a conflict at one word, and says so when there is nothing', async () => {
  await read(before);
  await desk.call('edit_ticket', { ticket: (await ticket()).key, labels: ['ours'] });
  await read(after);
  const { wire } = await desk.type('/docket settle safe');
  expect(wire.tickets).toMatchObject([{ priority: 'P0', labels: expect.arrayContaining(['ours']) }]);
  expect((await desk.type('/docket settle safe')).wire.total).toBe(0);
});

it('is refused to a model, and in words where nothing was said', async () => {
  await disagree();
  const { key } = await ticket();
  const asked = desk.call('settle_proposal', { ticket: key, choice: 'take' }, { by: desk.model });
  expect(await refusalOf(asked)).toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
  expect(await refusalOf(desk.type(`/docket settle ${key}`))).toMatchObject({ code: 'INVALID_INPUT' });
});

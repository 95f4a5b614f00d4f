/** undo: takes back the caller's own last local change, all of it or nothing, and never an approval. */
import { expect, it } from 'vitest';
import { attach, choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ begin: 'drafted' });

type Wire = { key: string; title: string; depends_on: string[]; status: string };
/** In the order of the document, whatever the thread is about. */
const list = async (): Promise<Wire[]> => {
  const { tickets } = (await desk.call('list_tickets')).wire as { tickets: Wire[] };
  const place = ({ key }: Wire) => drafted.keys.indexOf(key);
  return tickets.sort((one, other) => place(one) - place(other));
};

it('brings back an edit, and the one before it on the next word', async () => {
  const [first = ''] = drafted.keys;
  const before = await list();
  await desk.type(`/docket edit ${first} title=Once`);
  await desk.type(`/docket edit ${first} title=Twice`);
  const undone = await desk.type('/docket undo');
  expect(wordsOf(undone)).toContain('Undone: the edit. 1 ticket as before.');
  expect((await list())[0]!.title).toBe('Once');
  await desk.type('/docket undo');
  expect((await list()).map(({ title }) => title)).toEqual(before.map(({ title }) => title));
});

it('brings back what was discarded, merged and split, with links', async () => {
  const [first = '', second = '', third = ''] = drafted.keys;
  await desk.type(`/docket link ${third} needs ${second}`);
  const before = await list();
  await desk.type(`/docket discard ${first} ${third}`);
  await desk.type('/docket undo');
  expect((await list()).map(({ key }) => key)).toEqual(drafted.keys);
  await desk.type(`/docket merge ${first} ${third}`);
  expect((await list()).map(({ key }) => key)).toEqual([first, second]);
  await desk.type('/docket undo');
  await desk.type(`/docket split ${second} into 3`);
  await desk.type('/docket undo');
  expect((await list()).map(({ key, title, depends_on }) => ({ key, title, depends_on }))).toEqual(
    before.map(({ key, title, depends_on }) => ({ key, title, depends_on })),
  );
  await desk.type('/docket undo');
  expect((await list())[2]!.depends_on).toEqual([]);
});

it('takes back only the deed whose Undo is pressed, and only while it is the last', async () => {
  const [first = '', second = ''] = drafted.keys;
  const merged = await desk.type(`/docket merge ${first} ${second}`);
  await desk.type(`/docket edit ${first} title=Later`);
  const stale = await refusalOf(desk.press(choicesOf(merged).Undo!));
  expect(stale.code).toBe('STALE');
  await desk.type('/docket undo');
  await desk.press(choicesOf(merged).Undo!);
  expect((await list()).map(({ key }) => key)).toEqual(drafted.keys);
});

it('never brings an approval back', async () => {
  const [first = ''] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  await desk.type(`/docket edit ${first} title=Other`);
  await desk.type('/docket undo');
  const [ticket] = await list();
  expect(ticket).toMatchObject({ key: first, status: 'generated' });
});

it('undoes nothing where somebody else changed it since, or a tracker has it', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket edit ${second} title=Mine`);
  await desk.finishPush(await desk.startPush([second]));
  expect((await refusalOf(desk.type('/docket undo'))).code).toBe('TICKET_ALREADY_PUSHED');
  expect((await list())[1]!.title).toBe('Mine');
  expect((await refusalOf(desk.call('undo', { deed: first }))).code).toBe('STALE');
});

it('says so when there is nothing', async () => {
  const fresh = await tools.enter();
  expect(await refusalOf(fresh.type('/docket undo'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is nothing of yours to undo.',
  });
});

it('asks before words alone take back many tickets at once', async () => {
  const many = Array.from({ length: 6 }, (_, at) => `- **N-${at}** Show platform ${at}.`).join('\n');
  await desk.call(
    'generate_tickets',
    {},
    { file: attach('many.md', `# Many\n\n## Requirements\n\n${many}\n`) },
  );
  const asked = await desk.call('undo', {}, { by: desk.model });
  expect(wordsOf(asked)).toContain('Undo generate tickets? That changes 6 tickets back.');
  expect((await desk.call('list_tickets')).wire.total).toBe(6);
  await desk.press(choicesOf(asked).Approve!);
  expect((await desk.call('list_tickets', { document: 'Many' })).wire.total).toBe(0);
});

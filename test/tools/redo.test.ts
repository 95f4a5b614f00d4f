/** redo: does again what the caller's last undo took back, all of it or nothing, and never an approval. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ begin: 'drafted' });

type Wire = { key: string; title: string; depends_on: string[]; status: string };
/** In the order of the document, whatever the thread is about. */
const list = async (): Promise<Wire[]> => {
  const { tickets } = (await desk.call('list_tickets')).wire as { tickets: Wire[] };
  const place = ({ key }: Wire) => drafted.keys.indexOf(key);
  const said = tickets.map(({ key, title, depends_on, status }) => ({ key, title, depends_on, status }));
  return said.sort((one, other) => place(one) - place(other));
};
const titles = async () => (await list()).map(({ title }) => title);

it('brings a change back, which can be undone again, and two of them in turn', async () => {
  const [first = ''] = drafted.keys;
  const [before] = await titles();
  await desk.type(`/docket edit ${first} title=Once`);
  await desk.type(`/docket edit ${first} title=Twice`);
  await desk.type('/docket undo');
  expect(wordsOf(await desk.type('/docket redo'))).toContain('Done again: the edit. 1 ticket as changed.');
  expect((await titles())[0]).toBe('Twice');
  await desk.type('/docket undo');
  await desk.type('/docket undo');
  expect((await titles())[0]).toBe(before);
  await desk.type('/docket redo');
  expect((await titles())[0]).toBe('Once');
  await desk.type('/docket redo');
  expect((await titles())[0]).toBe('Twice');
  expect((await refusalOf(desk.type('/docket redo'))).code).toBe('NOT_FOUND');
});

it('brings back what was merged, split, linked, discarded and said', async () => {
  const [first = '', second = '', third = ''] = drafted.keys;
  const deeds = [
    `/docket link ${third} needs ${second}`,
    `/docket comment ${first} legal is asked`,
    `/docket merge ${first} ${second}`,
    `/docket discard ${third}`,
  ];
  const talk = async () => [
    await list(),
    wordsOf(await desk.type(`/docket show ${first}`)).includes('legal'),
  ];
  for (const deed of deeds) {
    const before = await talk();
    await desk.type(deed);
    const done = await talk();
    expect(done, deed).not.toEqual(before);
    await desk.type('/docket undo');
    expect(await talk(), deed).toEqual(before);
    await desk.type('/docket redo');
    expect(await talk(), deed).toEqual(done);
    await desk.type('/docket undo');
  }
});

it('does nothing again once something else was done, for others, or with an approval', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  await desk.type(`/docket edit ${first} title=Mine`);
  await desk.type('/docket undo');
  const fresh = await tools.enter();
  expect((await refusalOf(fresh.type('/docket redo'))).code).toBe('NOT_FOUND');
  await desk.type('/docket redo');
  expect((await list())[0]).toMatchObject({ title: 'Mine', status: 'generated' });
  await desk.type('/docket undo');
  await desk.type(`/docket edit ${second} title=Other`);
  expect(await refusalOf(desk.type('/docket redo'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is nothing to do again.',
  });
});

it('brings back a preference and an edit of a document', async () => {
  const tracker = async () => (await desk.type('/docket set')).output.values.defaultTracker;
  await desk.type('/docket set default_tracker local');
  await desk.type('/docket undo');
  expect(await tracker()).toBeUndefined();
  await desk.type('/docket redo');
  expect(await tracker()).toBe('local');
  const added = async () => JSON.stringify((await desk.call('show_blocks')).output.blocks).includes('stolen');
  await desk.type('/docket block requirements add Bikes get stolen');
  await desk.type('/docket undo');
  expect(await added()).toBe(false);
  await desk.type('/docket redo');
  expect(await added()).toBe(true);
});

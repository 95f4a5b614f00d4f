/** find_duplicates: whether tickets are in the tracker already, or were written twice. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  choicesOf,
  type Desk,
  type Drafted,
  openToolHouse,
  refusalOf,
  type ToolHouse,
  wordsOf,
} from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
let drafted: Drafted;
beforeAll(async () => {
  tools = await openToolHouse();
  await tools.askSandbox('issues', {
    title: 'Cancelling a booking',
    description: 'Commuters cancel a booking so that somebody else can park.',
  });
  desk = await tools.enter();
  drafted = await desk.draft();
});
afterAll(() => tools.close());

it('compares the tickets last shown with the issues of the preferred tracker, for people and models', async () => {
  for (const by of [desk.dana, desk.model, desk.viewer]) {
    const found = await desk.call('find_duplicates', {}, { by });
    expect(found.wire).toMatchObject({ compared: { issues: 1, tickets: 3 }, problem: null });
    const likely = found.wire.results.filter(({ candidates }: { candidates: { likely: boolean }[] }) =>
      candidates.some((one) => one.likely),
    );
    expect(likely).toMatchObject([
      { key: drafted.keys[1], candidates: [{ kind: 'issue', key: 'ENG-1', open: true }] },
    ]);
    expect(found.brief).toMatchObject({ tickets: 3, found: [{ candidate: 'ENG-1', likely: true }] });
  }
});

it('shows what both say, with a button for each decision', async () => {
  const found = await desk.type('/docket duplicates');
  expect(wordsOf(found)).toContain('Cancelling a booking');
  expect(Object.keys(choicesOf(found))).toEqual(['Create anyway', 'Link to ENG-1', 'Update ENG-1', 'Skip']);
});

it('looks at the tickets and the tracker that were named', async () => {
  const select = { ids: [drafted.keys[0]!] };
  const inLinear = await desk.call('find_duplicates', { select, tracker: 'linear' });
  expect(inLinear.wire.results).toMatchObject([{ key: drafted.keys[0], candidates: [] }]);
  const local = await desk.call('find_duplicates', { tracker: 'local' });
  expect(local.wire).toMatchObject({ destination: 'Docket only', compared: { issues: 0 } });
  expect(await refusalOf(desk.call('find_duplicates', { tracker: 'trello' }))).toMatchObject({
    code: 'UNSUPPORTED_PLATFORM',
  });
});

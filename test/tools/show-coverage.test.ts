/** show_coverage: what became of each line of a document, and what covers a topic. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  attach,
  bikes,
  type Desk,
  refusalOf,
  shareToolHouse,
  type ToolHouse,
  wordsOf,
} from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
let keys: string[];
beforeAll(async () => {
  tools = await shareToolHouse();
});
beforeEach(async () => {
  desk = await tools.enter();
  ({ keys } = await desk.draft());
});
afterAll(() => tools.close());

const coverage = async (words = '') => (await desk.type(`/docket coverage ${words}`)).wire;
const linesIn = (wire: { lines: { state: string; line: number }[] }, state: string) =>
  wire.lines.filter((one) => one.state === state).map(({ line }) => line);

it('accounts for every line that is not empty, and names the tickets that cover it', async () => {
  const wire = await coverage();
  const text = bikes.split('\n');
  expect(wire.lines.map(({ line }: { line: number }) => line)).toEqual(
    text.flatMap((line, at) => (line.trim() === '' ? [] : [at + 1])),
  );
  for (const { line, text: said } of wire.lines) expect(said).toBe(text[line - 1]);
  expect(linesIn(wire, 'covered')).toEqual([9, 11, 12, 14, 16, 20]);
  expect(linesIn(wire, 'uncovered')).toEqual([]);
  expect(linesIn(wire, 'parked')).toEqual([24]);
  expect(wire).toMatchObject({ required: 6, covered: 6, uncovered: 0, parked: 1, unsourced: [] });
  expect(wire.lines.find(({ line }: { line: number }) => line === 11).tickets).toEqual([keys[0]]);
});

it('finds exactly the lines of a discarded ticket uncovered, whichever it is', async () => {
  const owned = [[9, 11, 12], [14, 16], [20]];
  for (const [at, lines] of owned.entries()) {
    desk = await tools.enter();
    const drafted = await desk.draft();
    await desk.type(`/docket discard ${drafted.keys[at]}`);
    expect(linesIn(await coverage(), 'uncovered')).toEqual(lines);
  }
});

it('draws a map by section and quotes what no ticket covers', async () => {
  await desk.type(`/docket discard ${keys[2]}`);
  const whole = await desk.type('/docket coverage');
  expect(whole.shown[0]!.card.summary).toBe(
    'Tickets cover 5 of the 6 lines of “Bike Parking” that ask for something; 1 has no ticket.',
  );
  for (const words of ['5 of 5', '0 of 1', '1 set aside', 'Record how long each stand is used.']) {
    expect(wordsOf(whole)).toContain(words);
  }
  const gaps = await desk.type('/docket coverage bike parking uncovered');
  expect(gaps.shown[0]!.card.blocks.map(({ kind }) => kind)).toEqual(['text', 'quote']);
});

it('says what covers a topic in the words of the document, and when nothing does', async () => {
  const booking = await desk.type('/docket coverage about:a booking');
  expect(booking.wire.tickets).toMatchObject([{ key: keys[0] }, { key: keys[1] }]);
  expect(wordsOf(booking)).toContain('- A booking is confirmed within 5 seconds.');
  const scooters = await desk.type('/docket coverage about:scooter');
  expect(scooters.shown[0]!.card.summary).toBe(
    '“Bike Parking” mentions “scooter” but asks for nothing about it, so no ticket covers it.',
  );
  await desk.type(`/docket discard ${keys[2]}`);
  const open = await desk.call('show_coverage', { about: 'BP-3' }, { by: desk.model });
  expect(open.brief).toMatchObject({ covered_by: [], not_covered: [{ line: 20, state: 'uncovered' }] });
  expect((await desk.type('/docket coverage about:SSO')).shown[0]!.card.summary).toBe(
    '“Bike Parking” says nothing about “SSO”, and no ticket covers it.',
  );
});

it('follows the tickets into a newer version of the document, before and after it is generated from', async () => {
  const changed = bikes
    .replace('## Problem', '## Note\n\nRead by all.\n\n## Problem')
    .replace(
      '- A stand is never booked twice.',
      '- A stand is never booked twice.\n- A booking can be shared.',
    );
  await desk.call('ingest_document', {}, { file: attach('bikes.md', changed) });
  const before = await coverage();
  expect(linesIn(before, 'uncovered')).toEqual([17]);
  expect(linesIn(before, 'covered')).toEqual([13, 15, 16, 19, 21, 25]);
  await desk.call('generate_tickets');
  expect(linesIn(await coverage(), 'uncovered')).toEqual([]);
});

it('keeps lines covered through a merge and a split, and by undo', async () => {
  await desk.type(`/docket merge ${keys[0]} ${keys[2]}`);
  const merged = await coverage();
  expect([merged.uncovered, merged.lines.find(({ line }: { line: number }) => line === 20).tickets]).toEqual([
    0,
    [keys[0]],
  ]);
  await desk.type(`/docket split ${keys[1]} 2`);
  await desk.type(`/docket discard ${keys[1]}`);
  expect(linesIn(await coverage(), 'uncovered')).toEqual([]);
  await desk.type(`/docket discard ${keys[0]}`);
  expect(linesIn(await coverage(), 'uncovered')).toEqual([9, 11, 12, 20]);
  await desk.type('/docket undo');
  expect(linesIn(await coverage(), 'uncovered')).toEqual([]);
});

it('covers the lines of merged tickets that were made from different versions', async () => {
  const first = '- **BP-4** Show a map of all stands.';
  const more = bikes
    .replace('- **BP-3', `${first}\n- **BP-3`)
    .replace('## Problem', '## Why\n\nNow.\n\n## Problem');
  const { wire } = await desk.call('generate_tickets', {}, { file: attach('bikes.md', more) });
  const added = wire.tickets.find(({ title }: { title: string }) => /map/.test(title)).key;
  await desk.type(`/docket merge ${keys[0]} ${added}`);
  expect(linesIn(await coverage(), 'uncovered')).toEqual([]);
  const { sources } = (await desk.type(`/docket trace ${keys[0]}`)).wire;
  expect(sources.map(({ quote }: { quote: string }) => quote).join('\n')).toContain(
    '- A stand is never booked twice.',
  );
  expect(sources.map(({ quote }: { quote: string }) => quote)).toContain(first);
});

it('names tickets that no line of the document asks for', async () => {
  await desk.call('ingest_document', {}, { file: attach('bikes.md', bikes.replace(/- \*\*BP-3.*\n/, '')) });
  expect((await coverage()).unsourced).toMatchObject([{ key: keys[2], why: 'gone' }]);
  expect(wordsOf(await desk.type('/docket coverage'))).toContain('Scope creep?');
});

it('refuses a document that there is not', async () => {
  expect((await refusalOf(coverage('Spaceships'))).code).toBe('NOT_FOUND');
});

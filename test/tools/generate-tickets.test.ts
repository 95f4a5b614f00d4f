/** generate_tickets: a document becomes scoped tickets on one review board, once. */
import { expect, it } from 'vitest';
import { attach, bikes, choicesOf, refusalOf, trains, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

const generate = (input = {}, by = desk.dana) =>
  desk.call('generate_tickets', input, { by, file: attach('bikes.md', bikes) });

it('drafts one ticket per story and requirement, with criteria, order and source lines', async () => {
  const { wire } = await generate();
  expect(wire.tickets).toMatchObject([
    {
      title: 'Let commuters book a stand',
      ticket_type: 'story',
      priority: 'P0',
      acceptance_criteria: ['A booking is confirmed within 5 seconds.', 'A stand is never booked twice.'],
      criteria_origin: ['document', 'document'],
      depends_on: [],
      source_lines: [9, 11, 12],
      status: 'generated',
      work_status: 'open',
      made_by: 'rules',
      external_key: null,
    },
    { title: 'Let commuters cancel a booking', priority: 'P1', depends_on: [wire.tickets[0].key] },
    { title: 'Record how long each stand is used', priority: 'P2', criteria_origin: ['derived'] },
  ]);
});

it('prints what the contract promises besides the tickets', async () => {
  const { wire } = await generate();
  expect(wire).toMatchObject({
    document: { title: 'Bike Parking', version: 0 },
    total: 3,
    created: 3,
    reused: 0,
    parked: expect.arrayContaining([{ reason: 'out_of_scope', lines: [24], text: 'Scooters' }]),
    coverage: { required: 3, covered: 3, uncovered: [] },
  });
  expect(wire.blocks).toContainEqual(expect.objectContaining({ block_type: 'user_story', lines: [9, 12] }));
  for (const name of ['readiness', 'questions', 'warnings']) expect(wire[name]).toBeInstanceOf(Array);
});

it('opens a review board on which a person can approve them, and a model reads that only a person can', async () => {
  const result = await generate({}, desk.model);
  const [summary, board, questions] = result.shown;
  expect(summary!.card.title).toBe('Drafted 3 tickets from “Bike Parking”');
  expect(questions!.card.title).toBe('2 questions worth an answer · Bike Parking');
  expect(board!.card.summary).toBe('3 tickets from “Bike Parking”: 3 to review, 0 approved.');
  expect(choicesOf(result)).toHaveProperty('Approve all 3');
  expect(JSON.stringify(result.brief)).toContain('Only a person can approve or push.');
});

it('makes no duplicates when it is asked again', async () => {
  const first = await generate();
  const again = await desk.type('/docket generate bikes.md');
  expect(again.wire).toMatchObject({ created: 0, reused: 3, total: 3 });
  expect(again.wire.tickets).toEqual(first.wire.tickets);
  expect(again.output.board.board.id).toBe(first.output.board.board.id);
});

it('keeps to the block types a person asks for', async () => {
  await desk.call('ingest_document', { text: bikes });
  const { wire } = await desk.type('/docket generate bike parking types:requirement');
  expect(wire.tickets).toMatchObject([{ source_lines: [20] }]);
  const refusal = await refusalOf(desk.type('/docket generate bike parking types:persona'));
  expect(refusal).toMatchObject({ code: 'NO_BLOCKS', remedy: expect.stringContaining('user_story') });
});

const many = `# Many\n\n## Requirements\n\n${Array.from({ length: 61 }, (_, at) => `- **R-${at + 1}** Show the timetable of platform number ${at + 1}.`).join('\n')}\n`;

it('asks with buttons before it drafts more than sixty tickets, also a model that claims a yes, and drafts them on Approve', async () => {
  const file = attach('many.md', many);
  const asked = await desk.call('generate_tickets', { confirmed: true }, { by: desk.model, file });
  expect(wordsOf(asked)).toContain('Make 61 new tickets from “Many”?');
  expect((await desk.call('list_tickets')).wire.total).toBe(0);
  await desk.press(choicesOf(await desk.type('/docket generate many')).Approve!);
  expect((await desk.call('list_tickets')).wire.total).toBe(61);
});

it('refuses more than sixty tickets where nobody can be asked', async () => {
  const program = { by: { ...desk.dana, threadId: null }, file: attach('many.md', many) };
  expect((await refusalOf(desk.call('generate_tickets', {}, program))).code).toBe('NEEDS_CONFIRMATION');
  expect((await desk.call('generate_tickets', { confirmed: true }, program)).wire.created).toBe(61);
});

it('asks which document is meant where several could be', async () => {
  const elsewhere = { ...desk.dana, threadId: null };
  await desk.call('ingest_document', { text: bikes });
  await desk.call('ingest_document', { text: trains });
  const refusal = await refusalOf(desk.call('generate_tickets', {}, { by: elsewhere }));
  expect(refusal).toMatchObject({ code: 'AMBIGUOUS', message: expect.stringContaining('"Train Times"') });
});

it('refuses an unknown file, a model that is not set up, and someone who may only read', async () => {
  expect((await refusalOf(desk.type('/docket generate nowhere.md'))).code).toBe('NOT_FOUND');
  expect((await refusalOf(generate({ mode: 'model' }))).code).toBe('MODEL_UNAVAILABLE');
  expect((await refusalOf(generate({ mode: 'magic' }))).message).toContain('mode');
  expect((await refusalOf(generate({}, desk.viewer))).code).toBe('FORBIDDEN');
  expect((await desk.call('list_tickets')).wire).toEqual({ tickets: [], total: 0 });
});

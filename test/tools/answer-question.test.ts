/** answer_question: answers are written into the document. */
import { beforeEach, expect, it } from 'vitest';
import { bikes, choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

const open = '\n## Open questions\n\n- Who pays for the racks?\n- When do we start?\n';
beforeEach(async () => {
  await desk.call('ingest_document', { text: bikes + open });
});

it('answers by number, by words, and by the ticket made of the question', async () => {
  await desk.type('/docket questions');
  expect((await desk.type('/docket answer 2: in May')).wire.edited.added).toEqual([
    '- When do we start? → in May',
  ]);
  await desk.call('generate_tickets', { block_types: ['question'] });
  const input = { question: 'DOC', answer: 'x' };
  expect((await refusalOf(desk.call('answer_question', input))).code).toBe('NOT_FOUND');
  const { tickets } = (await desk.call('generate_tickets', { block_types: ['question'] })).wire;
  const asked = tickets.find(({ title }: { title: string }) => title === 'Decide: who pays for the racks?');
  const { wire } = await desk.call(
    'answer_question',
    { question: asked.key, answer: 'the city' },
    { by: desk.model },
  );
  expect(wire).toMatchObject({
    question: { code: 'open' },
    edited: { added: ['- Who pays for the racks? → the city'] },
  });
  expect((await desk.type('/docket questions')).wire.questions).toEqual([]);
});

it('settles a contradiction by a press, and cannot settle it twice', async () => {
  const text = bikes.replace(
    '- **BP-3',
    '- The stand must be released after 10 minutes.\n- The stand must be released after 20 minutes.\n- **BP-3',
  );
  await desk.call('ingest_document', { text: text + open });
  const choices = choicesOf(await desk.type('/docket lint'));
  const action = Object.entries(choices).find(([label]) => label.includes('20 minutes'))![1];
  expect((await desk.press(action)).output.edited.added).toEqual([
    '- The stand must be released after 20 minutes.',
  ]);
  expect((await refusalOf(desk.press(action))).code).toBe('NOT_FOUND');
});

it.each([
  ['a question nobody asked', '/docket answer 9: yes', 'NOT_FOUND'],
  ['no answer', '/docket answer who pays:', 'INVALID_INPUT'],
  ['words that fit none', '/docket answer scooters: no', 'NOT_FOUND'],
])('refuses %s', async (_what, command, code) => {
  await desk.type('/docket questions');
  expect((await refusalOf(desk.type(command))).code).toBe(code);
});

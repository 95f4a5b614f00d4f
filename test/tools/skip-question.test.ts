/** skip_question: a question is not asked twice. */
import { expect, it } from 'vitest';
import { bikes, choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('never asks again what was skipped, also when the document was read anew', async () => {
  await desk.press(choicesOf(await desk.type('/docket lint')).Skip!);
  const { question } = (await desk.type('/docket skip how will you know')).output;
  expect(question.code).toBe('no_metrics');
  await desk.call('ingest_document', { text: bikes.replace('Scooters', 'Mopeds') });
  const { wire } = await desk.type('/docket lint');
  expect(wire.asked).toEqual([]);
  expect(wire.checks.find(({ name }: { name: string }) => name === 'Risks').passed).toBe(false);
});

it('takes a number for that of all open questions where none were listed', async () => {
  await desk.type('/docket documents');
  const { question } = (await desk.type('/docket skip 1')).output;
  expect((await desk.type('/docket lint')).wire.asked).not.toContainEqual(expect.objectContaining(question));
});

it('refuses what is no question', async () => {
  expect((await refusalOf(desk.type('/docket skip weather'))).code).toBe('NOT_FOUND');
});

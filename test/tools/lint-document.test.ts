/** lint_document: what a document lacks, and the few questions worth an answer. */
import { expect, it } from 'vitest';
import { choicesOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('tells what is missing and asks three questions at most', async () => {
  const { wire, brief, ...result } = await desk.type('/docket lint');
  expect(
    wire.checks
      .filter((check: { passed: boolean }) => !check.passed)
      .map(({ name }: { name: string }) => name),
  ).toEqual(['Success metrics', 'Risks']);
  expect(wordsOf(result)).toContain('2 questions worth an answer');
  expect(brief).toMatchObject({
    asked: [{ number: 1, text: expect.stringContaining('How will you know') }, { number: 2 }],
  });
});

it('finds the gap gone once it is answered, by form or by word', async () => {
  const { Answer: answer } = choicesOf(await desk.type('/docket lint'));
  const [form] = (await desk.press(answer!)).shown[0]!.card.blocks;
  if (form?.kind !== 'form') throw new Error('no form');
  await desk.press(form.submit.action, { answer: 'Nothing much' });
  await desk.type('/docket lint');
  await desk.type('/docket answer 1: 9 of 10 commuters find a stand by June');
  const again = await desk.type('/docket lint');
  expect(again.wire).toMatchObject({ asked: [] });
  const { blocks } = (await desk.call('show_blocks', { types: ['metrics', 'risk'] })).output;
  expect(blocks.filter(({ type }: { type: string }) => /metrics|risk/.test(type))).toHaveLength(2);
});

it('asks a conversation for nothing that belongs into a plan', async () => {
  const chat =
    'Ada Berg  9:12 AM\nwe must show free berths\n\nBob Holm  9:14 AM\nok, and prices\n\nAda Berg  9:15 AM\nyes\n';
  await desk.call('ingest_document', { text: chat });
  expect((await desk.type('/docket lint')).wire.checks.map(({ name }: { name: string }) => name)).toEqual([
    'Requirements that agree',
    'Requirements said once',
    'Words that can be tested',
    'A number for each quality',
  ]);
});

/** give_feedback and list_feedback: what people say of answers, for those who run the workspace. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';
import { idOf } from '../support/views.ts';

const { desk } = useDesk();
const answer = idOf(7);

it('keeps the latest word of each person, and what was wrong when they say it', async () => {
  const useful = await desk.press(`dk1:useful:${answer}:answer:0`);
  expect(useful.shown[0]).toMatchObject({
    isPrivate: true,
    card: { summary: 'Thank you. Noted as useful.' },
  });
  const wrong = await desk.press(`dk1:not_useful:${answer}:answer:0`);
  const why = choicesOf(wrong as never)['Say what was wrong…']!;
  expect((await desk.press(why)).shown[0]!.card.title).toBe('What was wrong?');
  await desk.press(why, { comment: ' It named the wrong person. ' });
  await desk.press(`dk1:not_useful:${answer}:answer:0`);
  const listed = await desk.type('/docket feedback');
  expect(listed.wire.feedback).toMatchObject([
    {
      about: answer,
      kind: 'answer',
      verdict: 'not_useful',
      comment: 'It named the wrong person.',
      by: { name: 'Dana' },
    },
  ]);
  expect(wordsOf(listed)).toContain('0 of 1 answer called useful.');
});

it('is given by no model, and read by owners and admins only', async () => {
  const input = { about: answer, verdict: 'useful' };
  expect((await refusalOf(desk.call('give_feedback', input, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  expect((await refusalOf(desk.call('list_feedback', {}, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});

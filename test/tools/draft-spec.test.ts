/** draft_spec: questions, answers kept one by one, and the spec they make. */
import { expect, it } from 'vitest';
import { specQuestions } from '../../src/domain/spec-questions.ts';
import { beginCapability } from '../support/capability-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-60: asks one question after the other, and writes the spec with all its sections', async () => {
  const { key } = await beginCapability(desk);
  const asked = await desk.call('draft_spec', { capability: key }, { by: desk.model });
  expect(asked.brief).toMatchObject({ ask_next: specQuestions[0]!.ask });
  const one = await desk.type(`/docket spec ${key} user: sales people`);
  expect(wordsOf(one)).toContain(specQuestions[1]!.ask);
  expect((await refusalOf(desk.type(`/docket spec ${key} colour: blue`))).code).toBe('INVALID_INPUT');
  const answer = choicesOf(one).Answer!;
  expect(wordsOf(await desk.press(answer))).toContain('sales people');
  const required = specQuestions.filter((question) => question.required);
  const values = Object.fromEntries(required.map(({ id }) => [id, `About ${id}`]));
  const { output, shown } = await desk.press(answer, { ...values, marketing: 'A launch' });
  const [spec] = output.view.documents;
  for (const section of ['User', 'Success criteria', 'Scope', 'Out of scope', 'COGS', 'Legal', 'Marketing'])
    expect(spec.text).toContain(`## ${section}\n`);
  const submitted = await desk.press(choicesOf({ shown })['Submit for approval']!);
  expect(submitted.output.view.capability.stage).toBe('spec_approval');
});

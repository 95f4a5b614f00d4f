/** show_step: what a step found, with its sources. */
import { expect, it } from 'vitest';
import { runIt, writeBug } from '../support/run-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('shows claims with their sources, the plan, and what was not done', async () => {
  const key = await writeBug(desk);
  const { Details } = choicesOf(await runIt(desk, 'bug-fix', key));
  const words = wordsOf(await desk.press(Details!));
  for (const said of [
    'Make it hold: The total is right',
    'No code was written',
    'By rules, without a model.',
  ])
    expect(words).toContain(said);
  expect(wordsOf(await desk.type(`/docket step diagnose ${key}`))).toContain(
    'It happened at src/cart.ts:12 in sum',
  );
  expect((await refusalOf(desk.call('show_step', { step: 'tea' }))).remedy).toContain('diagnose, fix, test');
});

/** triage_idea: an idea becomes capabilities on a press or command, or is discarded. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-15, S1-29: the form makes a capability of each line, once', async () => {
  const submitted = await desk.type('/docket idea Rank leads');
  const press = choicesOf(submitted)['Make it a capability']!;
  expect(wordsOf(await desk.press(press))).toContain('Rank leads');
  const { output } = await desk.press(press, { titles: 'Score leads\nShow the score' });
  const made = output.idea.capabilities;
  expect(made).toMatchObject([
    { title: 'Score leads', stage: 'spec' },
    { title: 'Show the score', stage: 'spec' },
  ]);
  const again = await desk.press(press, { titles: 'Score leads\nShow the score' });
  expect(again.output.idea.capabilities).toEqual(made);
  const other = await refusalOf(desk.press(press, { titles: 'Something else' }));
  expect(other.code).toBe('INVALID_TRANSITION');
});

it('S1-10: what waits is listed, and may be discarded', async () => {
  const { wire } = await desk.type('/docket idea Paint it blue');
  expect(wordsOf(await desk.type('/docket triage'))).toContain('Paint it blue');
  const { output } = await desk.type(`/docket triage ${wire.key} discard`);
  expect(output.idea.idea.status).toBe('discarded');
  expect((await desk.type('/docket triage')).output.ideas).toEqual([]);
});

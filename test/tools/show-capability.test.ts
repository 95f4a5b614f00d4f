/** show_capability: where it stands, what it waits for, and what can be pressed. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-11, S1-21: shows the stages, the tickets of this one, and what is missing', async () => {
  expect((await refusalOf(desk.call('show_capability', {}))).code).toBe('NOT_FOUND');
  const { key } = await beginCapability(desk);
  const shown = await desk.type('/docket capability');
  expect(wordsOf(shown)).toMatch(/✓ Triage › ● Spec › Spec approval/);
  expect(wordsOf(shown)).toContain('Before Spec approval');
  expect(Object.keys(choicesOf(shown))).toEqual(['Answer questions', 'Submit', 'Context', 'Push…']);
  expect(shown.wire).toMatchObject({ key, stage: 'spec', missing: expect.arrayContaining(['doc:spec']) });
  expect(shown.wire.tickets[0]).toMatchObject({ stage: 'triage', audience: 'product', stage_role: 'work' });
  expect(shown.shown[0]!.living!.tool).toBe('show_capability');
});

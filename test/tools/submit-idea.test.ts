/** submit_idea: an idea has a key and a ticket of triage from the first moment. */
import { expect, it } from 'vitest';
import { choicesOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-10, S1-15: an idea gets its key, its product, and a ticket that waits to be triaged', async () => {
  const taken = await desk.type('/docket idea Rank leads | By how likely they buy');
  expect(taken.wire).toMatchObject({
    key: expect.stringMatching(/^IDEA-\d{4}-001$/),
    title: 'Rank leads',
    description: 'By how likely they buy',
    status: 'new',
    ticket_key: expect.stringMatching(/^TASK-/),
  });
  expect(Object.keys(choicesOf(taken))).toEqual(['Make it a capability', 'Discard']);
  expect(wordsOf(taken)).toContain('from Dana');
});

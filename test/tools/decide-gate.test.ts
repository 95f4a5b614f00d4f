/** decide_gate: approve and reject with forms that say what is decided about, by people of the role alone. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval, withRoles } from '../support/capability-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-24, S1-25, S1-56: the forms show the version and the cost, and a refusal needs a reason', async () => {
  const { key } = await beginCapability(desk);
  await desk.type(`/docket cost ${key} 120 USD/month`);
  const gate = await bringToApproval(desk, key);
  const { Approve, Reject } = choicesOf(gate);
  expect(wordsOf(gate)).toContain('product leader or pm');
  expect((await refusalOf(desk.press(Approve!, {}))).code).toBe('FORBIDDEN');
  const form = wordsOf(await desk.press(Reject!));
  expect(form).toContain(`Spec v1 (product-specs/${key}.md). Estimated COGS: 120 USD a month.`);
  expect(wordsOf(await desk.press(Approve!))).toContain('Estimated COGS: 120 USD a month');
  const lead = withRoles(desk, 'product_leader');
  const no = { capability: key, approve: false };
  expect((await refusalOf(desk.call('decide_gate', no, { by: lead }))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.call('decide_gate', { ...no, reason: 'x' }, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  const back = await desk.call('decide_gate', { ...no, reason: 'No criterion' }, { by: lead });
  expect(back.wire).toMatchObject({ stage: 'spec', status: 'rework', reentries: 1 });
  expect(back.wire.decisions[0]).toMatchObject({
    ...{ gate: 'spec_approval', decision: 'rejected', reason: 'No criterion', doc_version: 1 },
    cogs_snapshot: [{ amount: 120, currency: 'USD', period: 'month' }],
  });
});

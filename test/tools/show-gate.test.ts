/** show_gate: who may press at a gate, what is decided about, and what was decided there. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval, withRoles } from '../support/capability-desk.ts';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-25, S1-56: names those who may press, or says how somebody gets the role; and keeps what was decided', async () => {
  const { key } = await beginCapability(desk);
  expect((await refusalOf(desk.call('show_gate', { capability: key }))).code).toBe('NOT_FOUND');
  await bringToApproval(desk, key);
  const open = await desk.call('show_gate', { capability: key });
  expect(wordsOf(open)).toContain('Nobody has the role yet');
  expect(Object.keys(choicesOf(open))).toEqual(['Approve', 'Reject', 'Open']);
  const no = { capability: key, approve: false, reason: 'No criterion' };
  await desk.call('decide_gate', no, { by: withRoles(desk, 'pm') });
  const was = await desk.call('show_gate', { capability: key, stage: 'spec_approval', visit: 1 });
  expect(wordsOf(was)).toMatch(/rejected.*Dana rejected version 1.*No criterion/s);
  expect(Object.keys(choicesOf(was))).toEqual(['Open']);
});

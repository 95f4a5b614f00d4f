/** claim_ticket: a lease that others respect, with an end and a way round it. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('U-63, C-19: is taken, prolonged, refused to others, overridden with a reason, and let go', async () => {
  const { wire } = await desk.type('/docket raise bug Login loops');
  const taken = await desk.type(`/docket hold ${wire.key} 30`);
  expect(wordsOf(taken)).toMatch(new RegExp(`${wire.key} is claimed by Dana until `));
  expect((await desk.type(`/docket hold ${wire.key}`)).wire).toMatchObject({ outcome: 'renewed' });
  const agent = {
    ...desk.dana,
    via: 'workflow' as const,
    principal: { kind: 'agent' as const, id: 'agent:qa', name: 'QA Agent' },
  };
  const refused = await refusalOf(desk.call('claim_ticket', { ticket: wire.key }, { by: agent }));
  expect(refused).toMatchObject({
    code: 'CLAIMED',
    message: expect.stringContaining('claimed by Dana until'),
  });
  const over = await desk.call('claim_ticket', { ticket: wire.key, reason: 'Dana is away' }, { by: agent });
  expect(over.wire).toMatchObject({ outcome: 'overrode', claim: { holder: 'agent:qa' } });
  expect((await refusalOf(desk.type(`/docket unhold ${wire.key}`))).code).toBe('CLAIMED');
  expect(wordsOf(await desk.type(`/docket unhold ${wire.key} back again`))).toContain('is free again');
  expect((await desk.type(`/docket unhold ${wire.key}`)).wire).toMatchObject({ outcome: 'none' });
});

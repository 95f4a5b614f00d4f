/** submit_capability: what was written goes to its approval, and its tickets are done. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-60: nothing is submitted without its document, and then it is at its gate', async () => {
  const { key } = await beginCapability(desk);
  expect((await refusalOf(desk.type(`/docket submit ${key}`))).code).toBe('STAGE_GUARD');
  const { wire } = await bringToApproval(desk, key);
  expect(wire).toMatchObject({
    stage: 'spec_approval',
    docs: { spec: { version: 1, approved_version: null } },
  });
  const written = wire.tickets.filter((one: { stage: string }) => one.stage === 'spec');
  expect(written.every((one: { work_status: string }) => one.work_status === 'done')).toBe(true);
});

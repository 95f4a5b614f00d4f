/** show_context: the bundle for whoever works on it. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval } from '../support/capability-desk.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-39: says stage and time in it, tickets, documents, channel, costs, neighbours, approvals and criteria', async () => {
  const { key } = await beginCapability(desk);
  const yaml = 'apis: [Scoring]\nacceptance_criteria: [A lead has a score]';
  await desk.call('write_capability', { capability: key, kind: 'capability_yaml', text: yaml });
  await desk.call('configure_product', { config: { codebase_context: 'TypeScript, one repository' } });
  await bringToApproval(desk, key);
  const { wire } = await desk.type(`/docket context ${key}`);
  expect(wire).toMatchObject({
    ...{
      key,
      stage: 'spec_approval',
      channel: `#${key.toLowerCase()}`,
      acceptance_criteria: ['A lead has a score'],
    },
    ...{ codebase_context: 'TypeScript, one repository', blocked_by: [], blocking: [], decisions: [] },
    time_in_stage_ms: expect.any(Number),
    docs: { spec: { version: 1, approved_version: null } },
  });
});

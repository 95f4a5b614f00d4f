/** write_capability: versions of documents, at their stage of writing alone. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval } from '../support/capability-desk.ts';
import { attach, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-11, S1-12: versions are counted, the YAML is checked, and at a gate documents stand still', async () => {
  const { key } = await beginCapability(desk);
  const yaml = { capability: key, kind: 'capability_yaml' };
  const wrong = await refusalOf(desk.call('write_capability', { ...yaml, text: 'apis: 3\ncolour: blue' }));
  expect(wrong).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('apis') });
  await desk.call('write_capability', { ...yaml, text: 'apis: [Scoring]\nestimated_cogs: { amount: 80 }' });
  const file = attach('spec.md', '# Spec');
  const first = await desk.call('write_capability', { capability: key, kind: 'spec' }, { file });
  expect(first.wire.docs.spec).toMatchObject({ version: 1, path: `product-specs/${key}.md` });
  expect(first.wire.cogs.estimate).toEqual([{ amount: 80, currency: 'USD', period: 'month' }]);
  await desk.type(`/docket write ${key} spec Better words`);
  const { wire } = await bringToApproval(desk, key);
  expect(wire.docs.spec.version).toBe(3);
  const late = await refusalOf(desk.type(`/docket write ${key} spec Too late`));
  expect(late).toMatchObject({
    code: 'STAGE_GUARD',
    message: expect.stringContaining('Required stage: spec'),
  });
});

/** waive_dependency: a lead’s word, with the reason. */
import { expect, it } from 'vitest';
import { beginCapability, withRoles } from '../support/capability-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-23: a lead waives what it waits for, and the view says who and why', async () => {
  const [one, two] = [await beginCapability(desk, 'One'), await beginCapability(desk, 'Two')];
  const linked = await desk.type(`/docket set-capability ${two.key} depends=${one.key}`);
  expect(linked.wire.blocked_by).toMatchObject([{ key: one.key, waived: null }]);
  expect((await refusalOf(desk.type(`/docket waive ${two.key} ${one.key} a stub`))).code).toBe('FORBIDDEN');
  expect(wordsOf(await desk.press(`dk1:cap_waive:${two.id}::0`))).toContain(one.key);
  const wish = { capability: two.key, depends_on: one.key, reason: 'a stub' };
  const waived = await desk.call('waive_dependency', wish, { by: withRoles(desk, 'tech_lead') });
  expect(waived.wire.blocked_by).toMatchObject([{ key: one.key, waived: 'Dana: a stub' }]);
});

/** raise_hotfix: with its context, in a lane of its own. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-27: is refused without context, and begins at the fix with it', async () => {
  const { key } = await beginCapability(desk);
  expect((await refusalOf(desk.type('/docket hotfix The total is wrong'))).code).toBe('CONTEXT_REQUIRED');
  const { wire } = await desk.type(`/docket hotfix ${key} The total is wrong | Since noon`);
  expect(wire).toMatchObject({ lane: 'hotfix', stage: 'fix', context: key, title: 'The total is wrong' });
  expect(wire.key).toMatch(/^HOT-\d{4}-\d{3}$/);
});

/** edit_capability: owner, title, technology and dependencies. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-11, S1-28: what is said of it changes, and never in a circle', async () => {
  const [one, two] = [await beginCapability(desk, 'One'), await beginCapability(desk, 'Two')];
  const set = await desk.type(
    `/docket set-capability ${two.key} owner=Vik title=Two halves tech=yes depends=${one.key}`,
  );
  expect(set.wire).toMatchObject({
    title: 'Two halves',
    owner_name: 'Vik',
    introduces_tech: true,
    depends_on: [one.key],
  });
  const circle = refusalOf(desk.type(`/docket set-capability ${one.key} depends=${two.key}`));
  expect(await circle).toMatchObject({ code: 'LINK_CYCLE', message: expect.stringContaining(' → ') });
});

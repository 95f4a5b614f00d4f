/** advance_capability: guards are said, and no stage is skipped. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-21: names the stage that is required, and everything that is missing', async () => {
  const { key } = await beginCapability(desk);
  const refused = await refusalOf(desk.type(`/docket advance ${key} build`));
  expect(refused).toMatchObject({
    code: 'STAGE_GUARD',
    message: expect.stringContaining('Required stage: compliance, current: spec'),
  });
});

/** set_stage_fields: what each audience knows, and what it must know in the end. */
import { expect, it } from 'vitest';
import { beginCapability } from '../support/capability-desk.ts';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S1-36: fields are those of the audience, and null takes one away', async () => {
  const { key } = await beginCapability(desk);
  const { tickets } = (await desk.call('show_capability', { capability: key })).wire;
  const own = tickets.at(-1).key;
  const set = await desk.type(`/docket stage-fields ${own} priority_rationale=Two deals wait for it`);
  expect(set.wire).toMatchObject({
    audience: 'product',
    audience_fields: { priority_rationale: 'Two deals wait for it' },
  });
  const wrong = await refusalOf(desk.type(`/docket stage-fields ${own} headline=Big news`));
  expect(wrong).toMatchObject({
    code: 'INVALID_INPUT',
    remedy: expect.stringContaining('priority_rationale'),
  });
  const gone = await desk.call('set_stage_fields', { ticket: own, fields: { priority_rationale: null } });
  expect(gone.wire.audience_fields).toEqual({});
});

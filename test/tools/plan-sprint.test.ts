/** plan_sprint: what fits, what does not and why; a proposal changes no ticket. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-65, S2-66, S2-67: fills the hours by urgency, and says what was left out and why', async () => {
  const made = await desk.call('plan_work', {
    title: 'Search',
    parts: [{ title: 'Index' }, { title: 'Page', after: [1] }],
  });
  const [index, page] = made.wire.parts;
  const big = await desk.call('raise_ticket', { title: 'Rewrite', template: 'bug', estimated_hours: 90 });
  const planned = await desk.type('/docket sprint 40 Winter');
  expect(planned.wire).toMatchObject({
    name: 'Winter',
    available_hours: 40,
    allocated_hours: 8,
    status: 'proposed',
  });
  expect(planned.wire.tickets.map(({ key }: { key: string }) => key)).toEqual([index.key]);
  expect(planned.wire.skipped).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ key: page.key, reason: 'blocked', why: `waits for ${index.key}` }),
      expect.objectContaining({ key: big.wire.key, reason: 'does_not_fit' }),
    ]),
  );
  expect(wordsOf(planned)).toContain('Left out');
  expect((await desk.call('show_ticket', { ticket: index.key })).wire.labels).toEqual([]);
  expect((await refusalOf(desk.type('/docket sprint 40 Winter'))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.call('plan_sprint', { hours: 0 }))).code).toBe('INVALID_INPUT');
});

/** plan_work: an epic with parts in their order, and a feature in phases. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('S2-30, S2-31: makes the epic, its parts, and what waits for what', async () => {
  const line = 'Checkout | Guest checkout | Saved cards | doc: Guide after 1 and 2 | qa: Test suite';
  const { wire } = await desk.type(`/docket plan ${line}`);
  expect(wire.parent).toMatchObject({ ticket_type: 'epic', title: 'Checkout' });
  expect(wire.parts.map(({ ticket_type }: { ticket_type: string }) => ticket_type)).toEqual([
    'feature',
    'feature',
    'doc',
    'qa',
  ]);
  const [first, second, guide, suite] = wire.parts;
  expect(guide.depends_on.toSorted()).toEqual([first.key, second.key].toSorted());
  expect(suite).toMatchObject({ depends_on: [], epic_key: wire.parent.key });
  const wrong = await refusalOf(desk.type('/docket plan Checkout | Guide after 7'));
  expect(wrong.code).toBe('INVALID_INPUT');
});

it('S2-33: without parts it is a feature in three phases, each after the one before', async () => {
  const planned = await desk.call('plan_work', { title: 'Dark mode' });
  expect(wordsOf(planned)).toContain('Phase 1: Research & Design');
  const { parts } = planned.output;
  expect(parts.map(({ ticket }: { ticket: { planning: { lane: string } } }) => ticket.planning.lane)).toEqual(
    [...['phase-1', 'phase-1', 'phase-2', 'phase-2', 'phase-3', 'phase-3']],
  );
  const keys = parts.map(({ ticket }: { ticket: { key: string } }) => ticket.key);
  expect(parts[2].dependsOn.toSorted()).toEqual(keys.slice(0, 2).toSorted());
  expect(parts[4].dependsOn.toSorted()).toEqual(keys.slice(2, 4).toSorted());
  expect(parts[0].ticket.planning.horizon).toMatch(/^\d{4}-W\d\d$/);
});

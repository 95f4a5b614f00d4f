/** diff_document: what changed between two versions, and the tickets it touches. */
import { expect, it } from 'vitest';
import { bikes, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

const next = bikes
  .replace('within 5 seconds', 'within 3 seconds')
  .replace(
    '- **BP-3 (P2)** Record how long each stand is used.',
    '- **BP-4 (P1)** Show the free stands on a map.',
  )
  .replace('- Scooters', '- Scooters\n- Cars');

it('tells requirements apart from other text, and names the tickets that are affected', async () => {
  await desk.call('generate_tickets');
  await desk.call('ingest_document', { text: next });
  const { wire, ...result } = await desk.call('diff_document', { impact: true });
  expect(
    wire.diff.requirements.map(({ kind, title }: { kind: string; title: string }) => [kind, title]),
  ).toEqual([
    ['changed', expect.stringContaining('stand')],
    ['added', 'Show the free stands on a map'],
    ['removed', 'Record how long each stand is used'],
  ]);
  expect(wire.impact.map(({ touch }: { touch: string }) => touch)).toEqual(['changed', 'gone']);
  const words = wordsOf(result);
  expect(words).toContain('1 changed, 1 new, 1 gone · 2 tickets affected');
  expect(words).toContain('+ - Cars');
});

it('compares the versions and times that people name', async () => {
  await desk.call('ingest_document', { text: next });
  await desk.call('edit_block', { block: 'Problem', op: 'retype', value: 'text' });
  expect((await desk.type('/docket diff')).wire.diff).toMatchObject({
    ...{ from: 1, to: 2, requirements: [], text: [] },
    retyped: [{ title: 'Problem', from: 'problem', to: 'text' }],
  });
  expect((await desk.type('/docket diff v0..v1')).wire.diff).toMatchObject({ from: 0, to: 1 });
  expect((await desk.type('/docket diff since:yesterday')).wire.diff).toMatchObject({ from: 0, to: 2 });
  expect((await desk.call('diff_document', { from: 'the first', to: 'latest' })).wire.diff).toMatchObject({
    from: 0,
    to: 2,
  });
});

it('says that there is nothing to compare, and refuses versions and times there are not', async () => {
  expect(wordsOf(await desk.type('/docket diff'))).toContain('There is only version 0 to look at');
  expect((await refusalOf(desk.call('diff_document', { to: 'v7' }))).code).toBe('NOT_FOUND');
  for (const input of [{ from: 'the blue one' }, { since: 'the beginning' }]) {
    expect((await refusalOf(desk.call('diff_document', input))).code).toBe('INVALID_INPUT');
  }
});

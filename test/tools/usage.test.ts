/** usage: what was used is told over a time and by what it has in common, and a cost only where it is known. */
import { expect, it } from 'vitest';
import { anAnswer } from '../contracts/store-samples.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk({ house: 'own' });

async function answered(...answers: Parameters<typeof anAnswer>[1][]): Promise<void> {
  const { storage, clock } = tools.house;
  const at = clock.now().toISOString();
  for (const one of answers)
    await storage.store.usage.append(anAnswer(desk.dana.workspaceId, { at, ...one }));
}

it('sums by operation over the last 30 days, unless told otherwise', async () => {
  await answered({}, { operation: 'generate', inputTokens: 9000 }, { at: '2026-01-01T00:00:00.000Z' });
  const { output } = await desk.type('/docket usage');
  expect(output.rows.map(({ name, calls }: { name: string; calls: number }) => [name, calls])).toEqual([
    ['generate', 1],
    ['converse', 1],
  ]);
  expect((await desk.type('/docket usage all by operation')).output.total.calls).toBe(3);
  expect((await desk.type('/docket usage since 2025-12-01 by day')).output.rows[0].name).toBe('2026-01-01');
  expect((await desk.type('/docket usage today person')).output.rows).toHaveLength(2);
});

it('tells programs the tokens of each kind, and people in a sentence', async () => {
  await answered({}, { costMicros: 2_187_500 });
  const called = await desk.call('usage', { by: 'model', period: 'today' });
  expect(wordsOf(called)).toMatch(/2 answers since .*: 2,000 tokens in, 400 out, \$2\.19\./);
  expect(called.wire.rows).toEqual([
    {
      name: 'gpt-5-mini',
      calls: 2,
      input_tokens: 2000,
      output_tokens: 400,
      cached_tokens: 800,
      reasoning_tokens: 100,
      cost_usd: 2.1883125,
      unpriced_calls: 0,
    },
  ]);
});

it('never guesses a cost', async () => {
  await answered({ costMicros: null });
  const unknown = await desk.call('usage');
  expect(unknown.wire.total).toMatchObject({ cost_usd: null, unpriced_calls: 1 });
  expect(wordsOf(unknown)).not.toContain('$');
  expect(wordsOf(unknown)).toContain('What this cost is not known.');
  await answered({});
  expect(wordsOf(await desk.call('usage'))).toContain('at least $0.0008');
});

it('says so when nothing was used, and refuses words that name no time', async () => {
  expect(wordsOf(await desk.type('/docket usage all'))).toContain('No model was asked so far');
  expect((await refusalOf(desk.type('/docket usage sometime'))).remedy).toContain('last week');
});

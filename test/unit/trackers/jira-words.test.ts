/** What somebody did to an issue in Jira is read also beside changes that lead to nothing. */
import { expect, it } from 'vitest';
import { readWords } from '../../../src/trackers/jira/words.ts';

it('reads a move in a changelog in which another change names no new value', async () => {
  const items: object[] = [
    { field: 'assignee', fromString: 'Ada' },
    { field: 'status', toString: 'Done' },
  ];
  const entry = {
    id: '1',
    created: '2026-03-02T09:00:00.000+0000',
    author: { accountId: '712020:robin', displayName: 'Ada' },
    items,
  };
  const api = { ask: async () => ({ values: [entry], isLast: true }) };
  expect(await readWords({ api } as never, '10001')).toEqual([
    { id: '1.0', at: '2026-03-02T09:00:00.000Z', by: ['712020:robin'], kind: 'state', word: 'Done' },
  ]);
});

/** The budget of edits shows what stays before what passes. */
import { expect, it } from 'vitest';
import { drawNoticeCard } from '../../../src/cards/notice-card.ts';
import { isUnderWay } from '../../../src/cards/under-way.ts';
import { createEditBudget } from '../../../src/messenger/edit-budget.ts';

it('makes the edit that stays first, though others wait longer, and keeps some of what there is for it', async () => {
  const budget = createEditBudget({ perMinute: 600, atOnce: 4, apartMs: 0, kept: 2 });
  const made: string[] = [];
  const edit = (name: string, passing: boolean) =>
    budget.edit(name, async () => void made.push(name), { passing });
  const all = [1, 2, 3, 4].map((step) => edit(`step ${step}`, true));
  await Promise.all(all.slice(0, 2));
  await Promise.all([edit('the end', false), ...all]);
  expect(made).toEqual(['step 1', 'step 2', 'the end', 'step 3', 'step 4']);
});

it('knows a step from an end and from what waits for a person', () => {
  const item = { mark: 'pending' as const, text: 'One' };
  const list = { kind: 'checklist' as const, items: [item], done: 0, total: 1 };
  const card = (tone: 'info' | 'warning') => ({ ...drawNoticeCard('Three steps'), tone, blocks: [list] });
  expect([isUnderWay(card('info')), isUnderWay(card('warning'))]).toEqual([true, false]);
  expect(isUnderWay(drawNoticeCard('Done.'))).toBe(false);
});

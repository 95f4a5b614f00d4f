/** A spec is written one question after another: the next message is the answer, unless it plainly asks for something else. */
import { expect, it } from 'vitest';
import { askNext } from '../../../src/domain/spec-questions.ts';
import { planMessage } from '../../../src/planner/plan-message.ts';

const pending = askNext({ key: 'CAP-12', answers: { user: 'Sales' } })!;
const context = {
  ...{ today: '2026-11-22', user: 'Dana', documents: [], trackers: [], preferredTracker: null, people: [] },
  focus: {
    ...{ documentId: null, boardId: null, pushId: null, tracker: null },
    ...{ tickets: [], about: [], others: [] },
  },
  attachments: [],
  pending,
  pipeline: { prefixes: ['CAP'], capabilities: [{ key: 'CAP-12', title: 'Lead scoring', stage: 'spec' }] },
};
const bound = [
  'draft_spec',
  'show_capability',
  'undo',
  'help',
  'push_tickets',
  'generate_tickets',
  'create_ticket',
];
const planned = (text: string) => planMessage(text, context, bound).calls;

it.each([
  'Sales people find twice as many good leads',
  'Create a score for every lead within a minute',
  'No',
  'approve leads above 80 and reject the rest',
  '- scoring\n- ranking\n- a push to the CRM',
  'Yes, the GDPR: consent before scoring.',
])('S1-60: "%s" is kept as the answer', (text) => {
  expect(planned(text)).toEqual([
    { tool: 'draft_spec', args: { capability: 'CAP-12', answers: { success: text }, skip: [] } },
  ]);
});

it.each(['skip', 'Skip this one', "I don't know"])('S1-60: "%s" leaves it out for now', (text) => {
  expect(planned(text)).toEqual([{ tool: 'draft_spec', args: { capability: 'CAP-12', skip: ['success'] } }]);
});

it.each(['stop', 'Stop for now', 'not now', 'where is CAP-12?', 'undo', 'help', 'push 3 to linear'])(
  'S1-60: "%s" is no answer',
  (text) => {
    expect(planned(text).filter(({ tool }) => tool === 'draft_spec')).toEqual([]);
  },
);

it('S1-60: questions come one after another, what is left out is not asked again, and the last one ends it', () => {
  const asked = (answers: Record<string, string>, skipped: string[] = []) =>
    askNext({ key: 'CAP-12', answers }, skipped)?.about?.slot ?? null;
  expect(asked({})).toBe('spec.user');
  expect(asked({ user: 'x' }, ['success'])).toBe('spec.scope');
  const all = ['user', 'success', 'scope', 'out', 'cogs', 'legal', 'detail', 'challenge', 'marketing'];
  expect(asked(Object.fromEntries(all.map((id) => [id, 'x'])))).toBe('spec.customers');
  expect(asked(Object.fromEntries(all.map((id) => [id, 'x'])), ['customers'])).toBeNull();
});

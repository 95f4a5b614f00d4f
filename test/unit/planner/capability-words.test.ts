/** What product managers say of ideas, capabilities and gates means one deed, and what only sounds alike means none. */
import { expect, it } from 'vitest';
import { readCapabilityWords } from '../../../src/planner/capability-words.ts';
import { planMessage } from '../../../src/planner/plan-message.ts';
import type { Situation } from '../../../src/planner/situation.ts';
import { readWorld } from '../../../src/planner/training/read-sets.ts';
import { situationIn } from '../../../src/planner/utterance.ts';

const pipeline: Situation['pipeline'] = {
  prefixes: ['CAP'],
  capabilities: [
    { key: 'CAP-12', title: 'Lead scoring', stage: 'architecture_approval' },
    { key: 'CAP-13', title: 'Bulk export of reports', stage: 'build' },
  ],
};
const situation: Situation = { ...situationIn(readWorld(), { fixture: 'A' }), pipeline };

const cap = { capability: 'CAP-12' };

it.each([
  ['where is CAP-12?', 'show_capability', cap],
  ['Where are we with lead scoring?', 'show_capability', cap],
  ["what's the status of cap-12", 'show_capability', cap],
  ['how is the bulk export of reports doing?', 'show_capability', { capability: 'CAP-13' }],
  ['what is blocking CAP-12?', 'show_capability', cap],
  ['CAP-12', 'show_capability', cap],
  ['show me the context of CAP-12', 'show_context', cap],
  ['move CAP-12 to build', 'advance_capability', { ...cap, to: 'build' }],
  ['please move lead scoring on to the compliance stage', 'advance_capability', { ...cap, to: 'compliance' }],
  ['move it to the next stage', 'advance_capability', {}],
  ['advance CAP-12', 'advance_capability', cap],
  ['submit the spec for approval', 'submit_capability', {}],
  ['can you submit the spec of CAP-12 for approval?', 'submit_capability', cap],
  ['approve the design gate of CAP-12', 'decide_gate', cap],
  ['approve CAP-12', 'decide_gate', cap],
  ['sign off on the uat of lead scoring', 'decide_gate', cap],
  ['reject the spec of CAP-12 because nobody can measure it', 'decide_gate', cap],
  ['approve the compliance gate', 'decide_gate', {}],
  ['cancel CAP-12 because the market is gone', 'cancel_capability', cap],
  ['CAP-12 is merged', 'report_delivery', cap],
  ['what must I act on?', 'show_dashboard', { of: 'mine' }],
  ['Where do I have to act this week?', 'show_dashboard', { of: 'mine' }],
  ['what is waiting for my approval?', 'show_dashboard', { of: 'mine' }],
  ['show the dashboard', 'show_dashboard', {}],
  ['how is the pipeline doing?', 'show_dashboard', {}],
  ['where do all our capabilities stand?', 'show_dashboard', { of: 'stages' }],
  ['the weekly digest of capabilities', 'show_dashboard', { of: 'digest' }],
  ['show cogs by stage', 'show_cogs', { by: 'stage' }],
  ['what does CAP-12 cost?', 'show_cogs', cap],
  [
    'new idea: Score leads by fit. Sales waste hours.',
    'submit_idea',
    { title: 'Score leads by fit', description: 'Sales waste hours.' },
  ],
  ["I've got an idea - dark mode", 'submit_idea', { title: 'dark mode' }],
  ['which ideas are there?', 'triage_idea', {}],
  [
    'triage IDEA-2026-004 into Lead scoring; Lead routing',
    'triage_idea',
    { idea: 'IDEA-2026-004', titles: ['Lead scoring', 'Lead routing'] },
  ],
  ['write the spec of CAP-12', 'draft_spec', cap],
  [
    'ship a hotfix for CAP-12: the form loops on Safari',
    'raise_hotfix',
    { context: 'CAP-12', title: 'the form loops on Safari' },
  ],
  [
    'we need a hotfix in the billing service because totals are wrong',
    'raise_hotfix',
    { context: 'billing service', title: 'totals are wrong' },
  ],
  ['CAP-12 depends on CAP-13', 'edit_capability', { ...cap, depends_on: ['CAP-13'] }],
  ['make Priya the owner of CAP-12', 'edit_capability', { ...cap, owner: 'Priya' }],
  [
    'push the engineering tickets of CAP-12 to linear',
    'push_capability',
    { ...cap, audience: 'engineering', tracker: 'linear' },
  ],
])('S1-58, S1-60: "%s" means one call', (said, tool, args) => {
  expect(readCapabilityWords(said, situation)).toEqual({ tool, args });
});

it.each([
  'where is ENG-12?',
  'approve 3',
  'approve the rest',
  'show 3',
  'show the board',
  'move 3 to done',
  'push 3 to linear',
  'write a spec',
  "don't move CAP-12 to build yet",
  'move CAP-12 to tears',
  'ticket idea: dark mode for the receipt email',
  'split 8 into tracking and dashboard',
  'reject 4 because the idea is unclear',
  'what must the export contain?',
])('"%s" is none of these', (said) => {
  expect(readCapabilityWords(said, situation)).toBeNull();
});

it('means nothing by a key where there is no product, and a key of a tracker before one of a capability', () => {
  const none = { ...situation, pipeline: { prefixes: [], capabilities: [] } };
  expect(readCapabilityWords('where is CAP-12?', none)).toBeNull();
  expect(readCapabilityWords('approve it', none)).toBeNull();
  const [first, ...rest] = situation.tickets;
  const tickets = [{ ...first!, externalKey: 'CAP-12' }, ...rest];
  expect(readCapabilityWords('where is CAP-12?', { ...situation, tickets })).toBeNull();
});

const context = {
  ...{ today: '2026-11-22', user: 'Dana', documents: [], trackers: [], preferredTracker: null, people: [] },
  focus: {
    ...{ documentId: null, boardId: null, pushId: null, tracker: null },
    ...{ tickets: [], about: [], others: [] },
  },
  ...{ attachments: [], pending: null, pipeline },
};

it('S1-25: words decide at no gate and call nothing off: the card is shown, and where to press is said', () => {
  const bound = [
    'show_capability',
    'decide_gate',
    'cancel_capability',
    'waive_dependency',
    'report_delivery',
  ];
  for (const said of [
    'approve the design gate of CAP-12',
    'reject CAP-12: too dear',
    'cancel CAP-12',
    'waive CAP-13 for CAP-12',
    'CAP-12 was deployed to production',
  ]) {
    const { calls, say } = planMessage(said, context, bound);
    expect(calls).toEqual([{ tool: 'show_capability', args: cap }]);
    expect(say).toMatch(/\/docket (?:gate approve|cancel-capability|waive|delivered)/);
  }
});

it('S1-27: a hotfix that lacks its words is asked for them, and the answer raises it', () => {
  const asked = planMessage('ship a hotfix for CAP-12', context, ['raise_hotfix']);
  expect(asked.question).toMatchObject({ text: 'What is broken? A sentence is enough.' });
  const answered = planMessage('Login loops on Safari', { ...context, pending: asked.question! }, [
    'raise_hotfix',
  ]);
  expect(answered.calls).toEqual([
    { tool: 'raise_hotfix', args: { context: 'CAP-12', title: 'Login loops on Safari' } },
  ]);
});

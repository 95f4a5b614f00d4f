/** What product managers say in so many words means one deed, and words that only sound alike mean none of these. */
import { expect, it } from 'vitest';
import { readWorkDeed } from '../../../src/planner/work-deeds.ts';

it.each([
  ['plan a sprint with 40 hours', 'plan_sprint', { hours: 40 }],
  ['Please plan our next sprint for 60h', 'plan_sprint', { hours: 60 }],
  ['can you plan a sprint?', 'plan_sprint', {}],
  ['what needs my attention?', 'show_attention', {}],
  ['Does anything need our attention right now?', 'show_attention', {}],
  ['production is down', 'raise_ticket', { template: 'production_incident', title: 'production is down' }],
  [
    'Production is down! 40 customers cannot pay.',
    'raise_ticket',
    {
      template: 'production_incident',
      title: 'Production is down',
      description: 'Production is down! 40 customers cannot pay.',
    },
  ],
  ['who has capacity?', 'show_overview', { of: 'workload' }],
  ['Who’s available?', 'show_overview', { of: 'workload' }],
  ['show me the active tickets', 'show_overview', { of: 'active' }],
  ['assign 3 to the research agent', 'edit_ticket', { select: { ids: [3] }, set: { assignee: 'research' } }],
  [
    'give it to the data engineer agent',
    'edit_ticket',
    { select: { last: true }, set: { assignee: 'data_engineer' } },
  ],
  [
    'hand BUG-2026-001 over to the QA agent please',
    'edit_ticket',
    { select: { keys: ['BUG-2026-001'] }, set: { assignee: 'qa' } },
  ],
  ['what are the agents doing?', 'show_dispatches', {}],
])('S2-48, S2-58, S2-67: "%s" means one call', (said, tool, args) => {
  expect(readWorkDeed(said)).toEqual({ tool, args });
});

it.each([
  'add the payment tickets to our sprint in jira',
  'run sprint planner on the approved tickets',
  'use the qa agent for this one',
  'assign 3 to the travel agent',
  'assign 3 to Priya',
  'is production ready for this?',
  'who has ticket 3?',
  'make a ticket: production is down on Sundays',
])('"%s" is none of these', (said) => {
  expect(readWorkDeed(said)).toBeNull();
});

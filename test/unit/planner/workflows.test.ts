/** What people say to workflows and their runs, and what only sounds like it. */
import { expect, it } from 'vitest';
import { planMessage } from '../../../src/planner/plan-message.ts';
import { talk, tools } from './talk.ts';

it.each([
  ['run the bug workflow on 3', 'run_workflow', { name: 'bug', select: { ids: ['3'] } }],
  ['run bug-fix on 3', 'run_workflow', { name: 'bug-fix', select: { ids: ['3'] } }],
  ['bug-triage on 4', 'run_workflow', { name: 'bug-triage', select: { ids: ['4'] } }],
  ['list workflows', 'list_workflows', {}],
  ['what workflows are there?', 'list_workflows', {}],
  ['what is the research agent doing?', 'list_runs', { agent: 'research-agent' }],
  ['pause it', 'steer_run', { do: 'pause' }],
  ['resume the workflow', 'steer_run', { do: 'resume' }],
  ['cancel the run', 'steer_run', { do: 'cancel' }],
  ['retry the failed step', 'steer_run', { do: 'retry' }],
  [
    'plan a workflow: research, then engineer and security, then qa',
    'plan_workflow',
    { plan: 'research, then engineer and security, then qa' },
  ],
])('understands "%s"', (text, tool, args) => {
  expect(planMessage(text, talk(), tools).calls).toEqual([{ tool, args }]);
});

it.each([
  'every monday send a weekly report',
  'new feature: dark mode',
  'the bug fix in 3 is urgent',
  'cancel',
])('takes "%s" for no workflow', (text) => {
  expect(planMessage(text, talk(), tools).calls.map(({ tool }) => tool)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/workflow|run/)]),
  );
});

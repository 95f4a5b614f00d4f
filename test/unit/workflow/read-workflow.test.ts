/** Workflows as people write them: every form becomes the same steps, and what is wrong is named with file, step and reason. */
import { expect, it } from 'vitest';
import { loadWorkflows } from '../../../src/catalog/load-workflows.ts';
import { DocketError } from '../../../src/domain/errors.ts';
import { readWorkflow } from '../../../src/workflow/read-workflow.ts';

const read = (text: string) => readWorkflow('mine.yml', text);
const needsOf = (text: string) => Object.fromEntries(read(text).steps.map(({ id, needs }) => [id, needs]));

function refused(text: string): DocketError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof DocketError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

it('S2-25, U-90: a sequence written with agents and depends_on is taken as it stands', () => {
  const text = `steps:
 - agent: Research Agent
   task: Analyze problem
   depends_on: null
 - agent: Engineer Agent
   task: Implement solution
   depends_on: Research Agent
 - agent: QA Agent
   task: Test solution
   depends_on: Engineer Agent`;
  expect(needsOf(text)).toEqual({ research: [], engineer: ['research'], qa: ['engineer'] });
  expect(read(text)).toMatchObject({ id: 'mine', name: 'Mine', pattern: 'sequential', version: 1 });
});

it('U-90: an agent means its nearest step before, else any; silence means the step before, null none', () => {
  const text = `steps:
 - { id: a, agent: research, task: A }
 - { id: b, agent: engineer, task: B }
 - { id: c, agent: research, task: C, depends_on: null }
 - { id: d, agent: qa, task: D, depends_on: [research, QA Agent] }
 - { id: e, agent: qa, task: E, depends_on: null }`;
  expect(needsOf(text)).toEqual({ a: [], b: ['a'], c: [], d: ['c', 'e'], e: [] });
  const unknown = refused('steps: [{ id: a, agent: research, task: A, depends_on: Reserch Agent }]');
  expect(unknown.code).toBe('UNKNOWN_DEPENDENCY');
  expect(unknown.message).toContain('mine.yml: step "a": depends on "Reserch Agent"');
});

it('S2-26, U-91: groups run together unless told otherwise, after the groups they depend on', () => {
  const text = `parallel_groups:
 - group: 1
   agents: [Research Agent, Security Agent]
   can_run_together: true
 - group: 2
   agents: [Engineer Agent, Data Engineer]
   can_run_together: false
   depends_on_group: 1
 - group: 3
   agents: [QA Agent]`;
  expect(needsOf(text)).toEqual({
    'g1-research': [],
    'g1-security': [],
    'g2-engineer': ['g1-research', 'g1-security'],
    'g2-data_engineer': ['g2-engineer'],
    'g3-qa': [],
  });
  expect(refused('parallel_groups: [{ group: 2, agents: [qa], depends_on_group: 1 }]').message).toContain(
    'group 1, which there is not',
  );
});

it('S2-27, U-92: conditions are looked at in the order written, and the default comes last', () => {
  const text = `initial: Research Agent
conditions:
  if_security_issue: Security Agent
  if_performance_issue: Ops Agent
  default: Engineer Agent`;
  expect(
    read(text)
      .steps.slice(1)
      .map(({ id, needs, branch }) => [id, needs, branch?.flag, branch?.unless]),
  ).toEqual([
    ['security', ['research'], 'security_issue', []],
    ['ops', ['research'], 'performance_issue', ['security_issue']],
    ['engineer', ['research'], null, ['security_issue', 'performance_issue']],
  ]);
  expect(read(`match: all\n${text}`).steps[2]?.branch?.unless).toEqual([]);
  expect(refused('initial: research\nconditions: { security: ops }').message).toContain('if_<flag>');
});

it('S2-28, U-93: an arrow pairs labels with agents, the last of whom takes what is left', () => {
  const arrow = (labels: string, agents: string) => read(`workflow: ${labels}\nagents_required: [${agents}]`);
  const steps = arrow('diagnose -> fix → test', 'Research, Engineer').steps;
  expect(steps.map(({ id, agent, needs }) => [id, agent, needs])).toEqual([
    ['diagnose', 'research', []],
    ['fix', 'engineer', ['diagnose']],
    ['test', 'engineer', ['fix']],
  ]);
  expect(refused('workflow: a -> b\nagents_required: [research, qa, ops]').message).toContain(
    '3 agents are required for 2 steps',
  );
  expect(refused('workflow: a -> -> b\nagents_required: [qa]').message).toContain('leads from or to nothing');
});

it('U-95: circles are told with their path', () => {
  const circle = refused(`steps:
 - { id: a, agent: qa, task: A, needs: [c] }
 - { id: b, agent: qa, task: B, needs: [a] }
 - { id: c, agent: qa, task: C, needs: [b] }`);
  expect(circle.code).toBe('WORKFLOW_CYCLE');
  expect(circle.details.path).toEqual(['a', 'b', 'c', 'a']);
  expect(refused('steps: [{ id: a, agent: qa, task: A, needs: [a] }]').details.path).toEqual(['a', 'a']);
});

it.each([
  ['steps: [', 'it is no YAML'],
  ['name: Nothing', 'it has no steps'],
  ['steps: [{ id: a, agent: qa, task: A }]\ninitial: qa\nconditions: { default: qa }', 'written in 2 ways'],
  ['steps: [{ id: a, agent: plumber, task: A }]', 'step "a": there is no agent "plumber"'],
  ['steps: [{ id: a, task: A }]', 'step "a": has neither an agent nor a gate'],
  ['steps: [{ id: A b, agent: qa, task: A }]', 'step "A b": its id must be lower-case'],
  ['steps: [{ id: a, agent: qa }, { id: a, agent: qa }]', 'step "a": there is another step of this id'],
  ['steps: [{ id: a, agent: qa, tsak: A }]', 'step "a": tsak is nothing it knows'],
  ['steps: [{ agent: qa, timeout: soon }]', 'step "qa": timeout: "soon" is no length of time'],
  ['steps: [{ id: a, agent: qa, on_failure: goto:b }]', 'goes back to "b", which is no step'],
  ['steps: [{ id: a, agent: qa, on_failure: goto:b }, { id: b, agent: qa }]', 'does not come before it'],
  ['steps: [{ id: a, agent: qa, output_schema: { type: 7 } }]', 'its output_schema is no JSON Schema'],
  ['steps: [{ id: a, agent: qa, when: process.exit() }]', '"process" is nothing it may read'],
  ['steps: [{ id: a, agent: qa, when: steps.b.result }]', 'reads the step "b", which there is not'],
  ['steps: [{ id: a, agent: qa, when: inputs.x }]', 'reads the input "x"'],
  ['steps: [{ id: a, agent: qa, needs: [], depends_on: null }]', 'says both'],
  ['id: p\nkind: pipeline\nstages: [{ id: spec }]', 'step "spec": type: '],
])('U-95: %s is refused with file, step and reason', (text, reason) => {
  const { message } = refused(text);
  expect(message).toMatch(/^mine\.yml: /);
  expect(message).toContain(reason);
});

it('reads what a step may say about failures, time, people and money', () => {
  const workflow = read(`id: careful
version: 3
budget: { tokens: 5000, dollars: 0.5, time: 2h }
max_parallel: 2
inputs: [error_message]
steps:
  - { id: a, agent: qa, retry: { max: 2, backoff: 30s }, timeout: 15m, on_failure: continue, idempotent: false }
  - id: b
    gate: { approvers: [tech_lead], prompt: "Go on?", on_reject: goto:a, timeout: 1d, on_timeout: approve }
  - { id: c, agent: ops, when: 'inputs.error_message and steps.a.status == "failed"' }`);
  expect(workflow).toMatchObject({
    id: 'careful',
    version: 3,
    maxParallel: 2,
    budget: { tokens: 5000, dollars: 0.5, durationMs: 7_200_000 },
  });
  expect(workflow.steps[0]).toMatchObject({
    retry: { max: 2, backoffMs: 30_000 },
    timeoutMs: 900_000,
    onFailure: 'continue',
    idempotent: false,
  });
  expect(workflow.steps[1]?.gate).toMatchObject({
    onReject: { goto: 'a' },
    timeoutMs: 86_400_000,
    onTimeout: 'approve',
  });
});

it('reads every workflow that comes with Docket', async () => {
  const files = await loadWorkflows('workflows');
  const workflows = files.map(({ file, text }) => readWorkflow(file, text));
  expect(workflows.map(({ id }) => `${id}.yml`)).toEqual(files.map(({ file }) => file));
  expect(workflows.map(({ id }) => id)).toEqual(
    expect.arrayContaining(
      'bug-fix feature documentation qa security-vulnerability performance-issue production-incident epic hotfix document-to-tickets weekly-report'.split(
        ' ',
      ),
    ),
  );
});

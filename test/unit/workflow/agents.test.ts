/** What agents make of reports by rules, who last changed the code, and what a model may add to it. */
import { expect, it } from 'vitest';
import type { CallTool } from '../../../src/catalog/call-tool.ts';
import { loadPrompts } from '../../../src/catalog/load-prompts.ts';
import { AgentId, agentName, findAgent } from '../../../src/domain/agent-role.ts';
import { newExecution } from '../../../src/domain/execution.ts';
import type { CodeHost } from '../../../src/ports/code-host.ts';
import type { ObjectModel } from '../../../src/ports/model.ts';
import { byRules } from '../../../src/workflow/agents/findings.ts';
import { createKit } from '../../../src/workflow/agents/kit.ts';
import { readErrorReport, sayPlace } from '../../../src/workflow/agents/read-trace.ts';
import { refine } from '../../../src/workflow/agents/refine.ts';
import { research } from '../../../src/workflow/agents/research.ts';
import { createRoles } from '../../../src/workflow/agents/roles.ts';
import type { StepBrief } from '../../../src/workflow/worker.ts';
import { makeTicket, viewOf } from '../../support/views.ts';

it.each([
  [
    'TypeError: x\n    at total (file:///app/src/cart.ts:12:5)\n    at node:internal/x.js:1:1',
    'app/src/cart.ts:12 in total',
  ],
  [
    'Traceback (most recent call last):\n  File "app/main.py", line 3, in run\n  File "app/cart.py", line 9, in total\nValueError: no',
    'app/cart.py:9 in total',
  ],
  [
    'java.lang.IllegalStateException: no\n\tat com.shop.Cart.total(Cart.java:7)',
    'Cart.java:7 in com.shop.Cart.total',
  ],
  ['panic: runtime error: index out of range\n\tcart/total.go:31 +0x1d', 'cart/total.go:31'],
])('names the innermost place of a stack trace, leaving out code of others', (text, place) => {
  const report = readErrorReport(text);
  expect(sayPlace(report.places[0]!).replace(/^\//, '')).toBe(place);
  expect(report.files.some((file) => file.startsWith('node:'))).toBe(false);
});

const brief = {
  run: { inputs: { error_message: 'It is slow: src/cart.ts:12 hangs' } },
  step: { task: 'Look' },
  earlier: [],
  ticket: null,
  complaint: null,
} as unknown as StepBrief;

it('names suspects from recent commits with their addresses, and says what it did not look at', async () => {
  const commit = {
    sha: 'abcdef1234',
    title: 'Round totals',
    author: 'Priya',
    at: '2026-11-20T10:00:00Z',
    url: 'https://github.com/o/r/commit/abcdef1',
  };
  const code: CodeHost = {
    label: 'GitHub › o/r',
    pull: async () => null,
    commit: async () => null,
    findFiles: async () => ['src/cart.ts'],
    commits: async () => [commit],
  };
  const use = async () => {
    throw new Error('research by rules calls no tool');
  };
  const found = await research(brief, { code, use, signal: new AbortController().signal });
  expect(found.flags).toEqual(['performance_issue']);
  expect(found.findings.claims).toContainEqual({
    text: 'Priya changed src/cart.ts on 2026-11-20: Round totals (abcdef1)',
    source: commit.url,
  });
  const without = await research(brief, { code: null, use, signal: new AbortController().signal });
  expect(without.findings.not_done[0]).toContain('No repository is connected');
});

it.each(['review', 'plan', 'orchestrate'] as const)(
  'S4-13: in the mode %s an agent may look and not write, whatever it may else',
  async (mode) => {
    const called: string[] = [];
    const callTool = (async (name: string) => {
      called.push(name);
      return { output: null };
    }) as unknown as CallTool;
    const view = viewOf(makeTicket(1));
    const agent = createRoles(loadPrompts('prompts')).ticketing;
    const kitIn = (given: typeof mode | 'chat') => {
      const ticket = { ...view.ticket, execution: { ...newExecution(), mode: given } };
      const asked = { ...brief, ticket: { ...view, ticket } };
      return createKit({ callTool, code: null }, agent, asked, new AbortController().signal);
    };
    await kitIn(mode).use('show_ticket', {});
    await expect(kitIn(mode).use('create_ticket', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await kitIn('chat').use('create_ticket', {});
    await expect(kitIn('chat').use('push_tickets', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(called).toEqual(['show_ticket', 'create_ticket']);
  },
);

it('S2-3: an agent is known by its id and by what people call it', () => {
  for (const id of AgentId.options) {
    expect(findAgent(id)).toBe(id);
    expect(findAgent(agentName(id))).toBe(id);
    expect(findAgent(agentName(id).toUpperCase())).toBe(id);
  }
  expect(AgentId.options).toHaveLength(9);
  expect(findAgent('Travel Agent')).toBeNull();
});

it('keeps of a model only claims whose words stand in the material, and its work without the model where there is none', async () => {
  const claims = [
    { text: 'It hangs at line 12', quote: 'src/cart.ts:12 hangs', source: 'the report' },
    { text: 'The database is down', quote: 'the database is down', source: 'nowhere' },
  ];
  const model = {
    name: 'm',
    produce: async () => ({ summary: 'Slow at line 12.', claims, plan: [], open: [], text: '' }),
  } as unknown as ObjectModel;
  const work = { summary: 'By rules.', findings: byRules({ plan: ['Look'] }) };
  const asked = { prompt: 'p', brief, work };
  const { work: refined } = await refine({ model, tokenLimit: 100_000 }, asked, new AbortController().signal);
  expect(refined.findings.claims.map(({ text }) => text)).toEqual(['It hangs at line 12']);
  expect(refined.findings).toMatchObject({
    plan: ['Look'],
    made_by: 'model',
    not_done: ['Claims of the model without a source were left out: 1.'],
  });
  const { work: kept } = await refine({ model, tokenLimit: 1 }, asked, new AbortController().signal);
  expect(kept).toMatchObject({ summary: 'By rules.', findings: { made_by: 'rules' } });
});

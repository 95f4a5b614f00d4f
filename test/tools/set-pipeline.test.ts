/** set_pipeline: a workspace's own stages are looked over, hold for what begins after, and can be given back. */
import { expect, it } from 'vitest';
import { beginCapability, bringToApproval, withRoles } from '../support/capability-desk.ts';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('U-102, S1-13: its own approvers and tickets hold for what begins after; what is under way keeps what it began with', async () => {
  const shown = await desk.type('/docket pipeline');
  expect(wordsOf(shown)).toMatch(/as it comes with Docket.*roles that nobody here has/s);
  const { key: before } = await beginCapability(desk, 'Before');
  const text: string = shown.wire.text;
  const own = text
    .replace('any_of: [product_leader, pm]', 'any_of: [cost_reviewer], count: 1')
    .replace('- { id: review, audience: product', '- { id: legal, audience: product');
  const kept = await desk.call('set_pipeline', { text: own });
  expect(kept.wire).toMatchObject({ own: true, version: 1, lane: 'capability' });
  expect(wordsOf(kept)).toContain('cost reviewer');
  const { key } = await beginCapability(desk, 'After');
  const { wire } = await desk.call('show_capability', { capability: key });
  expect(
    wire.tickets.map(({ title }: { title: string }) => title).filter((one: string) => /^\[Spec\]/.test(one)),
  ).toHaveLength(2);
  for (const [name, role] of [
    [key, 'cost_reviewer'],
    [before, 'pm'],
  ] as const) {
    await bringToApproval(desk, name);
    const yes = { capability: name, approve: true };
    const passed = await desk.call('decide_gate', yes, { by: withRoles(desk, role) });
    expect(passed.wire.stage).toBe('architecture');
  }
  const back = await desk.type('/docket pipeline reset');
  expect(back.wire).toMatchObject({ own: false });
  expect(wordsOf(back)).toContain('as it comes with Docket');
});

it('U-102: a faulty one is refused with all that is wrong, and only owners and admins set one', async () => {
  const { text } = (await desk.type('/docket pipeline')).wire;
  const faulty = text
    .replace('id: build\n    type: work', 'id: build\n    workflow: nonsense\n    type: work')
    .replace('role: write, title: "[Spec]', 'role: write, template: nonsense, title: "[Spec]');
  const refused = await refusalOf(desk.call('set_pipeline', { text: faulty }));
  expect(refused).toMatchObject({ code: 'WORKFLOW_INVALID' });
  expect(refused.message).toMatch(/there is no workflow "nonsense".*|there is no template "nonsense"/s);
  const short = text.replace(/ {2}- id: compliance[\s\S]*?(?= {2}- id: build)/, '');
  expect((await refusalOf(desk.call('set_pipeline', { text: short }))).message).toContain(
    'a capability goes through triage',
  );
  const member = { ...desk.dana, roles: ['member' as const] };
  expect((await refusalOf(desk.call('set_pipeline', { text }, { by: member }))).code).toBe('FORBIDDEN');
  expect((await refusalOf(desk.call('set_pipeline', { text }, { by: desk.model }))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  expect((await desk.call('list_workflows', {})).wire).not.toMatchObject([{ problem: expect.any(String) }]);
});

it('U-102: a workflow of a stage begins by itself on each of its tickets of work', async () => {
  const { text } = (await desk.type('/docket pipeline hotfix')).wire;
  await desk.call('set_pipeline', { text: text.replace('  - id: fix\n', '  - id: fix\n    workflow: qa\n') });
  const { key } = await beginCapability(desk, 'Crashing');
  const raised = await desk.call('raise_hotfix', { title: 'Crash', context: key });
  const views: { ticket: { title: string; coordination: { metadata: unknown } } }[] =
    raised.output.view.tickets;
  const made = views.map(({ ticket }) => [ticket.title.slice(0, 12), ticket.coordination.metadata]);
  expect(made).toEqual([
    ['[Hotfix] Fix', { begins: true, workflow_id: 'qa' }],
    ['[Hotfix] Rev', {}],
  ]);
});

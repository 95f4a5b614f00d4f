/** What list, plan and graph show (S3-60 to S3-64), and the commands that go beyond the format. */
import { describe, expect, it } from 'vitest';
import { mergeTickets } from '../../../src/repo-tickets/merge-driver.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

type Shown = Record<string, unknown> & { id: string; title: string; ready: boolean };
type Plan = Record<'ready' | 'active' | 'blocked', Shown[]> & {
  groups: (Shown & { rollup: Record<string, number> })[];
};

const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title);

describe('list', () => {
  it('S3-60: rows, filters, the empty list and the table', async () => {
    const repo = new TicketRepo();
    expect(await repo.run('list')).toEqual({ code: 0, out: 'No tickets.\n', err: '' });
    expect(await repo.json('list', '--json')).toEqual([]);
    const group = await repo.do('new', '--title', 'Group', '--node-type', 'group');
    const one = await repo.do(
      ...['new', '--title', 'One', '--priority', 'high', '--label', 'api', '--group-id', group],
      ...[
        '--assignment-mode',
        'mixed',
        '--assignment-owner',
        '@bob',
        '--lane',
        'build',
        '--rank',
        '2',
        '--horizon',
        'now',
      ],
    );
    await repo.do('new', '--title', 'Two', '--status', 'doing', '--dependency', one);
    repo.edit(one, (text) => text.replace('(fill in)', 'The Orchestration handoff.'));
    repo.write('.tickets/broken/ticket.md', 'not a ticket\n');
    const list = (...flags: string[]) => repo.json<Shown[]>('list', '--json', ...flags);
    expect((await list()).find(({ id }) => id === one)).toEqual({
      id: one,
      title: 'One',
      status: 'todo',
      priority: 'high',
      owner: '@bob',
      mode: 'mixed',
      node_type: 'work',
      lane: 'build',
      rank: 2,
      horizon: 'now',
      group_ids: [group],
      precedes: [],
      resolution: null,
      ready: true,
      blocked_by: { dependencies: [], predecessors: [] },
      active_claim: null,
      claim_summary: null,
      last_updated: null,
    });
    const cases: [string[], string[]][] = [
      [[], ['Group', 'One', 'Two']],
      [['--status', 'doing'], ['Two']],
      [['--priority', 'high'], ['One']],
      [['--mode', 'mixed'], ['One']],
      [['--owner', '@bob'], ['One']],
      [['--label', 'api'], ['One']],
      [['--text', 'orchestration HANDOFF'], ['One']],
      [['--text', 'group'], ['Group']],
      [['--node-type', 'group'], ['Group']],
      [['--group', group], ['One']],
      [['--lane', 'build', '--horizon', 'now'], ['One']],
      [['--ready'], ['One']],
      [['--claimed'], []],
      [['--claimed-by', '@alice'], []],
    ];
    for (const [flags, expected] of cases)
      expect(titles(await list(...flags)), flags.join(' ')).toEqual(expected);
    await repo.do('claim', '--ticket', one);
    expect(titles(await list('--claimed-by', '@alice'))).toEqual(['One']);
    expect((await list('--claimed'))[0]!.claim_summary).toBe('@alice until 2026-03-17T18:00:00Z');
    expect((await repo.do('list', '--lane', 'build')).split('\n')).toEqual([
      'id | title | status | priority | node_type | lane | rank | horizon | ready | owner | mode | last_updated',
      `${one} | One | todo | high | work | build | 2 | now | true | @bob | mixed | 2026-03-17T17:00:00Z`,
    ]);
  });

  it('S3-61: ready is work that is open, not for people alone, with nothing unfinished before it', async () => {
    const repo = new TicketRepo();
    const nowhere = '0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d';
    const first = await repo.do('new', '--title', 'first');
    const add = (title: string, ...flags: string[]) => repo.do('new', '--title', title, ...flags);
    const second = await add('second', '--dependency', first);
    const third = await add('third');
    await add('blocker', '--block', third);
    await add('before', '--precedes', second);
    await add('for people', '--assignment-mode', 'human_only');
    await add('dangling', '--dependency', nowhere);
    await add('finished', '--status', 'done');
    await add('under way', '--status', 'doing');
    await add('a group', '--node-type', 'group');
    const rows = () => repo.json<Shown[]>('list', '--json');
    const ready = async () => titles((await rows()).filter((row) => row.ready));
    expect(await ready()).toEqual(['first', 'blocker', 'before', 'under way']);
    const of = async (title: string) => (await rows()).find((row) => row.title === title)!.blocked_by;
    expect(await of('dangling')).toEqual({ dependencies: [nowhere], predecessors: [] });
    await repo.do('claim', '--ticket', first, '--actor-id', 'agent:codex');
    expect(await ready()).toContain('first');
    for (const [title, status] of [
      ['first', 'done'],
      ['blocker', 'canceled'],
    ] as const) {
      const id = (await rows()).find((row) => row.title === title)!.id;
      await repo.do('status', '--ticket', id, '--status', status);
    }
    expect(await ready()).toEqual(['third', 'before', 'under way']);
    const before = (await rows()).find(({ title }) => title === 'before')!.id;
    await repo.do('status', '--ticket', before, '--status', 'done');
    expect(await ready()).toContain('second');
  });
});

describe('plan', () => {
  it('S3-62: the ready queue in its order, what goes on, what waits, and the groups', async () => {
    const repo = new TicketRepo();
    const add = (title: string, ...flags: string[]) => repo.do('new', '--title', title, ...flags);
    const top = await add('top', '--node-type', 'group', '--horizon', 'now');
    const inner = await add('inner', '--node-type', 'checkpoint', '--group-id', top);
    const free = await add('no lane', '--priority', 'critical');
    await add('b-lane', '--lane', 'b', '--rank', '1', '--group-id', inner);
    await add('a-lane unranked', '--lane', 'a');
    await add('a-lane two', '--lane', 'a', '--rank', '2', '--horizon', 'now');
    await add('a-lane low', '--lane', 'a', '--rank', '1', '--priority', 'low');
    await add('a-lane high', '--lane', 'a', '--rank', '1', '--priority', 'high');
    await add('waits', '--dependency', free);
    await add('goes on', '--status', 'doing', '--group-id', top);
    const plan = (...flags: string[]) => repo.json<Plan>('plan', '--format', 'json', ...flags);
    const whole = await plan();
    expect(Object.keys(whole)).toEqual([
      ...['generated_at', 'workflow_mode', 'semantics', 'ready', 'active', 'blocked', 'groups'],
    ]);
    expect(whole).toMatchObject({
      workflow_mode: 'auto',
      semantics: { terms: { phase: { field: 'planning.lane' } } },
    });
    expect(titles(whole.ready)).toEqual([
      ...['a-lane high', 'a-lane low', 'a-lane two', 'a-lane unranked', 'b-lane', 'no lane'],
    ]);
    expect(titles(whole.active)).toEqual(['goes on']);
    expect(titles(whole.blocked)).toEqual(['waits']);
    expect(titles(whole.groups)).toEqual(['inner', 'top']);
    const below = await plan('--group', top);
    expect([titles(below.ready), titles(below.active), titles(below.groups)]).toEqual([
      ['b-lane'],
      ['goes on'],
      ['inner', 'top'],
    ]);
    expect(await plan('--root', top)).toMatchObject({ groups: below.groups });
    expect(titles((await plan('--horizon', 'now')).ready)).toEqual(['a-lane two']);
    expect(await repo.do('plan', '--group', top)).toMatch(
      /^Ready queue\n[0-9a-f-]{36} \| b-lane \| lane=b \| rank=1 \| horizon=-\n\nGroups\n[0-9a-f-]{36} \| inner \| checkpoint \| 0\/1 complete \| merged=0 \| dropped=0\n/,
    );
    expect((await repo.run('plan', '--group', 'nowhere')).code).toBe(2);
  });

  it('S3-63: a rollup counts the work below once, and percent only what is active', async () => {
    const repo = new TicketRepo();
    const add = (title: string, ...flags: string[]) => repo.do('new', '--title', title, ...flags);
    const top = await add('top', '--node-type', 'group');
    const left = await add('left', '--node-type', 'group', '--group-id', top);
    const right = await add('right', '--node-type', 'checkpoint', '--group-id', top);
    await add('shared', '--group-id', left, '--group-id', right, '--group-id', top, '--status', 'doing');
    await add('done', '--group-id', left, '--status', 'done');
    await add('completed', '--group-id', right, '--status', 'canceled', '--resolution', 'completed');
    await add('merged', '--group-id', right, '--status', 'done', '--resolution', 'merged');
    await add('dropped', '--group-id', right, '--status', 'canceled', '--resolution', 'dropped');
    await add('waits', '--group-id', left, '--status', 'blocked');
    const empty = await add('empty', '--node-type', 'group');
    const rollups = async () => {
      const { groups } = await repo.json<Plan>('plan', '--format', 'json');
      return new Map(groups.map(({ id, rollup }) => [id, rollup]));
    };
    expect((await rollups()).get(top)).toEqual({
      total_leaf: 6,
      active_leaf: 4,
      todo: 0,
      doing: 1,
      blocked: 1,
      done_completed: 2,
      merged: 1,
      dropped: 1,
      percent_complete: 0.5,
    });
    expect((await rollups()).get(left)).toMatchObject({ total_leaf: 3, percent_complete: 1 / 3 });
    expect((await rollups()).get(empty)).toMatchObject({ total_leaf: 0, percent_complete: 0 });
    repo.edit(top, (text) => text.replace('group_ids: []', `group_ids: [${left}]`));
    expect((await rollups()).get(top)).toMatchObject({ total_leaf: 6 });
    expect((await rollups()).get(left)).toMatchObject({ total_leaf: 6 });
  });
});

describe('graph', () => {
  it('S3-64: each view has its edges, a ticket its neighbourhood, and every format its file', async () => {
    const repo = new TicketRepo();
    const add = (title: string, ...flags: string[]) => repo.do('new', '--title', title, ...flags);
    const group = await add('group', '--node-type', 'group');
    const a = await add('a "quoted" <b>', '--group-id', group);
    const b = await add('b', '--dependency', a, '--related', group);
    const c = await add('c', '--block', b, '--precedes', b);
    await add('alone');
    const graph = async (...flags: string[]) => {
      const path = await repo.do('graph', '--format', 'json', ...flags);
      const json = JSON.parse(repo.read(path.slice(repo.repository.root.length))) as {
        root_id: string | null;
        edges: { type: string; from: string; to: string }[];
        nodes: Shown[];
      };
      return { ...json, path, types: json.edges.map(({ type }) => type).toSorted() };
    };
    const dependency = await graph();
    expect(dependency.path).toMatch(/\.tickets\/graph\/20260317T1700\d\d\.\d{3}Z_dependency\.json$/);
    expect(dependency.root_id).toBeNull();
    expect(dependency.edges).toEqual([
      { type: 'dependency', from: a, to: b },
      { type: 'blocks', from: c, to: b },
    ]);
    expect(Object.keys(dependency.nodes[1]!)).toEqual([
      ...['id', 'title', 'status', 'priority', 'owner', 'mode', 'node_type', 'group_ids', 'lane', 'rank'],
      ...['horizon', 'precedes', 'resolution', 'ready', 'href'],
    ]);
    expect(dependency.nodes[1]).toMatchObject({ id: a, href: `/.tickets/${a}/ticket.md` });
    expect((await graph('--view', 'sequence')).types).toEqual(['precedes']);
    expect((await graph('--view', 'portfolio')).edges).toEqual([
      { type: 'contains', from: group, to: a },
      { type: 'precedes', from: c, to: b },
    ]);
    expect((await graph('--view', 'all')).types).toEqual(['blocks', 'contains', 'dependency', 'precedes']);
    expect((await graph('--view', 'all', '--no-related')).types).not.toContain('related');
    expect((await graph('--view', 'all', '--related')).types).toContain('related');
    const near = await graph('--ticket', a);
    expect([near.root_id, titles(near.nodes).slice(1)]).toEqual([a, ['b', 'c']]);
    expect(near.path).toContain(`_dependency_for_${a}.json`);
    expect(titles((await graph('--ticket', a, '--view', 'sequence')).nodes)).toEqual(['a "quoted" <b>']);
    const mermaid = repo.read(
      (await repo.do('graph', '--view', 'portfolio', '--output', 'docs/g.md')).slice(
        repo.repository.root.length,
      ),
    );
    expect(mermaid).toMatch(/```mermaid\ngraph LR\n/);
    expect(mermaid).toContain(`n1["a #34;quoted#34; #60;b#62;<br/>(${a})<br/>status=todo`);
    expect(mermaid).toContain(':::status_todo');
    expect(mermaid).toContain('n0 -.->|contains| n1');
    expect(mermaid).toContain('n3 -->|precedes| n2');
    expect(mermaid).toMatch(/\n```\n$/);
    const dot = repo.read(
      (await repo.do('graph', '--format', 'dot', '--view', 'all')).slice(repo.repository.root.length),
    );
    expect(dot).toMatch(/^digraph G \{/);
    expect(dot).toContain('n0 -> n1 [style=dashed, label="contains"];');
    expect(dot).toContain('a \\"quoted\\" <b>');
    expect(await repo.run('graph', '--view', 'sideways')).toMatchObject({ code: 2 });
  });
});

describe('beyond the format', () => {
  it('next names the first ready ticket nobody else holds, and claims it when asked', async () => {
    const repo = new TicketRepo();
    expect(await repo.run('next')).toMatchObject({ code: 1, out: 'Nothing is ready.\n' });
    const one = await repo.do('new', '--title', 'one', '--priority', 'high');
    const two = await repo.do('new', '--title', 'two');
    const next = async (actor: string, ...flags: string[]) =>
      (await repo.run('next', '--actor-id', actor, ...flags)).out;
    expect(await next('agent:a')).toBe(`${one} | one | priority=high | lane=-\n`);
    expect(await next('agent:a', '--claim')).toMatch(new RegExp(`^${one} [^\\n]*\\nAcquired claim `));
    expect(await next('agent:b', '--claim')).toContain(two);
    expect(await next('agent:c')).toBe('Nothing is ready.\n');
    expect(JSON.parse(await next('agent:a', '--json'))).toMatchObject({ id: one });
  });

  it('search finds lines of tickets and logs with their place, board draws columns, watch tells what is new', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'Export as CSV', '--priority', 'high');
    await repo.do('log', '--ticket', id, '--summary', 'Wrote the CSV header\u001b[31m');
    const found = await repo.do('search', 'csv');
    expect(found).toContain(`.tickets/${id}/ticket.md:5: Export as CSV: title: Export as CSV`);
    expect(found).toMatch(/\.jsonl:1: Export as CSV: Wrote the CSV header \[31m$/);
    expect((await repo.run('search', 'csv', 'nowhere')).code).toBe(1);
    await repo.do('claim', '--ticket', id, '--ttl-minutes', '40');
    const board = await repo.do('board');
    expect(board).toMatch(/^TODO 1 +DOING 0 +BLOCKED 0 +DONE 0\n/);
    expect(board).toContain('! Export as CSV');
    expect(board).toContain('@alice 40m');
    expect(Math.max(...board.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    const watching = repo.run('watch', '--interval', '5');
    await expect.poll(() => repo.heard).toContain('Watching 1 ticket.');
    await repo.do('status', '--ticket', id, '--status', 'doing');
    await expect.poll(() => repo.heard).toContain('Export as CSV: Status changed from todo to doing (@alice');
    repo.interrupt.abort();
    expect((await watching).code).toBe(0);
  });

  it('two changes of one ticket are merged by their fields, and git is told where they clash', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x', '--label', 'a');
    const base = repo.ticket(id);
    const ours = base
      .replace('status: todo', 'status: doing')
      .replace('- a', '- a\n  - b')
      .replace('lane: null', 'lane: build');
    const theirs = base
      .replace('- a', '- c')
      .replace('rank: null', 'rank: 2')
      .replace('(fill in)', 'Filled.');
    const { text, conflicts } = mergeTickets([base, ours, theirs]);
    expect(conflicts).toEqual([]);
    expect(text).toBe(
      ours
        .replace('  - a\n  - b', '  - b\n  - c')
        .replace('rank: null', 'rank: 2')
        .replace('(fill in)', 'Filled.'),
    );
    const clash = mergeTickets([base, ours, base.replace('status: todo', 'status: done')]);
    expect(clash.conflicts).toEqual(['Both sides changed status: "doing" and "done".']);
    for (const [name, content] of Object.entries({ base, ours, theirs })) repo.write(name, content);
    expect(
      await repo.run('merge-driver', ...['base', 'ours', 'theirs'].map((name) => repo.path(name))),
    ).toMatchObject({ code: 0 });
    expect(repo.read('ours')).toBe(text);
    expect(await repo.do('merge-driver')).toContain('.tickets/*/logs/*.jsonl merge=union');
    repo.write(`.tickets/${id}/logs/20260317T170000.000Z-a.jsonl`, '<<<<<<< ours\n');
    expect((await repo.run('validate')).out).toContain('a merge left its mark here');
  });
});

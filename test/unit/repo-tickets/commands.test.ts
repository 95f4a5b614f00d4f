/** What all commands share, and the ones that write: exit codes, refs, actors, new, status, log (S3-26 to S3-29, S3-35 to S3-37, S3-50 to S3-52). */
import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { TicketRepo } from '../../support/ticket-repo.ts';

const front = (text: string) => parse(text.split('---\n')[1]!) as Record<string, unknown>;

describe('all commands', () => {
  it('S3-26: 0 is done, 1 a negative outcome or misuse, 2 a fault, whose sentence stands on stderr', async () => {
    const repo = new TicketRepo();
    expect((await repo.run('validate')).code).toBe(0);
    const id = await repo.do('new', '--title', 'x');
    repo.write('.tickets/broken/ticket.md', 'no front matter\n');
    expect((await repo.run('validate')).code).toBe(1);
    const cases: [string[], number, RegExp, 'out' | 'err'][] = [
      [['status', '--ticket', 'nowhere', '--status', 'done'], 2, /^Ticket not found: nowhere\n$/, 'err'],
      [
        ['status', '--ticket', id, '--status', 'open'],
        2,
        /^Invalid --status\. Use one of: todo, doing/,
        'err',
      ],
      [['list', '--node-type', 'epic'], 2, /^Invalid --node-type\. Use one of: work, group/, 'err'],
      [['plan', '--format', 'xml'], 2, /^Invalid --format\. Use one of: table, json/, 'err'],
      [['log', '--ticket', id, '--summary', 'x', '--machine'], 2, /at least one --context item/, 'err'],
      [['claim', '--ticket', id, '--release'], 1, /^No active claim\.\n$/, 'out'],
      [['new'], 1, /required option '--title/, 'err'],
      [['list', '--nonsense'], 1, /unknown option '--nonsense'/, 'err'],
      [['nonsense'], 1, /unknown command 'nonsense'/, 'err'],
      [[], 1, /Usage: tickets/, 'err'],
      [['--version'], 0, /^9\.9\.9\n$/, 'out'],
      [['list', '--help'], 0, /--claimed-by/, 'out'],
    ];
    for (const [args, code, words, where] of cases) {
      const ran = await repo.run(...args);
      expect([ran.code, ran[where]], args.join(' ')).toEqual([code, expect.stringMatching(words)]);
    }
    const empty = new TicketRepo();
    expect(await empty.run('graph')).toMatchObject({ code: 1, out: 'No tickets found.\n' });
    expect((await empty.run('repair')).code).toBe(1);
  });

  it('S3-27: a ticket is named by id, part of it, key, folder or file, a path going first', async () => {
    const repo = new TicketRepo();
    const one = await repo.do('new', '--title', 'one');
    repo.now += 1e6;
    const two = await repo.do('new', '--title', 'two');
    repo.edit(two, (text) => text.replace('title:', 'custom:\n  docket:\n    key: BUG-2026-001\ntitle:'));
    const named = async (ref: string) => {
      const before = repo.log(two).length;
      const { code, err } = await repo.run('log', '--ticket', ref, '--summary', ref);
      return code === 0 ? (repo.log(two).length > before ? 'two' : 'one') : err.trim();
    };
    for (const ref of [
      two,
      two.slice(0, 10),
      two.slice(-6),
      `.tickets/${two}`,
      `.tickets/${two}/ticket.md`,
      'BUG-2026-001',
      'bug-2026-001',
    ])
      expect(await named(ref), ref).toBe('two');
    expect(await named(repo.path('.tickets', two))).toBe('two');
    mkdirSync(repo.path(two));
    expect(await named(two)).toBe('two');
    expect(await named(one.slice(0, 4))).toMatch(/fits 2 ids: .* Write more of it\./);
    expect(await named('BUG-2026-002')).toBe('Ticket not found: BUG-2026-002');
    expect((await repo.run('validate', '--ticket', two)).code).toBe(0);
  });

  it('S3-27: no name leads out of the repository, through a link or to another file', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const outside = new TicketRepo();
    const stranger = await outside.do('new', '--title', 'elsewhere');
    symlinkSync(outside.path('.tickets', stranger), repo.path('.tickets', 'linked'));
    for (const ref of [
      `../${outside.root.split('/').at(-1)}/.tickets/${stranger}`,
      outside.path('.tickets', stranger),
      '.tickets/linked',
      'linked',
      '/etc/passwd',
      '../../../../etc/passwd',
      `.tickets/${id}/../../../x`,
      `.tickets/${id}/logs`,
      '.tickets',
      '.',
      `${id}\0`,
    ]) {
      const { code, err } = await repo.run('status', '--ticket', ref, '--status', 'done');
      expect([code, err], ref).toEqual([
        2,
        expect.stringMatching(/outside this repository|symbolic link|not found/),
      ]);
    }
    for (const flags of [
      ['graph', '--output', '../out.md'],
      ['validate', '--issues', '--output', '/tmp/out.yaml'],
      ['repair', '--issues-file', '../x.yaml'],
    ])
      expect(await repo.run(...flags), flags.join(' ')).toMatchObject({
        code: 2,
        err: expect.stringContaining('outside this repository'),
      });
    symlinkSync(outside.root, repo.path('out'));
    expect((await repo.run('graph', '--output', 'out/x.md')).err).toContain('symbolic link');
    renameSync(repo.path('.tickets', id, 'ticket.md'), repo.path('moved.md'));
    symlinkSync(repo.path('moved.md'), repo.path('.tickets', id, 'ticket.md'));
    expect((await repo.run('validate')).out).toContain('links are not followed');
    expect((await repo.run('status', '--ticket', id, '--status', 'done')).code).toBe(2);
    expect(outside.ticket(stranger)).toContain('status: todo');
  });

  it('S3-28: who acts follows from the flags, then the environment, then the user, then nobody', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const actor = async (environment: Record<string, string>, ...flags: string[]) => {
      repo.environment = environment;
      const ran = await repo.run('log', '--ticket', id, '--summary', 'x', ...flags);
      if (ran.code !== 0) return ran.err.trim();
      const { actor_id: actorId, actor_type: type } = repo.log(id).at(-1)!;
      return `${type} ${actorId}`;
    };
    const both = { TICKETS_ACTOR_ID: 'agent:planner', USER: 'alice' };
    expect(await actor({})).toBe('human unknown');
    expect(await actor({ USERNAME: 'win' })).toBe('human @win');
    expect(await actor({ ...both, TICKETS_ACTOR_ID: ' ' })).toBe('human @alice');
    expect(await actor(both)).toBe('agent agent:planner');
    expect(await actor(both, '--actor-id', 'ci')).toBe('human ci');
    expect(await actor({ ...both, TICKETS_ACTOR_TYPE: 'human' })).toBe('human agent:planner');
    expect(await actor(both, '--actor-type', 'human')).toBe('human agent:planner');
    expect(await actor({ TICKETS_ACTOR_TYPE: 'robot' })).toBe(
      'Invalid TICKETS_ACTOR_TYPE. Use one of: human, agent',
    );
    expect(await actor({}, '--actor-type', 'robot')).toBe('Invalid --actor-type. Use one of: human, agent');
  });

  it('S3-29: moments are written to the second, runs to the millisecond, and name the log', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    repo.now = Date.parse('2026-03-17T18:00:01.234Z');
    await repo.do('log', '--ticket', id, '--summary', 'x');
    expect(repo.log(id)[0]).toMatchObject({
      ts: '2026-03-17T18:00:01Z',
      run_started: '20260317T180001.234Z',
    });
    expect(repo.logNames(id)[0]).toMatch(/^20260317T180001\.234Z-[0-9a-f]{8}-[0-9a-f]{4}-7/);
    await repo.do(
      'log',
      '--ticket',
      id,
      '--summary',
      'x',
      '--run-id',
      'r1',
      '--run-started',
      '20260318 T 100000.000Z',
    );
    expect(repo.logNames(id)).toContain('20260318T100000.000Z-r1.jsonl');
    for (const flags of [
      ['--run-id', '../../x'],
      ['--run-started', 'a/b'],
    ])
      expect((await repo.run('log', '--ticket', id, '--summary', 'x', ...flags)).code).toBe(2);
  });
});

describe('new', () => {
  it('S3-35: what the format does not know is refused, and nothing is written', async () => {
    const repo = new TicketRepo();
    const cases: [string[], string][] = [
      [['--status', 'open'], 'Invalid --status. Use one of: todo, doing, blocked, done, canceled'],
      [['--priority', 'p0'], 'Invalid --priority. Use one of: low, medium, high, critical'],
      [['--assignment-mode', 'any'], 'Invalid --assignment-mode. Use one of: human_only, agent_only, mixed'],
      [['--node-type', 'epic'], 'Invalid --node-type. Use one of: work, group, checkpoint'],
      [
        ['--status', 'done', '--resolution', 'fixed'],
        'Invalid --resolution. Use one of: completed, merged, dropped',
      ],
      [['--rank', '0'], 'Invalid --rank. Use a positive integer'],
      [['--rank', '2nd'], 'Invalid --rank. Use a positive integer'],
      [['--resolution', 'dropped'], 'Resolution requires terminal status done or canceled'],
    ];
    for (const [flags, message] of cases)
      expect(await repo.run('new', '--title', 'x', ...flags)).toEqual({
        code: 2,
        out: '',
        err: `${message}\n`,
      });
    expect(await repo.do('list')).toBe('No tickets.');
  });

  it('S3-36: planning is written whole, the rest where it is given, and links are not checked', async () => {
    const repo = new TicketRepo();
    const nowhere = '0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d';
    const id = await repo.do('new', '--title', 'x', '--dependency', nowhere);
    expect(Object.keys(front(repo.ticket(id)))).toEqual([
      ...['id', 'version', 'version_url', 'title', 'status', 'created_at', 'dependencies', 'planning'],
    ]);
    expect(front(repo.ticket(id)).planning).toEqual({
      node_type: 'work',
      group_ids: [],
      lane: null,
      rank: null,
      horizon: null,
      precedes: [],
    });
    expect(repo.ticket(id)).toMatch(
      /---\n# Ticket\n\n> .*`TICKETS\.md`.*\n\n## Description\n\(fill in\)\n\n## Acceptance Criteria\n- \[ \] Define clear, checkable outcomes\.\n\n## Verification\n- \(add commands or steps\)\n$/,
    );
    expect(repo.logNames(id)).toEqual([]);
  });

  it('S3-37: a member inherits neither lane nor horizon nor rank from its group', async () => {
    const repo = new TicketRepo();
    const group = await repo.do(
      'new',
      '--title',
      'g',
      '--node-type',
      'group',
      '--lane',
      'build',
      '--horizon',
      'now',
      '--rank',
      '1',
    );
    const id = await repo.do('new', '--title', 'x', '--group-id', group);
    expect(front(repo.ticket(id)).planning).toMatchObject({
      lane: null,
      rank: null,
      horizon: null,
      group_ids: [group],
    });
  });
});

describe('status and log', () => {
  it('S3-50: status sets the field and says so in the log, in silence', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const ran = await repo.run(
      'status',
      '--ticket',
      id,
      '--status',
      'doing',
      '--context',
      'why',
      ' ',
      'because',
    );
    expect(ran).toEqual({ code: 0, out: '', err: '' });
    await repo.do('status', '--ticket', id, '--status', 'doing');
    expect(repo.log(id)[0]).toEqual({
      version: 3,
      version_url: 'version/20260317-tickets-spec.md',
      ts: '2026-03-17T17:00:00Z',
      run_started: '20260317T170000.001Z',
      actor_type: 'human',
      actor_id: '@alice',
      summary: 'Status changed from todo to doing',
      event_type: 'status',
      written_by: 'tickets',
      context: ['why', 'because'],
    });
    expect(repo.log(id)[1]!.summary).toBe('Status reaffirmed as doing');
    expect(repo.log(id)[1]).not.toHaveProperty('context');
  });

  it('S3-51: only a human reopens, which takes the resolution away; --resolution needs an end', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    await repo.do('status', '--ticket', id, '--status', 'done', '--resolution', 'completed');
    expect(front(repo.ticket(id))).toMatchObject({ status: 'done', resolution: 'completed' });
    const before = repo.ticket(id);
    const agent = await repo.run('status', '--ticket', id, '--status', 'todo', '--actor-id', 'agent:codex');
    expect(agent).toMatchObject({ code: 1, out: 'Only a human may reopen a terminal ticket.\n' });
    expect([repo.ticket(id), repo.log(id).length]).toEqual([before, 1]);
    await repo.do('status', '--ticket', id, '--status', 'todo');
    expect(front(repo.ticket(id))).not.toHaveProperty('resolution');
    expect(
      (await repo.run('status', '--ticket', id, '--status', 'doing', '--resolution', 'merged')).code,
    ).toBe(2);
    expect((await repo.run('validate')).code).toBe(0);
  });

  it('S3-52: log writes what it is given, machine or not, in the fields of the format', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const silent = await repo.run(
      ...['log', '--ticket', id, '--summary', 'did it', '--machine', '--context', 'c1', 'c2'],
      ...['--changes', 'a.ts', 'b.ts', '--decisions', 'd', '--next-steps', 'n', '--blockers', 'b'],
      ...['--tickets-created', id, '--created-from', id, '--verification-commands', 'npm test'],
      ...['--verification-results', 'green'],
    );
    expect(silent).toEqual({ code: 0, out: '', err: '' });
    expect(repo.log(id)[0]).toMatchObject({
      summary: 'did it',
      event_type: 'work',
      written_by: 'tickets',
      context: ['c1', 'c2'],
      changes: { files: ['a.ts', 'b.ts'] },
      decisions: ['d'],
      next_steps: ['n'],
      blockers: ['b'],
      tickets_created: [id],
      created_from: id,
      verification: { commands: ['npm test'], results: 'green' },
    });
    await repo.do('log', '--ticket', id, '--summary', 'by hand');
    expect(Object.keys(repo.log(id)[1]!)).toEqual([
      ...['version', 'version_url', 'ts', 'run_started', 'actor_type', 'actor_id', 'summary', 'event_type'],
    ]);
    const bare = await repo.run('log', '--ticket', id, '--summary', 'x', '--machine', '--context', ' ');
    expect(bare).toMatchObject({
      code: 2,
      err: 'Machine-written work logs require at least one --context item\n',
    });
    expect((await repo.run('validate', '--all-fields')).code).toBe(0);
  });
});

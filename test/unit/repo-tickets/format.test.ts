/** The invariants and the file format of repository tickets (S3-1 to S3-17). */
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readTicketText, writeTicketText } from '../../../src/repo-tickets/ticket-file.ts';
import { readSources } from '../../support/imports.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

const front = (text: string) => parse(text.split('---\n')[1]!) as Record<string, unknown>;

describe('invariants', () => {
  it('S3-1: a ticket is Markdown, its history one JSONL file per run, and neither needs a service', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'Export as CSV');
    await repo.do(
      'log',
      '--ticket',
      id,
      '--summary',
      'one',
      '--run-id',
      'a',
      '--run-started',
      '20260317T170000.000Z',
    );
    await repo.do(
      'log',
      '--ticket',
      id,
      '--summary',
      'two',
      '--run-id',
      'a',
      '--run-started',
      '20260317T170000.000Z',
    );
    await repo.do(
      'log',
      '--ticket',
      id,
      '--summary',
      'three',
      '--run-id',
      'b',
      '--run-started',
      '20260317T180000.000Z',
    );
    expect(repo.ticket(id)).toMatch(/^---\nid: /);
    expect(repo.logNames(id)).toEqual(['20260317T170000.000Z-a.jsonl', '20260317T180000.000Z-b.jsonl']);
    expect(repo.log(id).map(({ summary }) => summary)).toEqual(['one', 'two', 'three']);
    const sources = readSources(process.cwd(), ['src/repo-tickets', 'src/cli/tickets']);
    const packages = sources.flatMap(({ imports }) => imports.filter(({ own }) => !own).map(({ to }) => to));
    expect([...new Set(packages)].filter((name) => /http|net$|undici|^pg|pglite|kysely/.test(name))).toEqual(
      [],
    );
  });

  it('S3-2: what stands in a log stays to the letter, whatever is done afterwards', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'Export');
    const run = ['--run-id', 'a', '--run-started', '20260317T170000.000Z'];
    await repo.do('log', '--ticket', id, '--summary', 'one', ...run);
    const path = ['.tickets', id, 'logs', '20260317T170000.000Z-a.jsonl'] as const;
    const before = `${repo.read(...path)}{"torn":`;
    repo.write(path.join('/'), before);
    await repo.do('status', '--ticket', id, '--status', 'doing', ...run);
    await repo.do('claim', '--ticket', id, ...run);
    await repo.run('repair');
    expect(repo.read(...path).startsWith(`${before}\n`)).toBe(true);
    expect(repo.ticket(id)).not.toContain('one');
    repo.edit(id, (text) => text.replace('title:', 'labels: [blocked, done]\ntitle:'));
    expect((await repo.json<{ status: string }[]>('list', '--json'))[0]!.status).toBe('doing');
  });

  it('S3-3: flags go before the config, the config before the package, and no tool reads the override', async () => {
    const repo = new TicketRepo();
    repo.write('TICKETS.override.md', 'defaults:\n  planning:\n    lane: nowhere\n');
    const planning = async (...flags: string[]) =>
      front(repo.ticket(await repo.do('new', '--title', 'x', ...flags))).planning as Record<string, unknown>;
    expect(await planning()).toMatchObject({ node_type: 'work', lane: null });
    repo.write('.tickets/config.yml', 'defaults:\n  planning:\n    lane: build\n    node_type: group\n');
    expect(await planning()).toMatchObject({ node_type: 'group', lane: 'build' });
    expect(await planning('--lane', 'launch')).toMatchObject({ node_type: 'group', lane: 'launch' });
    repo.write('.tickets/config.yml', 'statuses: [open]\n');
    expect((await repo.run('new', '--title', 'x', '--status', 'open')).code).toBe(2);
  });

  it('S3-4: everything has its place in the repository', async () => {
    const repo = new TicketRepo();
    await repo.do('init');
    const id = await repo.do('new', '--title', 'x');
    await repo.do('status', '--ticket', id, '--status', 'doing');
    await repo.do('graph');
    for (const path of [
      'TICKETS.md',
      'AGENTS_EXAMPLE.md',
      '.tickets/config.yml',
      '.tickets/skills/tickets/SKILL.md',
      '.tickets/spec/version/20260317-tickets-spec.md',
      `.tickets/${id}/ticket.md`,
    ])
      expect(existsSync(repo.path(path)), path).toBe(true);
    expect(repo.logNames(id)[0]).toMatch(/^\d{8}T\d{6}\.\d{3}Z-[0-9a-f-]{36}\.jsonl$/);
    expect(readdirSync(repo.path('.tickets/graph'))).toHaveLength(1);
  });

  it('S3-5: the root is the folder one stands in, and only its folders with a ticket.md count', async () => {
    const repo = new TicketRepo();
    await repo.do('init', '--examples');
    repo.write('.tickets/notes/readme.md', 'no ticket');
    const outside = new TicketRepo();
    const stranger = await outside.do('new', '--title', 'elsewhere');
    symlinkSync(outside.path('.tickets', stranger), repo.path('.tickets', stranger));
    const ids = (await repo.json<{ id: string }[]>('list', '--json')).map(({ id }) => id);
    expect(ids).toHaveLength(7);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).not.toContain(stranger);
  });
});

describe('ticket.md', () => {
  it('S3-10: a new ticket has every required field in its form', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    expect(front(repo.ticket(id))).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      version: 3,
      version_url: 'version/20260317-tickets-spec.md',
      title: 'x',
      status: 'todo',
      created_at: expect.stringMatching(/^2026-03-17T17:00:00Z$/),
    });
    const { version_url: url } = front(repo.ticket(id));
    await repo.do('init');
    expect(existsSync(repo.path('.tickets/spec', String(url)))).toBe(true);
  });

  it('S3-11: every optional field is written where it is given and kept where it is not known', async () => {
    const repo = new TicketRepo();
    const other = await repo.do('new', '--title', 'other');
    const id = await repo.do(
      ...['new', '--title', 'x', '--priority', 'critical', '--label', 'a', '--label', 'b'],
      ...['--assignment-mode', 'mixed', '--assignment-owner', 'agent:codex', '--dependency', other],
      ...['--block', other, '--related', other, '--iteration-timebox-minutes', '20', '--max-iterations', '6'],
      ...['--max-tool-calls', '80', '--checkpoint-every-minutes', '5', '--verification-command', 'npm test'],
      ...['--status', 'done', '--resolution', 'merged', '--node-type', 'checkpoint', '--lane', 'build'],
    );
    expect(front(repo.ticket(id))).toMatchObject({
      priority: 'critical',
      labels: ['a', 'b'],
      assignment: { mode: 'mixed', owner: 'agent:codex' },
      dependencies: [other],
      blocks: [other],
      related: [other],
      agent_limits: {
        iteration_timebox_minutes: 20,
        max_iterations: 6,
        max_tool_calls: 80,
        checkpoint_every_minutes: 5,
      },
      verification: { commands: ['npm test'] },
      resolution: 'merged',
    });
    repo.edit(id, (text) =>
      text.replace('\n---\n', '\ncustom:\n  ours: { deep: [1, 2] }\nsurprise: yes\n---\n'),
    );
    await repo.do('status', '--ticket', id, '--status', 'canceled');
    expect(front(repo.ticket(id))).toMatchObject({ custom: { ours: { deep: [1, 2] } }, surprise: 'yes' });
  });

  it('S3-12: the four headings are looked for anywhere in the body, and each missing one is named', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    repo.edit(id, (text) => text.replace('## Verification', '## Checks'));
    const { code, out } = await repo.run('validate');
    expect([code, out]).toEqual([1, `ERROR: Missing section ## Verification (.tickets/${id}/ticket.md)\n`]);
    repo.edit(id, (text) => `${text}see ## Verification there\n`);
    expect((await repo.run('validate')).code).toBe(0);
  });

  it('S3-13: no resolution before the end, no stored hierarchy, and the newest log line says when', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    repo.edit(id, (text) =>
      text.replace(
        'title:',
        'resolution: dropped\nparent: a\nsubtickets: []\nsupersedes: b\nduplicate_of: c\ntitle:',
      ),
    );
    const { out } = await repo.run('validate');
    expect(out).toContain('resolution requires terminal status done|canceled');
    for (const key of ['parent', 'subtickets', 'supersedes', 'duplicate_of'])
      expect(out).toContain(`${key} not allowed in ticket.md`);
    expect(repo.ticket(id)).not.toContain('updated_at');
    repo.now = Date.parse('2026-04-01T08:00:00Z');
    await repo.do('log', '--ticket', id, '--summary', 'later');
    expect((await repo.json<{ last_updated: string }[]>('list', '--json'))[0]!.last_updated).toBe(
      '2026-04-01T08:00:00Z',
    );
  });

  it('S3-14: rank is a positive integer or null, lane and horizon are texts or null', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const plain = repo.ticket(id);
    for (const rank of ['0', '-1', '1.5', 'high']) {
      repo.edit(id, () => plain.replace('rank: null', `rank: ${rank}`));
      expect(await repo.codes(), rank).toEqual(['PLANNING_RANK_INVALID']);
    }
    repo.edit(id, () => plain.replace('lane: null', 'lane: 3').replace('horizon: null', 'horizon: [now]'));
    expect(await repo.codes()).toEqual(['PLANNING_SCALAR_INVALID']);
    repo.edit(id, () => plain.replace('rank: null', 'rank: 2').replace('lane: null', 'lane: build'));
    expect(await repo.codes()).toEqual([]);
  });

  it('S3-15: the reader names what is malformed; the writer keeps keys, order and long lines', () => {
    const message = (text: string) => {
      try {
        readTicketText(text);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(message('# Ticket\n')).toBe("Missing front matter start '---'");
    expect(message('---\ntitle: x\n')).toBe('Malformed front matter');
    expect(message('---\r\ntitle: x\r\n---\r\n')).toContain('Malformed front matter');
    expect(message('---\n- a\n- b\n---\n')).toBe('Front matter must be a mapping');
    expect(message('---\n\n---\n')).toBeNull();
    const long = 'word '.repeat(60).trim();
    const text = writeTicketText({ zeta: 1, title: long, alpha: null }, '# Ticket\n\ntext\n\n\n');
    expect(text).toBe(`---\nzeta: 1\ntitle: ${long}\nalpha: null\n---\n# Ticket\n\ntext\n`);
    expect(readTicketText(text).body).toBe('# Ticket\n\ntext\n');
  });

  it('S3-16: tickets and logs of versions 1 and 2 are read; a newer one is read and never changed', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'old');
    const three = repo.ticket(id);
    repo.edit(id, (text) =>
      text.replace(/version.*\nversion_url.*\n/, '').replace(/planning:\n( {2}.*\n)+/, ''),
    );
    repo.write(
      `.tickets/${id}/logs/20260205T100000.000Z-a.jsonl`,
      '{"ts":"2026-02-05T10:00:00Z","run_started":"20260205T100000.000Z","actor_type":"human","actor_id":"@bob","summary":"began","context":["x"]}\n',
    );
    const legacy = await repo.run('validate');
    expect(legacy.code).toBe(0);
    expect(legacy.out).toContain('WARNING: Missing version (assume 1 for legacy tickets)');
    expect((await repo.json<object[]>('list', '--json'))[0]).toMatchObject({
      title: 'old',
      node_type: 'work',
      ready: true,
    });
    repo.edit(id, () => three.replace('version: 3', 'version: 2').replace('20260317', '20260311'));
    expect((await repo.run('validate')).code).toBe(0);
    await repo.do('status', '--ticket', id, '--status', 'doing');
    expect(front(repo.ticket(id))).toMatchObject({ version: 2, status: 'doing' });
    const four = three.replace('version: 3', 'version: 4').replace('## Verification', '## Proof');
    repo.edit(id, () => four);
    const logged = repo.log(id).length;
    for (const args of [
      ['status', '--ticket', id, '--status', 'done'],
      ['log', '--ticket', id, '--summary', 'x'],
      ['claim', '--ticket', id],
      ['repair'],
    ]) {
      const { code, err } = await repo.run(...args);
      expect([code, err], args[0]).toEqual([
        2,
        expect.stringMatching(/format version 4.*read-only here\. Update Docket/),
      ]);
    }
    expect(repo.ticket(id)).toBe(four);
    expect(repo.log(id)).toHaveLength(logged);
    expect(await repo.json<object[]>('list', '--json')).toHaveLength(1);
  });

  it('S3-17: dependencies and blocks bind, precedes orders, group_ids contain, the rest only sorts', async () => {
    const repo = new TicketRepo();
    const group = await repo.do('new', '--title', 'group', '--node-type', 'group');
    const first = await repo.do('new', '--title', 'first', '--group-id', group, '--rank', '9', '--lane', 'z');
    const after = await repo.do('new', '--title', 'after', '--dependency', first);
    repo.edit(first, (text) => text.replace('precedes: []', `precedes:\n    - ${group}`));
    const blocker = await repo.do('new', '--title', 'blocker', '--block', first);
    const rows = await repo.json<{ id: string; ready: boolean; blocked_by: object }[]>('list', '--json');
    const of = (id: string) => rows.find((row) => row.id === id)!;
    expect(of(after).blocked_by).toEqual({ dependencies: [first], predecessors: [] });
    expect(of(first).blocked_by).toEqual({ dependencies: [blocker], predecessors: [] });
    expect(of(group).blocked_by).toEqual({ dependencies: [], predecessors: [first] });
    expect(of(blocker).ready).toBe(true);
    const start = await repo.run('status', '--ticket', after, '--status', 'doing');
    expect(start.code).toBe(0);
  });
});

it('keeps comments and every untouched line when a field is changed', async () => {
  const repo = new TicketRepo();
  const id = await repo.do('new', '--title', 'x');
  const before = repo
    .ticket(id)
    .replace('status: todo', '# where it stands\nstatus:   todo')
    .replace('planning:', 'quoted: "a: b"\nplanning:');
  repo.edit(id, () => before);
  await repo.do('status', '--ticket', id, '--status', 'doing');
  expect(repo.ticket(id)).toBe(before.replace('status:   todo', 'status: doing'));
  const anchored = repo
    .ticket(id)
    .replace('quoted: "a: b"', 'notes: |\n  several\n  lines # kept\nquoted: !x "a" # why');
  repo.edit(id, () => anchored);
  await repo.do('status', '--ticket', id, '--status', 'done');
  expect(repo.ticket(id)).toContain('notes: |\n  several\n  lines # kept\nquoted: !x "a" # why');
  expect(readFileSync(join(repo.root, '.tickets', id, 'ticket.md'), 'utf8')).toContain('status: done');
});

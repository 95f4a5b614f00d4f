/** What agents are told and held to (S3-70 to S3-74), and input that means harm. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSecret } from '../../../src/repo-tickets/secrets.ts';
import { readYaml } from '../../../src/repo-tickets/yaml.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

describe('agents', () => {
  it('S3-70: the skill and TICKETS.md tell the protocol, and splitting leaves its traces', async () => {
    const repo = new TicketRepo();
    await repo.do('init');
    for (const text of [repo.read('TICKETS.md'), repo.read('.tickets/skills/tickets/SKILL.md')])
      for (const words of [
        'tickets validate --ticket',
        'assignment.mode',
        'agent_limits',
        'active claims',
        'minimum of copied context',
      ])
        expect(text, words).toContain(words);
    expect(repo.read('AGENTS_EXAMPLE.md')).toMatch(/load that skill; otherwise read `TICKETS\.md`/);
    const parent = await repo.do('new', '--title', 'parent');
    const child = await repo.do('new', '--title', 'child');
    await repo.do(
      'log',
      '--ticket',
      child,
      '--summary',
      'split',
      '--machine',
      '--context',
      'from the parent',
      '--created-from',
      parent,
    );
    await repo.do(
      'log',
      '--ticket',
      parent,
      '--summary',
      'split',
      '--machine',
      '--context',
      'too large',
      '--tickets-created',
      child,
    );
    expect(repo.log(child)[0]!.created_from).toBe(parent);
    expect(repo.log(parent)[0]!.tickets_created).toEqual([child]);
  });

  it('S3-71: limits and missing tickets stop an agent, and it is never handed what is for people', async () => {
    const repo = new TicketRepo();
    await repo.do('init');
    for (const text of [repo.read('TICKETS.md'), repo.read('.tickets/skills/tickets/SKILL.md')]) {
      expect(text).toMatch(/missing or invalid, do not implement: log it and ask/);
      expect(text).toMatch(
        /limit is reached, stop and log\. After `max_iterations`, recommend to split, to tighten or to let a human decide/,
      );
      expect(text).toMatch(/one ticket at a time/i);
    }
    await repo.do(
      'new',
      '--title',
      'for people',
      '--assignment-mode',
      'human_only',
      '--priority',
      'critical',
    );
    expect((await repo.run('next', '--actor-id', 'agent:codex', '--claim')).code).toBe(1);
    expect(await repo.json<{ ready: object[] }>('plan', '--format', 'json')).toMatchObject({ ready: [] });
  });

  it('S3-72: what looks like a secret is refused without being repeated, unless it is said to be none', async () => {
    const repo = new TicketRepo();
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const id = await repo.do('new', '--title', 'x');
    for (const args of [
      ['new', '--title', `use ${token}`],
      ['new', '--title', 'x', '--verification-command', `curl -H ${token}`],
      ['log', '--ticket', id, '--summary', 'x', '--context', 'fine', token],
      ['log', '--ticket', id, '--summary', 'x', '--verification-results', token],
      ['status', '--ticket', id, '--status', 'doing', '--context', token],
      ['claim', '--ticket', id, '--reason', token],
    ]) {
      const { code, err } = await repo.run(...args);
      expect([code, err], args.join(' ')).toEqual([
        2,
        expect.stringMatching(/^SECRET_DETECTED: --[a-z-]+ holds what looks like a GitHub token\./),
      ]);
      expect(err).not.toContain(token);
    }
    expect([repo.log(id), repo.ticket(id).includes('doing')]).toEqual([[], false]);
    await repo.do('log', '--ticket', id, '--summary', `the pattern ${token}`, '--allow-secret-like');
    expect(repo.log(id)).toHaveLength(1);
    const secrets = [
      `AKIA${'A'.repeat(16)}`,
      `xoxb-${'1234567890-'.repeat(2)}abc`,
      `sk-proj-${'a1'.repeat(15)}`,
      `lin_api_${'a'.repeat(40)}`,
      '-----BEGIN OPENSSH PRIVATE KEY-----',
      'postgres://docket:hunter22@db.example/x',
      `eyJ${'a'.repeat(10)}.eyJ${'b'.repeat(10)}.${'c'.repeat(10)}`,
    ];
    for (const secret of secrets) expect(findSecret(`see ${secret} there`), secret).not.toBeNull();
    for (const text of [
      'task-1234567890123456789012',
      'https://example.com:8080/a@b',
      'the sk-learn package',
      id,
      'ghp_ is a prefix',
    ])
      expect(findSecret(text), text).toBeNull();
  });

  it('S3-73: the release tooling of the original package is no part of this one', async () => {
    const repo = new TicketRepo();
    await repo.do('init', '--apply');
    expect(existsSync(repo.path('release-history.json'))).toBe(false);
    expect((await repo.run('release-status')).code).toBe(1);
    expect(readdirSync('bin')).toEqual(['docket.js', 'start-on-node-24.js', 'tickets.js']);
  });
});

describe('safety', () => {
  it('YAML that would blow up, nest without end or carry code is refused or read as plain data', () => {
    const message = (text: string) => {
      try {
        return JSON.stringify(readYaml(text));
      } catch (error) {
        return (error as Error).message;
      }
    };
    const laughs = `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n`;
    expect(message(laughs)).toMatch(/Aliases/);
    expect(message(`a: ${'['.repeat(5000)}`)).toMatch(/nested deeper than 50/);
    expect(message(`${'- '.repeat(500)}a`)).toMatch(/nested deeper than 50/);
    expect(message(`a: "${'x'.repeat(1_100_000)}" # long`)).toMatch(/more than 1 MB/);
    expect(message('a: !!js/function "function () { process.exit(1) }"')).toBe(
      '{"a":"function () { process.exit(1) }"}',
    );
    expect(JSON.parse(message('__proto__:\n  polluted: yes\nb: 1'))).toEqual(
      JSON.parse('{"__proto__":{"polluted":"yes"},"b":1}'),
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('a log line that is torn, no object, nested without end or huge is passed over and named', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const path = `.tickets/${id}/logs/20260317T170000.000Z-a.jsonl`;
    const lines = [
      '{"ts":',
      '[1]',
      `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      `{"a":"${'x'.repeat(1_100_000)}"}`,
    ];
    repo.write(path, `${lines.join('\n')}\n{"ts":"2026-03-17T17:00:00Z","event_type":"claim"}\n`);
    const { code, out } = await repo.run('validate');
    expect(code).toBe(0);
    for (const line of [1, 2, 3, 4])
      expect(out).toContain(`WARNING: line is no JSON object; it is left as it is (${path}:${line})`);
    expect((await repo.json<{ last_updated: string }[]>('list', '--json'))[0]!.last_updated).toBe(
      '2026-03-17T17:00:00Z',
    );
  });

  it('a large ticket and an id that lies are reported, and the others still shown', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'good');
    repo.write('.tickets/large/ticket.md', `---\ntitle: x\n---\n${'x'.repeat(1_100_000)}`);
    repo.write('.tickets/evil/ticket.md', repo.ticket(id).replace(id, '../../../etc'));
    const { out } = await repo.run('validate');
    expect(out).toContain('A ticket of more than 1 MB is refused (.tickets/large/ticket.md)');
    expect(out).toContain('id must be UUIDv7 (.tickets/evil/ticket.md:2)');
    expect(await repo.do('graph', '--view', 'all')).toContain('_all.md');
    expect(await repo.json<object[]>('list', '--json')).toHaveLength(2);
  });

  it('a file in the place of a log folder, and a torn last line, lose nothing', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const run = ['--run-id', 'a', '--run-started', '20260317T170000.000Z'];
    const path = repo.path('.tickets', id, 'logs', '20260317T170000.000Z-a.jsonl');
    repo.write(path.slice(repo.root.length), '{"torn": tru');
    await repo.do('log', '--ticket', id, '--summary', 'after', ...run);
    expect(readFileSync(path, 'utf8').split('\n')).toEqual([
      '{"torn": tru',
      expect.stringContaining('"after"'),
      '',
    ]);
  });
});

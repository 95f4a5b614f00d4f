/** What validate finds and repair mends (S3-40 to S3-45). */
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { TicketRepo } from '../../support/ticket-repo.ts';

const front = (text: string) => parse(text.split('---\n')[1]!) as Record<string, unknown>;
const someId = '0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d';

/** A valid ticket in which one line was swapped, and the codes that brings. */
const ticketCases: [find: RegExp, swap: string, codes: string[], flags?: string[]][] = [
  [/title: x/, 'title: [x', ['TICKET_FRONT_MATTER_INVALID']],
  [/id: .*\n/, '', ['MISSING_ID']],
  [/title: x\n/, '', ['MISSING_TITLE']],
  [/status: todo\n/, '', ['MISSING_STATUS']],
  [/created_at: .*\n/, '', ['MISSING_CREATED_AT']],
  [/version: 3\n/, '', ['VERSION_MISSING', 'VERSION_URL_WITHOUT_VERSION']],
  [/version: 3/, 'version: zero', ['VERSION_INVALID']],
  [/version_url: .*\n/, '', ['VERSION_URL_MISSING']],
  [/version_url: .*/, 'version_url: ""', ['VERSION_URL_INVALID']],
  [/id: .*/, 'id: 0191C2D3-4E5F-4A8B-9C0D-1E2F3A4B5C6D', ['ID_NOT_UUIDV7']],
  [/created_at: .*/, 'created_at: yesterday', ['CREATED_AT_INVALID']],
  [/status: todo/, 'status: open', ['STATUS_INVALID']],
  [/title: x/, 'title: x\nassignment: alice', ['ASSIGNMENT_INVALID']],
  [/title: x/, 'title: x\nassignment:\n  mode: robots', ['ASSIGNMENT_MODE_INVALID']],
  [/title: x/, 'title: x\ncustom: []', ['CUSTOM_INVALID']],
  [/title: x/, 'title: x\nrelated: one', ['RELATIONSHIP_TYPE_INVALID']],
  [/title: x/, 'title: x\nblocks: [one]', ['RELATIONSHIP_ID_INVALID']],
  [/title: x/, 'title: x\nparent: one', ['RELATIONSHIP_KEY_FORBIDDEN']],
  [/planning:\n(?: {2}.*\n)+/, 'planning: later\n', ['PLANNING_INVALID']],
  [/node_type: work/, 'node_type: epic', ['PLANNING_NODE_TYPE_INVALID']],
  [/group_ids: \[\]/, 'group_ids: one', ['PLANNING_RELATIONSHIP_INVALID']],
  [/precedes: \[\]/, 'precedes: [one]', ['PLANNING_RELATIONSHIP_ID_INVALID']],
  [/lane: null/, 'lane: 1', ['PLANNING_SCALAR_INVALID']],
  [/rank: null/, 'rank: 0', ['PLANNING_RANK_INVALID']],
  [/status: todo/, 'status: done\nresolution: fixed', ['RESOLUTION_INVALID']],
  [/status: todo/, 'status: todo\nresolution: dropped', ['RESOLUTION_STATUS_INVALID']],
  [/title: x/, 'title: x\nagent_limits: 3', ['AGENT_LIMITS_INVALID']],
  [/title: x/, 'title: x\nagent_limits:\n  max_iterations: 0', ['AGENT_LIMIT_VALUE_INVALID']],
  [/## Description/, '## Text', ['MISSING_SECTION']],
  [/title: x/, 'title: x\npriority: p0', ['PRIORITY_INVALID'], ['--all-fields']],
  [/title: x/, 'title: x\nlabels: one', ['LABELS_NOT_LIST'], ['--all-fields']],
  [/title: x/, 'title: x\nlabels: [1]', ['LABEL_INVALID_ENTRY'], ['--all-fields']],
  [/title: x/, 'title: x\nassignment:\n  owner: 1', ['ASSIGNMENT_OWNER_INVALID'], ['--all-fields']],
  [/title: x/, 'title: x\nverification: one', ['VERIFICATION_INVALID'], ['--all-fields']],
  [
    /title: x/,
    'title: x\nverification:\n  commands: one',
    ['VERIFICATION_COMMANDS_INVALID'],
    ['--all-fields'],
  ],
  [
    /title: x/,
    'title: x\nverification:\n  commands: [1]',
    ['VERIFICATION_COMMAND_INVALID'],
    ['--all-fields'],
  ],
];

const machine = {
  version: 3,
  version_url: 'version/20260317-tickets-spec.md',
  ts: '2026-03-17T17:00:00Z',
  run_started: '20260317T170000.000Z',
  actor_type: 'human',
  actor_id: '@alice',
  summary: 'did it',
  event_type: 'work',
  written_by: 'tickets',
  context: ['c'],
};
const claim = {
  action: 'acquire',
  claim_id: someId,
  holder_id: '@alice',
  holder_type: 'human',
  ttl_minutes: 60,
  expires_at: '2026-03-17T18:00:00Z',
};
const claimed = (over: object) => ({ event_type: 'claim', claim: { ...claim, ...over } });

/** What is laid over a valid line of a machine, and the code that brings; undefined takes a field away. */
const logCases: [over: object, code: string, always?: 'error' | 'warning'][] = [
  [{ actor_id: undefined }, 'LOG_FIELD_MISSING'],
  [{ event_type: undefined }, 'LOG_EVENT_TYPE_MISSING'],
  [{ event_type: 'note' }, 'LOG_EVENT_TYPE_INVALID'],
  [{ version: undefined }, 'LOG_VERSION_MISSING'],
  [{ version: 0 }, 'LOG_VERSION_INVALID'],
  [{ version_url: undefined }, 'LOG_VERSION_URL_MISSING'],
  [{ version_url: ' ' }, 'LOG_VERSION_URL_INVALID'],
  [{ ts: 'now' }, 'TS_INVALID'],
  [{ run_started: 'then' }, 'RUN_STARTED_INVALID'],
  [{ run_started: '20260318T170000.000Z' }, 'RUN_STARTED_INCONSISTENT'],
  [{ run_started: '20260318T170000.000Z' }, 'RUN_STARTED_FILENAME_MISMATCH', 'warning'],
  [{ actor_type: 'robot' }, 'ACTOR_TYPE_INVALID'],
  [{ context: 'c' }, 'CONTEXT_INVALID'],
  [{ context: [''] }, 'CONTEXT_ENTRY_INVALID'],
  [{ context: [] }, 'CONTEXT_EMPTY', 'error'],
  [{ context: undefined }, 'CONTEXT_MISSING', 'error'],
  [{ event_type: 'claim' }, 'CLAIM_INVALID'],
  [claimed({ action: 'grab' }), 'CLAIM_ACTION_INVALID'],
  [claimed({ claim_id: 'c1' }), 'CLAIM_ID_INVALID'],
  [claimed({ holder_id: '' }), 'CLAIM_HOLDER_ID_INVALID'],
  [claimed({ holder_type: 'robot' }), 'CLAIM_HOLDER_TYPE_INVALID'],
  [claimed({ ttl_minutes: 0 }), 'CLAIM_TTL_INVALID'],
  [claimed({ expires_at: 'soon' }), 'CLAIM_EXPIRES_AT_INVALID'],
  [claimed({ supersedes_claim_id: 'c0' }), 'CLAIM_SUPERSEDES_INVALID'],
  [{ custom: 1 }, 'LOG_CUSTOM_INVALID'],
];

const logPath = (id: string) => `.tickets/${id}/logs/20260317T170000.000Z-a.jsonl`;
const writeLines = (repo: TicketRepo, id: string, ...lines: object[]) =>
  repo.write(logPath(id), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

describe('validate', () => {
  it('S3-40: every fault of a ticket has its code, and optional fields are looked at when asked', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const good = repo.ticket(id);
    for (const [find, swap, codes, flags = []] of ticketCases) {
      repo.edit(id, () => good.replace(find, swap));
      expect(repo.ticket(id), codes[0]).not.toBe(good);
      expect(await repo.codes(...flags), codes[0]).toEqual(codes);
      if (flags.length === 0) continue;
      expect(await repo.codes(), codes[0]).toEqual([]);
      expect((await repo.run('validate', '--issues', ...flags)).out).toContain('optional: true');
    }
    repo.edit(id, () => good.replace('version: 3\n', ''));
    expect((await repo.run('validate')).code).toBe(0);
  });

  it('S3-40: the line of the fault is named', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const at = async (find: RegExp, swap: string) => {
      const good = repo.ticket(id);
      repo.edit(id, () => good.replace(find, swap));
      const { out } = await repo.run('validate');
      repo.edit(id, () => good);
      return /ticket\.md:(\d+)\)/.exec(out)?.[1];
    };
    expect(await at(/status: todo/, 'status: open')).toBe('6');
    expect(await at(/rank: null/, 'rank: x')).toBe('12');
    expect(await at(/title: x/, 'title: [x')).toBe('6');
    expect(await at(/title: x/, 'title: x\ntitle: y')).toBe('6');
  });

  it('S3-41: every fault of a log has its code, an error for machines and a warning for people', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const { written_by: _, ...human } = machine;
    for (const [over, code, always] of logCases) {
      for (const [line, severity] of [
        [machine, always ?? 'error'],
        [human, always === 'error' ? null : 'warning'],
      ] as const) {
        writeLines(repo, id, line, { ...line, ...over });
        const { out } = await repo.run('validate', '--issues');
        const issues = (parse(out) as { issues: { code: string; severity: string; log: string }[] }).issues;
        const found = issues.find((issue) => issue.code === code);
        expect(found?.severity ?? null, `${code} ${severity}`).toBe(severity);
        if (found) expect(found.log).toBe(`${repo.repository.root}/${logPath(id)}:2`);
      }
    }
    writeLines(repo, id, { ...machine, event_type: undefined });
    expect((await repo.run('validate')).out).toBe(`ERROR: event_type missing (${logPath(id)}:1)\n`);
    writeLines(repo, id, { ...human, written_by: undefined, machine: true, context: undefined });
    expect((await repo.run('validate')).code).toBe(1);
  });

  it('S3-42: the report holds targets, issues and repairs, none of them enabled', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    repo.edit(id, (text) =>
      text.replace('status: todo', 'status: open').replace('## Description', '## Text'),
    );
    const ran = await repo.run('validate', '--issues', '--output', 'reports/issues.yaml');
    expect(ran).toEqual({ code: 1, out: '', err: '' });
    const file = `${repo.repository.root}/.tickets/${id}/ticket.md`;
    expect(parse(repo.read('reports/issues.yaml'))).toEqual({
      schema_version: 1,
      tool: 'tickets',
      generated_at: '2026-03-17T17:00:00Z',
      targets: [file],
      issues: [
        expect.objectContaining({
          id: 'I0001',
          severity: 'error',
          code: 'STATUS_INVALID',
          ticket_path: file,
          line: 6,
        }),
        {
          id: 'I0002',
          severity: 'error',
          code: 'MISSING_SECTION',
          message: 'Missing section ## Description',
          ticket_path: file,
        },
      ],
      repairs: [
        {
          id: 'R0001',
          enabled: false,
          safe: true,
          action: 'add_sections',
          ticket_path: file,
          params: {},
          optional: false,
          issue_ids: ['I0002'],
        },
      ],
    });
  });
});

describe('repair', () => {
  it('S3-43: each fault has its repair, one per code and file', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const good = repo.ticket(id);
    const repairs = async () => {
      const { out } = await repo.run('validate', '--issues', '--all-fields');
      return (parse(out) as { repairs: { action: string; safe: boolean; params: object }[] }).repairs;
    };
    const cases: [RegExp, string, string, object?][] = [
      [/version: 3\n/, '', 'set_front_matter_field', { field: 'version', value: 3 }],
      [/version: 3/, 'version: x', 'set_front_matter_field', { field: 'version', value: 3 }],
      [/version_url: .*\n/, '', 'set_front_matter_field', { field: 'version_url' }],
      [/created_at: .*/, 'created_at: x', 'normalize_created_at'],
      [/created_at: .*\n/, '', 'normalize_created_at'],
      [
        /title: x/,
        'title: x\npriority: p0',
        'set_front_matter_field',
        { field: 'priority', value: 'medium' },
      ],
      [/title: x/, 'title: x\nlabels: 1', 'set_front_matter_field', { field: 'labels', value: [] }],
      [/title: x/, 'title: x\nlabels: [1, 2]', 'normalize_labels'],
      [/title: x/, 'title: x\nassignment:\n  owner: 1', 'set_assignment_owner', { value: null }],
      [/title: x/, 'title: x\nverification: 1', 'reset_verification_commands', { commands: [] }],
      [/title: x/, 'title: x\nverification:\n  commands: [1]', 'normalize_verification_commands'],
    ];
    for (const [find, swap, action, params = {}] of cases) {
      repo.edit(id, () => good.replace(find, swap));
      expect(await repairs(), swap).toEqual([
        expect.objectContaining({ action, safe: true, params: expect.objectContaining(params) }),
      ]);
      expect((await repo.run('repair', '--all-fields', '--non-interactive')).code, swap).toBe(0);
      expect(await repo.codes('--all-fields'), swap).toEqual([]);
    }
    repo.edit(id, () => good.replace(/id: .*/, 'id: old'));
    expect(await repairs()).toEqual([
      expect.objectContaining({ safe: false, params: expect.objectContaining({ generate_uuidv7: true }) }),
    ]);
    repo.edit(id, () => good);
  });

  it('S3-43: log lines are mended where they are malformed, and only there', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    const status = {
      ...machine,
      event_type: undefined,
      summary: 'Status changed from todo to doing',
      context: undefined,
    };
    const lines = [
      { ...machine, event_type: undefined, context: ['', 42, ' c '] },
      { ...machine, context: undefined, created_from: someId },
      { ...machine, context: undefined, summary: '' },
      status,
      { ...machine, event_type: 'claim', claim, context: undefined },
    ].map((line) => JSON.stringify(line));
    const odd = '{ "event_type": "work", "spaced":  "by hand" }';
    repo.write(logPath(id), `${[...lines, odd, '{torn'].join('\n')}\n`);
    expect((await repo.run('validate')).code).toBe(1);
    const { code, out } = await repo.run('repair');
    expect([code, out]).toEqual([0, `${logPath(id)}: set event_type\n${logPath(id)}: normalized context\n`]);
    const after = repo.read(logPath(id)).split('\n');
    const entries = after.slice(0, 5).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(entries.map(({ event_type: type }) => type)).toEqual(['work', 'work', 'work', 'status', 'claim']);
    expect(entries.map(({ context }) => context)).toEqual([
      ['42', 'c'],
      [`Handoff from parent ticket ${someId}.`, 'Recovered from summary: did it'],
      ['Recovered context was unavailable during automated repair.'],
      undefined,
      undefined,
    ]);
    expect(after.slice(5)).toEqual([odd, '{torn', '']);
    expect((await repo.run('validate')).code).toBe(0);
  });

  it('S3-44: a report decides by its enabled entries; without one only safe repairs are applied', async () => {
    const repo = new TicketRepo();
    const id = await repo.do('new', '--title', 'x');
    repo.edit(id, (text) =>
      text
        .replace(/id: .*/, 'id: old')
        .replace('## Description', '## Text')
        .replace('title: x', 'title: x\npriority: p0'),
    );
    const broken = repo.ticket(id);
    await repo.run('validate', '--issues', '--all-fields', '--output', 'issues.yaml');
    expect((await repo.run('repair', '--issues-file', 'issues.yaml', '--all-fields')).code).toBe(1);
    expect(repo.ticket(id)).toBe(broken);
    const report = parse(repo.read('issues.yaml')) as {
      repairs: { action: string; enabled: boolean; optional: boolean }[];
    };
    for (const repair of report.repairs) repair.enabled = repair.action === 'set_front_matter_field';
    repo.write('issues.yaml', stringify(report));
    await repo.do('repair', '--issues-file', 'issues.yaml', '--non-interactive');
    expect(front(repo.ticket(id)).id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(front(repo.ticket(id)).priority).toBe('p0');
    await repo.do('repair', '--issues-file', 'issues.yaml', '--all-fields');
    expect(front(repo.ticket(id)).priority).toBe('medium');
    repo.edit(id, () => broken);
    await repo.do('repair', '--ticket', id);
    expect(front(repo.ticket(id))).toMatchObject({ id: 'old', priority: 'p0' });
    expect(repo.ticket(id)).toContain('## Description\n(fill in)');
    const refused = await repo.run('repair', '--interactive');
    expect(refused).toEqual({ code: 2, out: '', err: 'Interactive mode requires a TTY\n' });
    repo.terminal = { input: true, output: true, columns: 80 };
    repo.answers = ['perhaps', 'y', someId];
    const asked = await repo.run('repair', '--interactive');
    expect(asked.out).toContain('Please answer y or n.');
    expect([asked.code, front(repo.ticket(id)).id]).toEqual([0, someId]);
    repo.write(
      'issues.yaml',
      stringify({ repairs: [{ enabled: true, action: 'run', params: { command: 'rm' } }] }),
    );
    expect((await repo.run('repair', '--issues-file', 'issues.yaml')).err).toBe(
      'Unsupported repair action run\n',
    );
    repo.write(
      'issues.yaml',
      stringify({ repairs: [{ enabled: true, action: 'add_sections', ticket_path: '../ticket.md' }] }),
    );
    expect((await repo.run('repair', '--issues-file', 'issues.yaml')).err).toContain(
      'outside this repository',
    );
  });

  it('S3-45: faults between tickets are warnings, and errors with --strict', async () => {
    const repo = new TicketRepo();
    const one = await repo.do('new', '--title', 'one', '--rank', '1');
    const two = await repo.do('new', '--title', 'two', '--rank', '1', '--precedes', one, '--dependency', one);
    const group = await repo.do('new', '--title', 'g', '--node-type', 'group', '--related', someId);
    repo.edit(one, (text) =>
      text
        .replace('precedes: []', `precedes:\n    - ${two}\n    - ${one}`)
        .replace('group_ids: []', `group_ids:\n    - ${two}\n    - ${someId}`)
        .replace('title: one', `title: one\ndependencies:\n  - ${two}`),
    );
    repo.edit(two, (text) =>
      text
        .replace('group_ids: []', `group_ids:\n    - ${two}\n    - ${someId}`)
        .replace('node_type: work', 'node_type: group'),
    );
    repo.edit(group, (text) => text.replace('group_ids: []', `group_ids:\n    - ${two}`));
    repo.write(`.tickets/copy/ticket.md`, repo.ticket(group));
    const { code, out } = await repo.run('validate');
    expect(code).toBe(0);
    expect(out).not.toContain('ERROR');
    expect((await repo.run('validate', '--strict')).code).toBe(1);
    expect((await repo.codes('--strict')).toSorted()).toEqual([
      'DEPENDENCY_CYCLE',
      'ID_DUPLICATE',
      'ID_FOLDER_MISMATCH',
      'PLANNING_GROUP_CYCLE',
      'PLANNING_PRECEDES_CYCLE',
      'PLANNING_PRECEDES_SELF_REFERENCE',
      'PLANNING_TARGET_MISSING',
      'RELATIONSHIP_TARGET_MISSING',
    ]);
    repo.edit(two, (text) =>
      text
        .replace('node_type: group', 'node_type: work')
        .replace(/ {4}- 0.*\n {4}- 0191c2d3.*\n {2}lane/, '  lane')
        .replace('group_ids:\n  lane', 'group_ids: []\n  lane'),
    );
    repo.edit(one, (text) =>
      text.replace(new RegExp(`group_ids:\\n {4}- ${two}\\n {4}- ${someId}`), 'group_ids: []'),
    );
    expect(await repo.codes()).toEqual(
      expect.arrayContaining(['PLANNING_GROUP_TARGET_INVALID', 'PLANNING_RANK_CONFLICT']),
    );
    expect(await repo.codes('--ticket', two)).not.toContain('PLANNING_GROUP_TARGET_INVALID');
    expect(await repo.codes('--ticket', two)).toContain('PLANNING_RANK_CONFLICT');
  });
});

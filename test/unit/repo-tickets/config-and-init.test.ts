/** The config of a repository and how it is prepared (S3-20 to S3-23, S3-30 to S3-33). */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig, packagedConfig, translateTerm } from '../../../src/repo-tickets/config.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

describe('config', () => {
  it('S3-20: what a repository sets is merged deeply over what comes with the package', async () => {
    const repo = new TicketRepo();
    repo.write(
      '.tickets/config.yml',
      'workflow:\n  mode: doc_first\ndefaults:\n  claims:\n    ttl_minutes: 15\nsemantics:\n  terms:\n    sprint:\n      field: planning.horizon\nviews:\n  plan:\n    sort_by: [priority]\n',
    );
    const config = await repo.json<typeof packagedConfig>('config');
    expect(config).toMatchObject({
      workflow: { mode: 'doc_first' },
      defaults: { planning: { node_type: 'work', lane: null, horizon: null }, claims: { ttl_minutes: 15 } },
      semantics: { terms: { sprint: { field: 'planning.horizon' }, milestone: { value: 'checkpoint' } } },
      views: { plan: { sort_by: ['priority'] } },
    });
    expect(packagedConfig.views).toEqual({
      plan: { sort_by: ['planning.lane', 'planning.rank', 'priority'] },
    });
    expect(packagedConfig.defaults.claims.ttl_minutes).toBe(60);
  });

  it('S3-21: feature, phase, milestone and roadmap mean fields, and a repository may say otherwise', () => {
    const repo = new TicketRepo();
    const mean = (word: string) => translateTerm(loadConfig(repo.repository), word);
    expect(mean('Feature')).toEqual({ field: 'planning.node_type', value: 'group' });
    expect(mean('phases')).toEqual({ field: 'planning.lane', value: undefined });
    expect(mean('milestone')).toEqual({ field: 'planning.node_type', value: 'checkpoint' });
    expect(mean('roadmap')).toEqual({ field: 'planning.horizon', value: undefined });
    expect(mean('theme')).toBeNull();
    repo.write(
      '.tickets/config.yml',
      'semantics:\n  terms:\n    theme:\n      field: planning.node_type\n      value: group\n',
    );
    expect(mean('theme')).toEqual({ field: 'planning.node_type', value: 'group' });
  });

  it('S3-22: the config is created once, opens with three comments, and is never overwritten', async () => {
    const repo = new TicketRepo();
    await repo.do('init');
    const lines = repo.read('.tickets/config.yml').split('\n');
    expect(lines.slice(0, 3).every((line) => line.startsWith('# '))).toBe(true);
    expect(lines.slice(0, 3).join(' ')).toMatch(
      /repository.*authoritative.*safe to customise.*`init --apply`/is,
    );
    expect(await repo.json('config')).toEqual(packagedConfig);
    const ours = 'workflow:\n  mode: skill_first # ours\n';
    repo.write('.tickets/config.yml', ours);
    await repo.do('init', '--apply');
    expect(repo.read('.tickets/config.yml')).toBe(ours);
  });

  it('S3-23: each wrong setting has its code, its sentence and its line', async () => {
    const cases: [string, string, string][] = [
      ['- a\n', 'CONFIG_INVALID', 'Repo config must be a mapping'],
      ['workflow: [\n', 'CONFIG_INVALID', 'Flow sequence in block collection must be'],
      [
        'workflow:\n  mode: nope\n',
        'CONFIG_WORKFLOW_MODE_INVALID',
        'workflow.mode must be one of auto, doc_first, skill_first',
      ],
      [
        'defaults:\n  planning:\n    node_type: epic\n',
        'CONFIG_DEFAULT_NODE_TYPE_INVALID',
        'defaults.planning.node_type must be one of work, group, checkpoint',
      ],
      [
        'defaults:\n  planning:\n    lane: 3\n',
        'CONFIG_DEFAULT_PLANNING_SCALAR_INVALID',
        'defaults.planning.lane must be a string or null',
      ],
      [
        'defaults:\n  claims:\n    ttl_minutes: 0\n',
        'CONFIG_CLAIM_TTL_INVALID',
        'defaults.claims.ttl_minutes must be a positive integer',
      ],
      ['semantics:\n  terms: [a]\n', 'CONFIG_TERMS_INVALID', 'semantics.terms must be a mapping'],
    ];
    for (const [text, code, message] of cases) {
      const repo = new TicketRepo();
      repo.write('.tickets/config.yml', text);
      const { code: exit, out } = await repo.run('validate');
      expect([exit, out], code).toEqual([1, expect.stringContaining(`ERROR: ${message}`)]);
      const report = (await repo.run('validate', '--issues')).out;
      expect(report).toContain(`code: ${code}`);
      expect(report).toContain(`config_path: ${repo.repository.root}/.tickets/config.yml`);
      expect((await repo.run('new', '--title', 'x')).code, code).toBe(2);
    }
    const repo = new TicketRepo();
    repo.write('.tickets/config.yml', '# ours\nworkflow:\n  mode: nope\n');
    expect((await repo.run('validate')).out).toContain('(.tickets/config.yml:3)');
  });
});

describe('init', () => {
  it('S3-30: creates what is missing, touches nothing that is there, and may be repeated', async () => {
    const repo = new TicketRepo();
    repo.write('TICKETS.md', '# Keep this\n');
    expect(await repo.run('init')).toEqual({ code: 0, out: 'Initialized.\n', err: '' });
    expect(repo.read('TICKETS.md')).toBe('# Keep this\n');
    for (const version of ['20260317', '20260311', '20260205'])
      expect(existsSync(repo.path(`.tickets/spec/version/${version}-tickets-spec.md`))).toBe(true);
    expect(existsSync(repo.path('AGENTS.md'))).toBe(false);
    repo.write('.tickets/skills/tickets/SKILL.md', 'ours\n');
    repo.write('AGENTS_EXAMPLE.md', 'ours\n');
    await repo.do('init');
    expect(repo.read('.tickets/skills/tickets/SKILL.md')).toBe('ours\n');
    expect(repo.read('AGENTS_EXAMPLE.md')).toBe('ours\n');
  });

  it('S3-31: --apply renews the managed parts alone, once, whatever form they had', async () => {
    const repo = new TicketRepo();
    repo.write(
      'TICKETS.md',
      '# Ours\n\n<!-- @picoai/tickets:tickets-md:start -->\nstale words\n<!-- @picoai/tickets:tickets-md:end -->\n\nKept.\n',
    );
    repo.write('AGENTS.md', '# Local\n\nPolicy.\n\n## Ticketing Workflow\nold\n\n## After\nKept too.\n');
    repo.write('TICKETS.override.md', '# Override\n');
    repo.write('.tickets/spec/version/20260311-tickets-spec.md', 'stale\n');
    await repo.do('init', '--apply');
    await repo.do('init', '--apply');
    const tickets = repo.read('TICKETS.md');
    expect(tickets.match(/managed:start/g)).toHaveLength(1);
    expect(tickets).toMatch(/^# Ours\n\nKept\.\n/);
    expect(tickets).not.toContain('stale words');
    const facts = [
      '- applied_at: 2026-03-17T17:00:00Z',
      '- written_by: docket@9.9.9',
      '- spec_version: 3',
      '- version_url: version/20260317-tickets-spec.md',
    ];
    expect(tickets).toMatch(new RegExp(`\\n## [^\\n]+\\n\\n${facts.join('\\n')}`));
    const agents = repo.read('AGENTS.md');
    expect(agents.match(/^## Ticketing Workflow$/gm)).toHaveLength(1);
    expect(agents).toMatch(/^### Required Behavior$/m);
    expect(agents).toMatch(/^### Bootstrapping TICKETS\.md$/m);
    expect(agents).toContain('.tickets/skills/tickets/SKILL.md');
    expect(agents).toMatch(/^# Local\n\nPolicy\.\n/);
    expect(agents).toMatch(/\n## After\nKept too\.\n$/);
    expect(repo.read('.tickets/spec/version/20260311-tickets-spec.md')).toContain('version 2');
    expect(repo.read('TICKETS.override.md')).toBe('# Override\n');
    expect(existsSync(repo.path('AGENTS_EXAMPLE.md'))).toBe(false);
  });

  it.each([
    [
      'marks',
      '# Local\n\nBefore.\n\n<!-- @picoai/tickets:agents:start -->\n# Ticketing Workflow\n\n## Required behavior\n- old\n<!-- @picoai/tickets:agents:end -->\n\nAfter.\n',
      /Before\.[\s\S]*After\./,
    ],
    [
      'a first-level heading',
      '# Ticketing Workflow\n\nIntro\n\n## Required behavior\n- old\n\n## Bootstrapping TICKETS.md\n- old\n\n## Team\n- After.\n',
      /## Team\n- After\./,
    ],
    ['nothing', '', /^## Ticketing Workflow/],
    [
      'doubled headings',
      '## Ticketing Workflow\nold\n## Mid\nAfter.\n## Ticketing Workflow\nold\n',
      /## Mid\nAfter\./,
    ],
  ])('S3-31: AGENTS.md is migrated from %s', async (_from, before, kept) => {
    const repo = new TicketRepo();
    if (before) repo.write('AGENTS.md', before);
    await repo.do('init', '--apply');
    const agents = repo.read('AGENTS.md');
    expect(agents.match(/^#{1,2} Ticketing Workflow$/gm)).toEqual(['## Ticketing Workflow']);
    expect(agents).toMatch(kept);
    expect(agents).not.toMatch(/\bold\b|agents:start/);
    await repo.do('init', '--apply');
    expect(repo.read('AGENTS.md')).toBe(agents);
  });

  it('S3-32: both projections say the same in the words that tools look for', async () => {
    const repo = new TicketRepo();
    await repo.do('init');
    const tickets = repo.read('TICKETS.md');
    const skill = repo.read('.tickets/skills/tickets/SKILL.md');
    for (const words of ['## Spec version', '## Core planning model', 'planning.node_type'])
      expect(tickets).toContain(words);
    expect(tickets).toMatch(/claims are optional advisory leases/i);
    expect(tickets).toMatch(/tickets:user:start -->[\s\S]+<!-- @picoai\/tickets:user:end/);
    for (const words of ['planning.node_type', 'Claims', '60 minutes', 'milestone'])
      expect(skill).toContain(words);
    for (const text of [tickets, skill]) {
      expect(text).toContain('equivalent workflow semantics');
      for (const term of ['feature -> `planning.node_type = group`', 'roadmap -> `planning.horizon`'])
        expect(text).toContain(term);
    }
  });

  it('S3-33: --examples writes seven tickets that validate, also strictly, with logs and a claim', async () => {
    const repo = new TicketRepo();
    await repo.do('init', '--examples');
    expect(await repo.run('validate', '--all-fields', '--strict')).toEqual({ code: 0, out: '', err: '' });
    const rows = await repo.json<{ node_type: string; status: string; resolution: string | null }[]>(
      'list',
      '--json',
    );
    const count = (fits: (row: (typeof rows)[number]) => boolean) => rows.filter(fits).length;
    expect(rows).toHaveLength(7);
    expect(count(({ node_type }) => node_type === 'group')).toBe(1);
    expect(count(({ node_type }) => node_type === 'checkpoint')).toBe(1);
    expect(count(({ resolution }) => resolution === 'dropped')).toBe(1);
    expect(await repo.json<object[]>('list', '--claimed', '--json')).toHaveLength(1);
  });
});

/** Properties: what is written is read back the same, what is not meant stays to the byte, and YAML is YAML. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { priorities, resolutions, statuses } from '../../../src/repo-tickets/format.ts';
import { readPlainYaml } from '../../../src/repo-tickets/plain-yaml.ts';
import { changeFields, readTicketText, writeTicketText } from '../../../src/repo-tickets/ticket-file.ts';
import { readYaml, writeYaml } from '../../../src/repo-tickets/yaml.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

/** Set DOCKET_TEST_DEEP for a hundred times as many. */
const many = process.env.DOCKET_TEST_DEEP ? 100 : 1;

/** Words that YAML gives a meaning of their own, beside any text at all. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      'null',
      '~',
      'yes',
      'No',
      'true',
      '0',
      '-0',
      '1e3',
      '0x1f',
      '.5',
      '1_000',
      '12:30',
      '2026-03-17',
    ],
    ...[
      '- a',
      'a: b',
      'a #b',
      '#',
      '&a',
      '*a',
      '!x',
      '|',
      '>',
      '%',
      '@a',
      '`',
      '"',
      "'",
      "it's",
      '[a]',
      '{}',
      '{a: 1}',
    ],
    ...[
      '---',
      '...',
      '? a',
      ': a',
      'a:',
      'a,b',
      'line\nline',
      'tab\there',
      ' lead',
      'trail ',
      '\u2028',
      '\ufeff',
      '\u0085',
      '<<',
    ],
  ),
);
const scalar = fc.oneof(text, fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null));
const key = fc.oneof(
  fc.constantFrom('title', 'a-b', 'x.y', 'null', 'yes', '1', '', 'with space', 'a:b'),
  text.filter((word) => word !== '__proto__'),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any;
const mapping = fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true });

describe('YAML', () => {
  it('what is written is read back the same, by us and by a whole parser', () => {
    fc.assert(
      fc.property(mapping, (front) => {
        const written = writeYaml(front);
        expect(parse(written) ?? {}).toEqual(front);
        expect(readYaml(written) ?? {}).toEqual(front);
      }),
      { numRuns: 80 * many },
    );
  });

  it('the fast reader says what a whole parser says, or nothing', () => {
    const line = fc.tuple(
      fc.constantFrom('', '', '  ', '    ', ' '),
      fc.constantFrom('a:', 'b:', 'title:', 'list:', '- ', '-', '#', 'a', '? a', '"q":'),
      fc.constantFrom('', ' '),
      fc.oneof(
        text,
        fc.constantFrom(
          '[a, b]',
          '[]',
          '[\'x\', "y"]',
          '[a, [b]]',
          '[1, 2.5, agent:codex]',
          '{}',
          '>-',
          "'a''b'",
          '"a\\nb"',
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const yaml = lines.map((parts) => parts.join('')).join('\n');
        const fast = readPlainYaml(yaml);
        if (fast !== undefined) expect(fast, yaml).toEqual(parse(yaml) ?? {});
      }),
      { numRuns: 60 * many },
    );
  });
});

type Kind = { status: string; resolution: string | null; priority: string | null };

async function tryKind(repo: TicketRepo, kind: Kind): Promise<void> {
  const terminal = kind.status === 'done' || kind.status === 'canceled';
  const flags = Object.entries(kind).flatMap(([name, word]) => (word ? [`--${name}`, word] : []));
  const { code, out } = await repo.run('new', '--title', flags.join(' '), ...flags);
  expect(code, flags.join(' ')).toBe(kind.resolution && !terminal ? 2 : 0);
  if (code !== 0) return;
  const { status, resolution = null, priority = null } = readTicketText(repo.ticket(out.trim())).frontMatter;
  expect({ status, resolution, priority }).toEqual(kind);
}

describe('files', () => {
  const body = fc.string({ unit: 'grapheme', maxLength: 200 }).map((words) => `# Ticket\n${words}`);

  it('a ticket comes back as it was written, and a changed field changes nothing else', () => {
    fc.assert(
      fc.property(mapping, body, fc.constantFrom(...statuses), (front, words, status) => {
        const written = writeTicketText({ ...front, status: 'todo' }, words);
        const read = readTicketText(written);
        expect(read.frontMatter).toEqual({ ...front, status: 'todo' });
        expect(read.body).toBe(`${words.trimEnd()}\n`);
        const changed = changeFields(read, { status });
        expect(readTicketText(changed).frontMatter).toEqual({ ...front, status });
        expect(changeFields(readTicketText(changed), { status: 'todo' })).toBe(written);
      }),
      { numRuns: 60 * many },
    );
  });

  it('every status with every resolution and priority is created, changed and validated as the format says', async () => {
    const repo = new TicketRepo();
    const kinds = statuses.flatMap((status) =>
      [null, ...resolutions].flatMap((resolution) =>
        [null, ...priorities].map((priority) => ({ status, resolution, priority })),
      ),
    );
    for (const kind of kinds) await tryKind(repo, kind);
    expect(await repo.run('validate', '--all-fields')).toEqual({ code: 0, out: '', err: '' });
    const rows = await repo.json<{ id: string; status: string }[]>('list', '--json');
    for (const [at, { id }] of rows.entries()) {
      const before = repo.ticket(id);
      const { status: old, resolution } = readTicketText(before).frontMatter;
      const status = statuses[at % statuses.length]!;
      await repo.do('status', '--ticket', id, '--status', status);
      await repo.do(
        'status',
        '--ticket',
        id,
        '--status',
        String(old),
        ...(resolution ? ['--resolution', String(resolution)] : []),
      );
      const after = readTicketText(repo.ticket(id)).frontMatter;
      expect(after).toEqual(readTicketText(before).frontMatter);
    }
    expect((await repo.run('validate', '--all-fields')).code).toBe(0);
  });
});

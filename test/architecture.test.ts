/** Holds the code to the plan of the house, and shows that each rule bites when it is broken. */
import { describe, expect, it } from 'vitest';
import { faultsOf, findCircle } from './support/house-rules.ts';
import { readImports, readSources } from './support/imports.ts';

const files = readSources(process.cwd(), ['src', 'tools']);

describe('the house', () => {
  it('is seen at all: every room is read and imports are found in it', () => {
    const own = files.flatMap((file) => file.imports.filter((one) => one.own));
    const packages = files.flatMap((file) => file.imports.filter((one) => !one.own));
    expect(files.length).toBeGreaterThan(25);
    expect(own.length).toBeGreaterThan(files.length);
    expect(packages.some((one) => one.to === 'zod')).toBe(true);
    const paths = new Set(files.map((file) => file.path));
    const sources = own.filter((one) => !one.to.endsWith('.json'));
    for (const one of sources) expect(paths, `${one.to} exists`).toContain(one.to);
  });

  it('keeps the import table, the package doors and the file rules', () => {
    expect(files.flatMap(faultsOf)).toEqual([]);
  });

  it('S4-30: writes a ticket in one place, and makes one in one place', () => {
    const writers = (deed: string) =>
      files.filter(({ code, path }) => code.includes(`tickets.${deed}(`) && path.startsWith('src/'));
    expect(writers('swap').map(({ path }) => path)).toEqual(['src/tickets/mutate.ts']);
    expect(writers('insert').map(({ path }) => path)).toEqual(['src/tickets/create.ts']);
  });

  it('has no circle of imports', () => {
    expect(findCircle(files)).toBeNull();
  });
});

describe('the rules bite', () => {
  const sentence = '/** A file. */\n';
  const broken: [string, string, string, RegExp][] = [
    [
      'an arrow that runs up',
      'src/domain/ticket.ts',
      "import { x } from '../tickets/mutate.ts';",
      /may not import/,
    ],
    [
      'a tool that reaches a service',
      'tools/push.ts',
      "import { x } from '../src/publication/push.ts';",
      /may not import/,
    ],
    ['a room nobody planned', 'src/extras/thing.ts', "import * as z from 'zod';", /no room "extras"/],
    [
      'a package past its door',
      'src/tickets/mutate.ts',
      "import { Kysely } from 'kysely';",
      /may be imported only in storage/,
    ],
    ['a package with no door', 'src/tickets/mutate.ts', "import _ from 'lodash';", /has no door/],
    [
      'a dynamic import past the door',
      'src/agent/a.ts',
      "const o = await import('openai');",
      /may be imported only in models/,
    ],
    [
      'an adapter that knows the next',
      'src/trackers/linear/a.ts',
      "import { x } from '../jira/b.ts';",
      /neighbour/,
    ],
    [
      'input and output in the domain',
      'src/domain/a.ts',
      "import { readFileSync } from 'node:fs';",
      /domain knows no package/,
    ],
    [
      'the environment outside config',
      'src/tickets/a.ts',
      'const home = process.env.HOME;',
      /reads the environment/,
    ],
    ['the console outside cli', 'src/tickets/a.ts', "console.log('x');", /writes to the console/],
    [
      'a ticket row written elsewhere',
      'src/publication/a.ts',
      'await nouns.tickets.swap(next, 1);',
      /ticket row/,
    ],
    ['a name that says nothing', 'src/tickets/utils.ts', '', /says nothing/],
    ['a name that is not kebab-case', 'src/tickets/makeTicket.ts', '', /kebab-case/],
    ['an import without its ending', 'src/tickets/a.ts', "import { x } from './b';", /must end in .ts/],
  ];
  it.each(broken)('refuses %s', (_what, path, code, fault) => {
    expect(faultsOf(readImports(path, sentence + code)).join('\n')).toMatch(fault);
  });

  it('refuses a file over 300 lines', () => {
    expect(faultsOf(readImports('src/tickets/a.ts', sentence + '\n'.repeat(300)))).toHaveLength(1);
  });

  it('refuses a file that does not say what it is for', () => {
    expect(faultsOf(readImports('src/tickets/a.ts', 'export const a = 1;\n'))).toHaveLength(1);
  });

  it('finds a circle', () => {
    const one = readImports('src/tickets/a.ts', "import { b } from './b.ts';");
    const two = readImports('src/tickets/b.ts', "import { a } from './a.ts';");
    expect(findCircle([one, two])).toEqual(['src/tickets/a.ts', 'src/tickets/b.ts', 'src/tickets/a.ts']);
  });
});

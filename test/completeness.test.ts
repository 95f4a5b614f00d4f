/** Nothing joins the house without its test: tools, trackers and surfaces; and nothing lies about in it unused or unpinned. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSources } from './support/imports.ts';

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

it('tests every tool in a file of its name, and no tool that is gone', () => {
  const tools = filesIn('tools', '.ts');
  expect(tools).toContain('generate-tickets');
  expect(filesIn('test/tools', '.test.ts').sort()).toEqual(tools.sort());
});

it.each([
  ['tracker', 'src/trackers'],
  ['surface', 'src/surfaces'],
])('tests every %s against its contract', (kind, folder) => {
  const adapters = foldersIn(folder);
  const tests = filesIn('test/adapters', '.test.ts');
  expect(adapters.length).toBeGreaterThan(0);
  for (const adapter of adapters) {
    const own = tests.filter(
      (name) => name === `${kind}-${adapter}` || name.startsWith(`${kind}-${adapter}-`),
    );
    const code = own.map((name) => readFileSync(`test/adapters/${name}.test.ts`, 'utf8')).join('\n');
    expect(code, `${kind} ${adapter}`).toContain(`../contracts/${kind}.ts`);
  }
});

it('uses every prompt by its name, and asks for none that there is not', () => {
  const code = readSources(process.cwd(), ['src', 'tools']).map((file) => readFileSync(file.path, 'utf8'));
  const asked = code.flatMap((text) =>
    [...text.matchAll(/prompts\.get\('([^']+)'\)/g)].map(([, name]) => name),
  );
  expect([...new Set(asked)].sort()).toEqual(filesIn('prompts', '.md').sort());
});

it('depends on exact versions only', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.length).toBeGreaterThan(30);
  const loose = versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

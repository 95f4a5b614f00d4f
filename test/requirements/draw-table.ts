/** The table of requirements and their tests in `docs/requirements.md`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareIds, findTests, splitId } from './find-tests.ts';

export const tableFile = 'docs/requirements.md';

const families: Record<string, string> = {
  S0: 'Documents, tickets from them, publication',
  S1: 'The capability pipeline',
  S2: 'Product managers and their workflows',
  S3: 'Tickets in the repository',
  S4: 'The life of a ticket and the work of agents',
  U: 'What all parts share',
};

/** What each requirement asks for, in a sentence, by id; those of S2 and S4 are all of them. */
export function readRequirements(root: string): Map<string, string> {
  const lines = readFileSync(join(root, 'test/requirements/requirements.tsv'), 'utf8').trim().split('\n');
  return new Map(lines.map((line) => line.split('\t') as [string, string]));
}

/** Requirements without a test, of those that are written down. */
export function findUntested(root: string): string[] {
  const tests = findTests(root);
  return [...readRequirements(root).keys()].filter((id) => !tests.has(id));
}

export function drawTable(root: string): string {
  const tests = findTests(root);
  const asked = readRequirements(root);
  const ids = [...new Set([...asked.keys(), ...tests.keys()])].sort(compareIds);
  const parts = [...Map.groupBy(ids, (id) => splitId(id)[0])].map(([family, own]) => {
    const rows = own.map((id) => `| ${id} | ${asked.get(id) ?? ''} | ${drawFiles(tests.get(id) ?? [])} |`);
    return [
      `## ${family}: ${families[family] ?? family}`,
      '',
      '| requirement | what it asks for | tests |',
      '| --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
  });
  return `# Requirements and their tests

Written by \`npm run requirements\` from the titles of the tests: a test that is about a requirement begins with its id. A test
holds this page to them.

${parts.join('\n')}`;
}

function drawFiles(files: readonly string[]): string {
  if (files.length === 0) return '**none**';
  return files.map((file) => `[${file.replace(/\.test\.ts$/, '')}](../test/${file})`).join(', ');
}

/** Finds the tests that name a requirement: titles that begin with its id, such as `S4-41, U-42: …`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const titles = /['"`]((?:(?:S\d|U)-\d+)(?:(?:, | to )(?:(?:S\d|U|C)-\d+))*): ([^\n]*)/g;

/** Requirement to the test files that name it, both sorted; files as paths below `test/`. */
export function findTests(root: string): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of testFiles(join(root, 'test'))) {
    const text = readFileSync(join(root, 'test', file), 'utf8');
    for (const id of [...text.matchAll(titles)].flatMap(([, ids]) => readIds(ids!))) {
      found.set(id, (found.get(id) ?? new Set()).add(file));
    }
  }
  const sorted = [...found].toSorted(([one], [other]) => compareIds(one, other));
  return new Map(sorted.map(([id, files]) => [id, [...files].sort()]));
}

/** `S2-1, U-3 to U-5` is four of them. Rulings (`C-…`) are none. */
export function readIds(said: string): string[] {
  return said.split(', ').flatMap((part) => {
    const [from, to] = part.split(' to ');
    const [family, first] = splitId(from!);
    const last = to === undefined ? first : splitId(to)[1];
    if (family === 'C') return [];
    return Array.from({ length: last - first + 1 }, (_, at) => `${family}-${first + at}`);
  });
}

export function splitId(id: string): [family: string, number: number] {
  const at = id.indexOf('-');
  return [id.slice(0, at), Number(id.slice(at + 1))];
}

export function compareIds(one: string, other: string): number {
  const [family, number] = splitId(one);
  const [otherFamily, otherNumber] = splitId(other);
  return family === otherFamily ? number - otherNumber : family < otherFamily ? -1 : 1;
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('requirements'))
    .map((file) => file.replaceAll('\\', '/'));
}

/** The fenced blocks of the README, which the tests run as a newcomer would type them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './child-program.ts';

export const readme = readFileSync(join(repository, 'README.md'), 'utf8');

/** The lines of each fenced block in this language. */
export function blocksOf(language: string): string[][] {
  const blocks = readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
  return [...blocks].map((block) => block[1]!.split('\n').filter((line) => line.trim() !== ''));
}

/** `.env.example` says what the settings say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newWorkplace, repository } from '../support/child-program.ts';

it('.env.example is what docket init --example prints', async () => {
  const workplace = newWorkplace();
  onTestFinished(() => workplace.remove());
  const { code, stdout } = await workplace.run(['init', '--example']);
  expect(code).toBe(0);
  expect(readFileSync(join(repository, '.env.example'), 'utf8')).toBe(stdout);
});

it('nothing in .env.example is switched on', () => {
  const lines = readFileSync(join(repository, '.env.example'), 'utf8').split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
});

/** A small part of the simulation in every run of the tests; `npm run chaos` plays all of it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createPublication } from '../../src/publication/create-publication.ts';
import { workTask } from './campaign.ts';
import { kindNames } from './kinds.ts';
import { playScenario } from './scenario.ts';

const production = { createPublication };

describe('a simulated push', () => {
  it.each(kindNames)('to %s is the same in the end wherever its process dies', async (kind) => {
    for (const seed of [2, 3]) {
      const tally = await workTask(production, { mode: 'points', kind, seed, stride: 7 });
      expect(tally.failures).toEqual([]);
      expect(tally.crashes).toBeGreaterThan(30);
    }
  });

  it.each(kindNames)('to %s makes each issue once in any storm', async (kind) => {
    const tally = await workTask(production, { mode: 'storm', kind, from: 1, to: 101, skewMs: 0 });
    expect(tally.failures).toEqual([]);
    expect(tally.crashes).toBeGreaterThan(100);
  });

  it('goes the same way again for the same seed', async () => {
    const tell = async () => {
      const story: string[] = [];
      await playScenario(production, { mode: 'storm', kind: 'github', seed: 12 }, (line) => story.push(line));
      return story;
    };
    const story = await tell();
    expect(story.length).toBeGreaterThan(20);
    expect(await tell()).toEqual(story);
  });
});

describe('a protocol with a safeguard taken out', () => {
  it('is caught', async () => {
    const args = [join(import.meta.dirname, 'cli.ts'), '--mutants', '--only', 'quarantine,fencing'];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout.match(/caught after \d+ seeds/g)).toHaveLength(5);
    expect(stdout).not.toContain('not caught');
  });
});

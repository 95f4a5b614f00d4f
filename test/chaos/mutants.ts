/** The protocol with one safeguard taken out, by name: the simulation is worth something only if it catches each. */
import { workTask } from './campaign.ts';
import type { KindName } from './kinds.ts';
import { loadMutant } from './load-mutant.ts';

export type Mutant = {
  name: string;
  /** What is missing. */
  what: string;
  /** The trackers where that must show. */
  kinds: readonly KindName[];
  changes: { file: string; from: string; to: string }[];
};

export const mutants: readonly Mutant[] = [
  {
    name: 'quarantine',
    what: 'an unknown outcome is looked up at once',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'send-intent.ts',
        from: 'const notBefore = fromNow(desk, run.tracker.traits.quarantineMs);',
        to: 'const notBefore = fromNow(desk, 0);',
      },
    ],
  },
  {
    name: 'guard',
    what: 'whoever slept over a claim sends all the same',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'send-intent.ts',
        from: 'return signal.aborted || !(age <= sendGuardMs);',
        to: 'return age < 0 && signal.aborted;',
      },
    ],
  },
  {
    name: 'fencing',
    what: 'a claim that was given to another still settles',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'settle-intent.ts',
        from: 'if (!(await nouns.pushes.settle(next, intent.state))) return false;',
        to: `const now = (await nouns.pushes.intents(push.id)).find(({ id }) => id === intent.id)!;
    if (!(await nouns.pushes.settle({ ...next, epoch: now.epoch }, now.state))) return false;`,
      },
    ],
  },
];

export const withinSeeds = 300;

/** After how many seeds it was caught, and how; null when it never was. */
export async function catchMutant(
  mutant: Mutant,
  kind: KindName,
  most = withinSeeds,
): Promise<{ seeds: number; what: string } | null> {
  const production = await loadMutant(mutant);
  for (let seed = 1; seed <= most; seed += 1) {
    const tally = await workTask(production, { mode: 'storm', kind, from: seed, to: seed + 1, skewMs: 0 });
    const [failure] = tally.failures;
    if (failure) return { seeds: seed, what: failure.faults[0]!.what };
  }
  return null;
}

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
    name: 'intent',
    what: 'nothing is written down before a request is sent',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'send-planned.ts',
        from: 'return desk.store.pushes.claim(push.id, owner, desk.clock.now().toISOString(), wish);',
        to: `const sentAt = desk.clock.now().toISOString();
  return desk.store.pushes.intentsIn(push.id, ['planned']).then((planned) => planned
    .filter(({ op, waitsFor }) => op === wish.op && !planned.some((one) => one.ticketId === waitsFor))
    .slice(0, wish.most)
    .map((one) => ({ ...one, owner, sentAt, attempts: one.attempts + 1 })));`,
      },
    ],
  },
  {
    name: 'guard',
    what: 'whoever slept over a claim sends all the same',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'send-batch.ts',
        from: 'return run.signal.aborted || !ages.every((age) => age <= sendGuardMs);',
        to: 'return ages.some((age) => age < 0 * sendGuardMs);',
      },
    ],
  },
  {
    name: 'quarantine',
    what: 'an unknown outcome is looked up at once',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'settle-outcome.ts',
        from: 'const notBefore = fromNow(desk, run.tracker.traits.quarantineMs);',
        to: 'const notBefore = fromNow(desk, 0);',
      },
    ],
  },
  {
    name: 'fencing',
    what: 'whoever had a claim that was given to another still settles it',
    kinds: ['github', 'linear', 'jira'],
    changes: [
      {
        file: 'settle-intent.ts',
        from: 'if (!(await nouns.pushes.settle(next, intent.state))) return false;',
        to: `const now = (await nouns.pushes.intents(push.id)).find(({ id }) => id === intent.id)!;
    if (!(await nouns.pushes.settle({ ...next, epoch: now.epoch }, now.state))) return false;`,
      },
    ],
  },
  {
    name: 'lookup',
    what: 'an unknown outcome is taken for nothing done',
    kinds: ['github', 'jira'],
    changes: [
      {
        file: 'reconcile.ts',
        from: 'const issue = found.get(intent.marker)?.[0];',
        to: "const issue = found.get('')?.[0];",
      },
    ],
  },
  {
    name: 'key',
    what: 'every attempt has an id of its own',
    kinds: ['linear'],
    changes: [
      {
        file: 'send-batch.ts',
        from: '({ draft, key: { marker, uuid } })',
        to: '({ draft, key: { marker, uuid: run.desk.ids.next() || uuid } })',
      },
    ],
  },
  {
    name: 'patience',
    what: 'a tracker that wants to be left alone is sent more',
    kinds: ['github', 'linear', 'jira'],
    changes: [
      {
        file: 'push-run.ts',
        from: 'run.waitUntil = Math.max(run.waitUntil, nowOf(run) + ms);\n  await run.gate.rest(run.waitUntil);',
        to: 'void run, ms;',
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

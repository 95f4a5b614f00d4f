/** What a tracker would refuse, asked before anyone approves and remembered per approved content. */
import type { IssueDraft } from '../domain/push.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Tracker, Trackers } from '../ports/tracker.ts';
import { sayFault } from './destinations.ts';
import type { Timeout } from './timeout.ts';

/** `hash` is the approval hash: it covers the content and the destination, so it names the question exactly. */
export type DraftToCheck = { hash: string; draft: IssueDraft };

export type Preflight = {
  /** Problems by hash. A tracker that cannot be asked leaves them unknown and gives a `notice` instead of throwing. */
  check(
    tracker: string,
    drafts: readonly DraftToCheck[],
  ): Promise<{ problems: ReadonlyMap<string, string>; notice: string | null }>;
};

/** What the tracker accepts changes rarely: a label is added, a team is archived. */
const rememberMs = 5 * 60_000;
const rememberAtMost = 5000;

type Deps = { trackers: Trackers; clock: Clock; log: Log; timeout: Timeout };

export function createPreflight(deps: Deps): Preflight {
  const known = new Map<string, { until: number; problem: string | null }>();
  return {
    async check(name, drafts) {
      const now = deps.clock.now().getTime();
      const asked = drafts.filter(({ hash }) => (known.get(hash)?.until ?? 0) <= now);
      const notice = await ask(deps, name, asked, (hash, problem) => {
        if (known.size >= rememberAtMost) known.clear();
        known.set(hash, { until: now + rememberMs, problem });
      });
      const found = drafts.flatMap(({ hash }) => {
        const problem = known.get(hash)?.problem;
        return problem ? [[hash, problem] as const] : [];
      });
      return { problems: new Map(found), notice };
    },
  };
}

/** Null when the tracker answered, else why it could not be asked. */
async function ask(
  deps: Deps,
  name: string,
  drafts: readonly DraftToCheck[],
  learn: (hash: string, problem: string | null) => void,
): Promise<string | null> {
  if (drafts.length === 0) return null;
  try {
    const tracker = await deps.trackers.open(name);
    const problems = await problemsOf(deps, tracker, drafts);
    for (const { hash } of drafts) learn(hash, problems.get(hash) ?? null);
    return null;
  } catch (fault) {
    deps.log.warn('drafts could not be checked before approval', { tracker: name, error: fault });
    return `The drafts could not be checked with the tracker. ${sayFault(fault)}`;
  }
}

/** Fatal problems first; those that only change the issue are worth saying too, because the click consents to them. */
async function problemsOf(
  { timeout }: Deps,
  tracker: Tracker,
  drafts: readonly DraftToCheck[],
): Promise<Map<string, string>> {
  const signal = timeout(tracker.traits.requestTimeoutMs);
  const found = await tracker.preflight(
    drafts.map(({ draft }) => draft),
    signal,
  );
  const problems = new Map<string, string>();
  for (const { index, problem } of found.toSorted((a, b) => Number(b.fatal) - Number(a.fatal))) {
    const hash = drafts[index]?.hash;
    if (hash === undefined) continue;
    const before = problems.get(hash);
    problems.set(hash, before === undefined ? problem : `${before} ${problem}`);
  }
  return problems;
}

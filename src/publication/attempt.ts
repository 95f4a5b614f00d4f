/** One attempt at a tracker, given up after the tracker's own time limit, also where the adapter itself would hang. */
import type { PushRun } from './push-run.ts';

export type Unknown = { kind: 'unknown'; reason: string };

/** What `attempt` answers, or `unknown` when it took too long, broke its promise never to throw, or the run ended. */
export async function attemptOnce<Outcome>(
  run: Pick<PushRun, 'desk' | 'tracker' | 'signal'>,
  attempt: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome | Unknown> {
  const { tracker } = run;
  const limit = run.desk.timeout(tracker.traits.requestTimeoutMs, run.signal);
  const gaveUp = new Promise<Unknown>((resolve) => {
    const reason = 'The tracker did not answer in time.';
    limit.addEventListener('abort', () => resolve({ kind: 'unknown', reason }), { once: true });
  });
  try {
    return await Promise.race([attempt(limit), gaveUp]);
  } catch (error) {
    run.desk.log.error('a tracker threw instead of answering', { tracker: tracker.name, error });
    return { kind: 'unknown', reason: 'The attempt broke off.' };
  }
}

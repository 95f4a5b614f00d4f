/** Jira's published limits: how often an endpoint may be asked in a second, and one issue be written in a while. */
import type { Answer } from '../answer.ts';
import { rateLimited } from './answers.ts';

export type Limits = {
  /** The answer that refuses this request, or null when it may go on; counts it then. */
  refuse(request: { method: string; operation: string; issueId: string | null }, now: number): Answer | null;
};

/** `perSecond` of one endpoint, half of that where something is replaced or deleted. */
export function createLimits(perSecond = 100): Limits {
  const seen = new Map<string, number[]>();
  const waitFor = (name: string, most: number, perMs: number, now: number) => {
    const times = (seen.get(name) ?? []).filter((at) => at > now - perMs);
    seen.set(name, times);
    return times.length < most ? 0 : times[times.length - most]! + perMs - now;
  };
  return {
    refuse({ method, operation, issueId }, now) {
      const most = method === 'PUT' || method === 'DELETE' ? perSecond / 2 : perSecond;
      const burst = waitFor(operation, most, 1000, now);
      if (burst > 0) return rateLimited(burst, 'jira-burst-based');
      const isWrite = method !== 'GET' && issueId !== null;
      const ofIssue = isWrite
        ? Math.max(waitFor(`${issueId}/short`, 20, 2000, now), waitFor(`${issueId}/long`, 100, 30_000, now))
        : 0;
      if (ofIssue > 0) return rateLimited(ofIssue, 'jira-per-issue-on-write');
      seen.get(operation)!.push(now);
      if (isWrite) for (const span of ['short', 'long']) seen.get(`${issueId}/${span}`)!.push(now);
      return null;
    },
  };
}

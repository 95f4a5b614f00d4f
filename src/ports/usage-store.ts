/** What models used, as kept. */
import type { Id } from '../domain/ids.ts';
import type { ModelUse, UsageBy, UsageSum } from '../domain/usage.ts';

export type UsageStore = {
  /** Keeps one answer's use; a second under the same id changes nothing. */
  append(use: ModelUse): Promise<void>;
  /**
   * Sums by what the answers since then have in common, the largest first and days in their order; all of them when
   * `since` is null. Days are of `timeZone`.
   */
  sums(workspaceId: Id, wanted: { since: string | null; by: UsageBy; timeZone: string }): Promise<UsageSum[]>;
  /** The sum over one run; zeros for a run that asked no model. */
  ofRun(workspaceId: Id, runId: string): Promise<UsageSum>;
};

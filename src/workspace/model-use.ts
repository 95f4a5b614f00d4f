/** Models as a service: which one works for a caller, and what all of them used. */

import { DocketError } from '../domain/errors.ts';
import type { ChosenModel, ModelOperation } from '../domain/model-choice.ts';
import type { Caller } from '../domain/principal.ts';
import { readSince } from '../domain/since.ts';
import { addUsage, type UsageBy, type UsageReport } from '../domain/usage.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

export type ModelsService = {
  /** What would work for this caller now; null when no model is connected. */
  chosen(caller: Caller): Promise<Record<ModelOperation, ChosenModel> | null>;
  /**
   * What was used since `period`, a time in words (`today`, `last week`, `since Monday`, `all`), the last 30 days unless
   * given. Throws INVALID_INPUT for words that name no time.
   */
  usage(caller: Caller, wanted: { period?: string; by: UsageBy }): Promise<UsageReport>;
};

type Deps = {
  store: Store;
  clock: Clock;
  /** Null when no model is connected. */
  choose: ((operation: ModelOperation, by: Caller) => Promise<ChosenModel>) | null;
};

export function createModelsService({ store, clock, choose }: Deps): ModelsService {
  return {
    async chosen(caller) {
      if (!choose) return null;
      return { converse: await choose('converse', caller), generate: await choose('generate', caller) };
    },
    async usage({ workspaceId }, { period = 'last month', by }) {
      const since = readPeriod(period, clock.now());
      const timeZone = (await store.workspaces.get(workspaceId))?.timeZone ?? 'UTC';
      const rows = await store.usage.sums(workspaceId, { since, by, timeZone });
      return { since, by, total: addUsage(rows, 'total'), rows };
    },
  };
}

/** Null for all time. */
function readPeriod(words: string, now: Date): string | null {
  if (/^(?:all|ever|all time|everything)$/i.test(words.trim())) return null;
  const time = readSince(words.replace(/^(week|month|quarter|year)$/i, 'last $1'), now);
  if (time) return time.toISOString();
  throw new DocketError('INVALID_INPUT', {
    message: `"${words}" is no time I can read.`,
    remedy: 'Say, for example: today, last week, since Monday, since 2026-11-01, or all.',
  });
}

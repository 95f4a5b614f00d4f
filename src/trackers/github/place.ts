/** The repository and its labels as creating needs them: read once, shared, renewed when old or wrong. */
import type { Clock } from '../../ports/clock.ts';
import type { GithubApi } from './api.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import { type Repository, readRepository } from './repository.ts';
import type { GithubSettings } from './settings.ts';

export type Place = { repository: Repository; labels: LabelBook };

export type PlaceKeeper = {
  /** As read at most five minutes ago. Throws what `readRepository` throws. */
  current(): Promise<Place>;
  /** As it is now. */
  renew(): Promise<Place>;
  /** GitHub says that a part of it is gone: the next `current` reads it anew. */
  forget(): void;
};

const lastsMs = 5 * 60_000;

/** A reading is shared by all who wait for it, so it is bounded by the request's own time and by no caller's signal. */
export function createPlaceKeeper(deps: {
  api: GithubApi;
  settings: GithubSettings;
  clock: Clock;
}): PlaceKeeper {
  let kept: { since: number; reading: Promise<Place> } | null = null;
  const now = () => deps.clock.now().getTime();
  const renew = () => {
    const reading = readPlace(deps);
    const mine = { since: now(), reading };
    kept = mine;
    reading.catch(() => {
      if (kept === mine) kept = null;
    });
    return reading;
  };
  return {
    renew,
    current: () => (kept !== null && now() - kept.since < lastsMs ? kept.reading : renew()),
    forget() {
      kept = null;
    },
  };
}

async function readPlace({ api, settings }: { api: GithubApi; settings: GithubSettings }): Promise<Place> {
  const repository = await readRepository(api, settings);
  return { repository, labels: createLabelBook(api, repository) };
}

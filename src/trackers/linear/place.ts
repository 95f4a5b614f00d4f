/** The team and its labels as creating needs them: read once, shared by issues sent together, renewed when old or wrong. */
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { LinearApi } from './api.ts';
import { createLabelIndex } from './label-index.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import type { LinearSettings } from './settings.ts';
import { readTeam, type Team } from './team.ts';

export type Place = { team: Team; labels: LabelBook };

export type PlaceKeeper = {
  /** As read at most five minutes ago. Throws what `readTeam` throws. */
  current(): Promise<Place>;
  /** As it is now. */
  renew(): Promise<Place>;
  /** Linear says that a part of it is gone: the next `current` reads it anew. */
  forget(): void;
};

const lastsMs = 5 * 60_000;

/** A reading is shared by all who wait for it, so it is bounded by the request's own time and by no caller's signal. */
export function createPlaceKeeper(deps: {
  api: LinearApi;
  settings: LinearSettings;
  log: Log;
  clock: Clock;
}): PlaceKeeper {
  let kept: { since: number; reading: Promise<Place> } | null = null;
  const now = () => deps.clock.now().getTime();
  const renew = () => {
    const reading = readPlace(deps.api, deps.settings, deps.log);
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

async function readPlace(api: LinearApi, settings: LinearSettings, log: Log): Promise<Place> {
  const team = await readTeam(api, settings);
  return { team, labels: createLabelBook(createLabelIndex(api, team.id), log) };
}

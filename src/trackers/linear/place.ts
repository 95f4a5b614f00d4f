/** The team and its labels as creating needs them: read once, shared by issues sent together, renewed when old or wrong. */
import type { Clock } from '../../ports/clock.ts';
import { type Kept, keepReading } from '../../ports/kept.ts';
import type { Log } from '../../ports/log.ts';
import type { LinearApi } from './api.ts';
import { createLabelIndex } from './label-index.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import type { LinearSettings } from './settings.ts';
import { readTeam, type Team } from './team.ts';

export type Place = { team: Team; labels: LabelBook };

/** Renewed, too, once Linear says that a part of it is gone. */
export type PlaceKeeper = Kept<Place>;

const lastsMs = 5 * 60_000;

export function createPlaceKeeper(deps: {
  api: LinearApi;
  settings: LinearSettings;
  log: Log;
  clock: Clock;
}): PlaceKeeper {
  return keepReading(() => readPlace(deps.api, deps.settings, deps.log), { clock: deps.clock, lastsMs });
}

async function readPlace(api: LinearApi, settings: LinearSettings, log: Log): Promise<Place> {
  const team = await readTeam(api, settings);
  return { team, labels: createLabelBook(createLabelIndex(api, team.id), log) };
}

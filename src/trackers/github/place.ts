/** The repository and its labels as creating needs them: read once, shared, renewed when old or wrong. */
import type { Clock } from '../../ports/clock.ts';
import { type Kept, keepReading } from '../../ports/kept.ts';
import type { GithubApi } from './api.ts';
import { createLabelBook, type LabelBook } from './labels.ts';
import { type Repository, readRepository } from './repository.ts';
import type { GithubSettings } from './settings.ts';

export type Place = { repository: Repository; labels: LabelBook };

/** Renewed, too, once GitHub says that a part of it is gone. */
export type PlaceKeeper = Kept<Place>;

const lastsMs = 5 * 60_000;

export function createPlaceKeeper(deps: {
  api: GithubApi;
  settings: GithubSettings;
  clock: Clock;
}): PlaceKeeper {
  return keepReading(() => readPlace(deps), { clock: deps.clock, lastsMs });
}

async function readPlace({ api, settings }: { api: GithubApi; settings: GithubSettings }): Promise<Place> {
  const repository = await readRepository(api, settings);
  return { repository, labels: createLabelBook(api, repository) };
}

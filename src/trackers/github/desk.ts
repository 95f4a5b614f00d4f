/** What every deed at GitHub works with. */
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { GithubApi } from './api.ts';
import type { KeyBook } from './keys.ts';
import type { PlaceKeeper } from './place.ts';

export type GithubDesk = { api: GithubApi; place: PlaceKeeper; keys: KeyBook; log: Log; clock: Clock };

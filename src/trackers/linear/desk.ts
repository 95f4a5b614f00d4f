/** What every deed at Linear works with. */
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { LinearApi } from './api.ts';
import type { PlaceKeeper } from './place.ts';

export type LinearDesk = { api: LinearApi; place: PlaceKeeper; log: Log; clock: Clock };

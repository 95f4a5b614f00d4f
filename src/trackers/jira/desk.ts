/** What every deed at Jira works with. */
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { JiraApi } from './api.ts';
import type { KeyBook } from './keys.ts';
import type { PlaceKeeper } from './place.ts';
import type { JiraSettings } from './settings.ts';

export type JiraDesk = {
  api: JiraApi;
  place: PlaceKeeper;
  keys: KeyBook;
  settings: JiraSettings;
  log: Log;
  clock: Clock;
  /** By marker: fields that Jira would not take for an issue, so that the next attempt goes without them. */
  leftOut: Map<string, Set<string>>;
  /** By id: how high issues stand that may become parents. */
  levels: Map<string, number>;
};

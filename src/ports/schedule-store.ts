/** What is to be posted later, as kept. */
import type { Id } from '../domain/ids.ts';
import type { Reach } from '../domain/reach.ts';
import type { Schedule } from '../domain/schedule.ts';

export type ScheduleStore = {
  /** Inserts, or replaces the one of this id in the same workspace. */
  put(schedule: Schedule): Promise<void>;
  delete(workspaceId: Id, id: Id): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Schedule | null>;
  /** Those that something is still to come of, oldest first. */
  list(workspaceId: Id): Promise<Schedule[]>;
  /**
   * Of all workspaces, in threads within `reach`: due at `now` and taken by nobody since `takenBefore`, the longest due
   * first; at most 100.
   */
  due(when: { now: string; takenBefore: string }, reach: Reach): Promise<Schedule[]>;
  /** Compare-and-set: marks what is due as taken; false when somebody else took, moved or ended it since. */
  take(schedule: Schedule, at: string): Promise<boolean>;
  /** Sets when it comes next, null for never, where it is still due and taken as given; false otherwise. */
  advance(schedule: Schedule, next: string | null): Promise<boolean>;
};

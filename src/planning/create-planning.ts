/** Planning as a service: where the work stands, and what is to be posted later. */
import type { PmTemplate } from '../domain/pm-template.ts';
import type { Caller } from '../domain/principal.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { StatusReport } from '../domain/status-report.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Publication } from '../publication/publication.ts';
import type { Mutate } from '../tickets/mutate.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { type Bugs, createBugs } from './bugs.ts';
import type { StopWish } from './find-schedules.ts';
import { createPeople, type People } from './people.ts';
import { createPm, type Pm } from './pm.ts';
import { type DuePost, postDue } from './post-due.ts';
import { type ReportWish, readReport } from './report.ts';
import {
  listSchedules,
  type ScheduleList,
  type ScheduleWish,
  startSchedule,
  stopSchedules,
} from './schedules.ts';

export type Planning = Pm &
  Bugs &
  People & {
    /** Throws INVALID_INPUT for a period that names no time, and what selecting tickets throws. */
    report(caller: Caller, wish: ReportWish): Promise<StatusReport>;
    /** Throws as `startSchedule` does. */
    schedule(caller: Caller, wish: ScheduleWish): Promise<Schedule>;
    schedules(caller: Caller): Promise<ScheduleList>;
    /** Throws as `stopSchedules` does. */
    stop(caller: Caller, wish: StopWish): Promise<Schedule[]>;
    /** Posts what is due by now; never throws for a single one. */
    postDue(how: DuePost): Promise<void>;
  };

export function createPlanning(deps: {
  store: Store;
  tickets: Pick<Tickets, 'select'>;
  publication: Pick<Publication, 'tellNews' | 'findAlike'>;
  mutate: Mutate;
  templates(): PmTemplate[];
  clock: Clock;
  ids: IdSource;
  log: Log;
}): Planning {
  const pm = createPm(deps);
  const review = (caller: Caller) => pm.hygiene(caller, { dry: true });
  const report: Planning['report'] = (caller, wish) => readReport(deps, caller, wish);
  return {
    ...pm,
    ...createBugs(deps),
    ...createPeople(deps),
    report,
    schedule: (caller, wish) => startSchedule(deps, caller, wish),
    schedules: (caller) => listSchedules(deps, caller),
    stop: (caller, wish) => stopSchedules(deps, caller, wish),
    postDue: (how) => {
      const { tellNews } = deps.publication;
      return postDue({ ...deps, tellNews, report: (caller, kind) => report(caller, { kind }), review }, how);
    },
  };
}

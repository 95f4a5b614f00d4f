/** Takes in what Slack delivers beside the house: keeps it, acknowledges it, shows that it was heard, and hands it over in order. */
import type { Receiver } from '@slack/bolt';
import { createIdSource } from '../../domain/ids.ts';
import { createEndLog } from '../../messenger/ends.ts';
import { createKeeping } from '../../messenger/keeping.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/journal.ts';
import { createFronts } from './fronts.ts';
import type { FromIntake, IntakeEnd, IntakeStart } from './intake-link.ts';
import { type Kept, Taking } from './taking.ts';
import { attach, openTransport } from './transport.ts';

export type IntakeParts = {
  end: IntakeEnd;
  /** Null where the house itself stores what comes in, and it is acknowledged then. */
  journal: Journal | null;
  /** Where another hears them and hands them over; they are listened for here when absent. */
  receiver?: Receiver;
};

/** Begins at once, with what an earlier process left; says `listening` or `refused`, and ends when it is told to. */
export function runIntake(start: IntakeStart, { end, journal, receiver }: IntakeParts): void {
  const say = (said: FromIntake) => end.say(said);
  const log = createEndLog(say);
  const { apiUrl } = start.settings;
  const { transport, begin, stop: close } = openTransport(start, receiver, log);
  const deps = { apiUrl, log, clock: systemClock, ids: createIdSource(() => Date.now()) };
  const fronts = createFronts(start.front, deps, (team) => say({ say: 'asks', team }));
  const keeping = createKeeping<Kept>(journal);
  const taking = new Taking(start, { end, log, keeping, fronts });
  const stop = async () => {
    await close();
    await keeping.close();
    say({ say: 'stopped' });
  };
  attach(transport, (delivery) => taking.take(delivery));
  end.onHeard((told) => {
    if (told.say === 'front') fronts.know(told.team, told.front);
    else if (told.say === 'stop') void stop();
    else taking.hear(told);
  });
  taking.handOverLeft();
  begin().then(
    () => say({ say: 'listening' }),
    (error) => say({ say: 'refused', message: String(error), error: error?.data?.error ?? null }),
  );
}

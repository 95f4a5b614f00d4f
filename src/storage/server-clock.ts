/** One time for all instances: that of the database they share, whatever the clocks of their machines say. */
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export type ServerClock = Clock & {
  /** Goes by the server from now on, and is set again every minute. Throws what reading throws the first time. */
  follow(readServer: () => Promise<Date>, log: Log): Promise<void>;
  stop(): void;
};

const setAgainMs = 60_000;
/** A difference of this size is worth an operator's attention; Docket itself does not mind it. */
const notableMs = 5_000;

/** Until it follows a server it is the machine's own clock. */
export function createServerClock(own: Clock): ServerClock {
  let aheadMs = 0;
  let timer: NodeJS.Timeout | null = null;
  /** The answer was true somewhere between the question and its coming back. */
  async function set(readServer: () => Promise<Date>): Promise<number> {
    const asked = own.now().getTime();
    const server = (await readServer()).getTime();
    const heard = own.now().getTime();
    aheadMs = Math.round(server - (asked + heard) / 2);
    return aheadMs;
  }
  return {
    now: () => new Date(own.now().getTime() + aheadMs),
    async follow(readServer, log) {
      const ahead = await set(readServer);
      if (Math.abs(ahead) > notableMs)
        log.warn('the clock of this machine is off; the database’s is used', { ahead });
      timer ??= setInterval(() => {
        set(readServer).catch((error) => log.debug('the database’s clock could not be read', { error }));
      }, setAgainMs).unref();
    },
    stop() {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}

/** What goes wrong alike with every tracker that is read, said alike; what is the vendor's own is said beside its adapter. */
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** Nothing it answers can be used now, and it may be asked again. */
export function sayUnusable(service: string, cause: unknown): DocketError {
  return new DocketError('TRACKER_UNAVAILABLE', {
    message: `${service} gave no usable answer.`,
    remedy: 'Try again in a minute; the log says more.',
    cause,
  });
}

/** `setting` is the variable that holds its address. */
export function sayUnreachable(service: string, setting: string, cause: unknown): DocketError {
  return new DocketError('TRACKER_UNAVAILABLE', {
    message: `${service} could not be reached.`,
    remedy: `Check the network and ${setting}, then try again.`,
    cause,
  });
}

export function saySlowDown(service: string, retryAfterMs: number, cause: unknown): DocketError {
  return new DocketError('RATE_LIMITED', {
    message: `${service} asked us to slow down.`,
    remedy: `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    retryAfterMs,
    cause,
  });
}

/** How one tracker's adapter tells what its client threw. */
export type FaultWords<Fault> = {
  service: string;
  readFault(error: unknown, now: Date): Fault;
  /** For the log. */
  describeFault(fault: Fault, error: unknown): Record<string, unknown>;
  toError(fault: Fault, cause: unknown): DocketError;
};

export type Asking = <Result>(
  desk: { clock: Clock; log: Log },
  read: () => Promise<Result>,
) => Promise<Result>;

/** Runs a read and translates and logs what it throws; a DocketError goes through as it is. */
export function createAsking<Fault>(words: FaultWords<Fault>): Asking {
  return async ({ clock, log }, read) => {
    try {
      return await read();
    } catch (error) {
      if (isDocketError(error)) throw error;
      const fault = words.readFault(error, clock.now());
      log.warn(`${words.service} could not be read`, words.describeFault(fault, error));
      throw words.toError(fault, error);
    }
  };
}

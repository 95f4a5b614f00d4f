/** How long something outside is waited for, injected so that tests decide when time passes. */

/** Aborts after `ms`, or together with `signal`. */
export type Timeout = (ms: number, signal?: AbortSignal) => AbortSignal;

export const abortAfter: Timeout = (ms, signal) => {
  const timeout = AbortSignal.timeout(ms);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
};

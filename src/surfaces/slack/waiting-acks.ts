/** Acknowledgements that wait for the house: of a sent form for what is wrong with it, of others for being stored. */
import { setTimeout as wait } from 'node:timers/promises';

export type Errors = Record<string, string> | null;

export type WaitingAcks = {
  /** Resolves when the house is done with it; rejects when it could not take it in. */
  stored(id: number): Promise<void>;
  /** What is wrong with a form; null once it is too late to say so in its dialogue, from when on `late` is told. */
  answered(id: number, late: (errors: NonNullable<Errors>) => void): Promise<Errors>;
  done(id: number): void;
  failed(id: number): void;
  answer(id: number, errors: Errors): void;
};

/** Slack waits three seconds. */
const answerWithinMs = 2700;
/** The house is told to answer well before. */
const lateForMs = 30_000;

export function createWaitingAcks(): WaitingAcks {
  const storing = new Map<number, PromiseWithResolvers<void>>();
  const answering = new Map<number, Pick<PromiseWithResolvers<Errors>, 'resolve' | 'reject'>>();
  return {
    stored(id) {
      const waiting = Promise.withResolvers<void>();
      storing.set(id, waiting);
      return waiting.promise.finally(() => storing.delete(id));
    },
    async answered(id, late) {
      const answer = Promise.withResolvers<Errors>();
      answering.set(id, answer);
      const tooLate = Symbol('too late');
      const timer = new AbortController();
      const timeout = wait(answerWithinMs, tooLate, { signal: timer.signal, ref: false }).catch(
        () => tooLate,
      );
      const first = await Promise.race([answer.promise, timeout]).finally(() => {
        timer.abort();
        answering.delete(id);
      });
      if (typeof first !== 'symbol') return first;
      answering.set(id, { resolve: (errors) => errors && late(errors as never), reject() {} });
      setTimeout(() => answering.delete(id), lateForMs).unref();
      return null;
    },
    done: (id) => storing.get(id)?.resolve(),
    failed(id) {
      const fault = new Error('it could not be stored');
      storing.get(id)?.reject(fault);
      answering.get(id)?.reject(fault);
    },
    answer(id, errors) {
      answering.get(id)?.resolve(errors);
      answering.delete(id);
    },
  };
}

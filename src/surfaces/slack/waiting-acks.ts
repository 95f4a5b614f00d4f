/** Sent forms whose acknowledgement waits for the house to say what is wrong with them. */
import { setTimeout as wait } from 'node:timers/promises';

export type Errors = Record<string, string> | null;

export type WaitingAcks = {
  /** What is wrong with a form; rejects when the house could not take it in. Null once it is too late to say so in its dialogue, from when on `late` is told. */
  answered(id: number, late: (errors: NonNullable<Errors>) => void): Promise<Errors>;
  failed(id: number): void;
  answer(id: number, errors: Errors): void;
};

/** Slack waits three seconds. */
const answerWithinMs = 2700;
/** The house is told to answer well before. */
const lateForMs = 30_000;

export function createWaitingAcks(): WaitingAcks {
  const answering = new Map<number, Pick<PromiseWithResolvers<Errors>, 'resolve' | 'reject'>>();
  return {
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
    failed: (id) => answering.get(id)?.reject(new Error('it could not be stored')),
    answer(id, errors) {
      answering.get(id)?.resolve(errors);
      answering.delete(id);
    },
  };
}

/** Questions from one end of a line to the other: asked by name, answered or refused with the reason. */
import { randomUUID } from 'node:crypto';
import { DocketError, type ErrorCode, isDocketError } from '../domain/errors.ts';

export type Asks = { say: 'asks'; ask: string; name: string; given: unknown[] };
type Fault = { code: ErrorCode; message: string; remedy: string };
export type Told = { say: 'told'; ask: string; value?: unknown; fault?: Fault | null };

/** What may be asked, by name. Everything given and answered can be handed from one thread to another. */
type Questions = { [name: string]: (...given: never[]) => Promise<unknown> };

export type Asking<Known extends Questions> = {
  /** Rejects with the DocketError the other end has thrown; with another error where it broke. */
  ask<Name extends keyof Known & string>(
    name: Name,
    ...given: Parameters<Known[Name]>
  ): ReturnType<Known[Name]>;
  hear(told: Told): void;
};

export function createAsking<Known extends Questions>(say: (asks: Asks) => void): Asking<Known> {
  const open = new Map<string, PromiseWithResolvers<unknown>>();
  return {
    ask(name, ...given) {
      // A process that takes over from one that broke is not told what that one asked.
      const ask = randomUUID();
      const waiting = Promise.withResolvers<unknown>();
      open.set(ask, waiting);
      say({ say: 'asks', ask, name, given });
      return waiting.promise.finally(() => open.delete(ask)) as ReturnType<Known[typeof name]>;
    },
    hear({ ask, value, fault }) {
      if (fault === undefined) open.get(ask)?.resolve(value);
      else
        open.get(ask)?.reject(fault ? new DocketError(fault.code, fault) : new Error('it could not be told'));
    },
  };
}

/** Never rejects: what goes wrong is told. */
export async function answerAsked<Known extends Questions>(
  known: Known,
  { ask, name, given }: Asks,
  tell: (told: Told) => void,
): Promise<void> {
  try {
    tell({ say: 'told', ask, value: await known[name]!(...(given as never[])) });
  } catch (error) {
    const { code, message, remedy } = isDocketError(error) ? error : {};
    tell({ say: 'told', ask, fault: code ? { code, message: message!, remedy: remedy! } : null });
  }
}

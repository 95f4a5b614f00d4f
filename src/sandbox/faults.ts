/** Faults a sandbox commits on demand, so that people can rehearse an outage and tests can prove what we do in one. */
import * as z from 'zod';

/**
 * lost_request: the connection drops before anything is done. server_error: 502, nothing done. slow: done `delayMs` later,
 * also when the client has gone. server_error_after, lost_answer, truncated: done, but the answer is a 502, a dropped
 * connection, or half of its JSON. rate_limited, unauthorized, forbidden and invalid: refused as the vendor refuses, the
 * last where it knows no other word for what it does not take. partial: of
 * what one request asks for, a part is done and the rest refused; done as usual where the vendor knows no such thing.
 */
export const FaultKind = z.enum([
  'lost_request',
  'server_error',
  'slow',
  'server_error_after',
  'lost_answer',
  'truncated',
  'rate_limited',
  'unauthorized',
  'forbidden',
  'invalid',
  'partial',
]);
export type FaultKind = z.infer<typeof FaultKind>;

export const Fault = z.strictObject({
  kind: FaultKind,
  /** The vendor's name of the operation it strikes, e.g. `issueCreate`; every operation when left out. */
  operation: z.string().optional(),
  /** Strikes only requests that hold this text, such as an issue's title. */
  about: z.string().optional(),
  /** Requests it lets pass first. */
  skip: z.int().min(0).default(0),
  /** Requests it then strikes. */
  times: z.int().min(1).default(1),
  delayMs: z.int().min(0).max(60_000).default(1000),
  /** When a `rate_limited` answer says to come back. */
  resetMs: z.int().min(0).default(30_000),
});
export type Fault = z.infer<typeof Fault>;

export type Faults = {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  /** What is still to come, with `skip` and `times` counted down. */
  pending(): Fault[];
  /** The fault that strikes this request, if one does; counts it. */
  strike(operations: readonly string[], body?: string): Fault | null;
};

export function createFaults(): Faults {
  let plan: Fault[] = [];
  return {
    add: (fault) => void plan.push(Fault.parse(fault)),
    clear: () => {
      plan = [];
    },
    pending: () => plan.map((fault) => ({ ...fault })),
    strike(operations, body = '') {
      const meant = plan.filter(({ operation, about }) => {
        const asked = operation === undefined || operations.includes(operation);
        return asked && (about === undefined || body.includes(about));
      });
      const due = meant.find(({ skip }) => skip === 0) ?? null;
      for (const fault of meant) if (fault.skip > 0) fault.skip -= 1;
      if (due) due.times -= 1;
      plan = plan.filter(({ times }) => times > 0);
      return due;
    },
  };
}

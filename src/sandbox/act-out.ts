/** Serves a request the way the fault that strikes it demands. */
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, badGateway, send } from './answer.ts';
import type { Fault } from './faults.ts';

/** What a vendor would answer: `act` does what was asked, the others refuse it. */
export type Acts = {
  act(): Answer;
  /** A part of what was asked, where the vendor may do less than all of it. */
  partly?(): Answer;
  rateLimited(resetMs: number): Answer;
  unauthorized(): Answer;
  forbidden(): Answer;
  /** Left out where the vendor refuses what it does not take as it refuses the rest. */
  invalid?(): Answer;
};

/** Without a fault, the request is simply answered. */
export async function actOut(fault: Fault | null, response: ServerResponse, acts: Acts): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      return send(response, acts.act());
    case 'lost_request':
      return void response.destroy();
    case 'server_error':
      return send(response, badGateway());
    case 'partial':
      return send(response, (acts.partly ?? acts.act)());
    case 'rate_limited':
      return send(response, acts.rateLimited(fault.resetMs));
    case 'unauthorized':
      return send(response, acts.unauthorized());
    case 'forbidden':
      return send(response, acts.forbidden());
    case 'invalid':
      return send(response, (acts.invalid ?? acts.forbidden)());
    case 'slow':
      await wait(fault.delayMs);
      return send(response, acts.act());
    case 'server_error_after':
      acts.act();
      return send(response, badGateway());
    case 'lost_answer':
      acts.act();
      return void response.destroy();
    case 'truncated': {
      const { body, ...whole } = acts.act();
      return send(response, { ...whole, body: body.slice(0, body.length / 2) });
    }
  }
}

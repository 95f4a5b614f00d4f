/** How Discord says no: a status, one of its own codes, and for a form the place of each fault in it. */
import { type Answer, json } from '../answer.ts';

/** A fault at a place of the request, such as `components/0/custom_id`. */
export type FormFault = { at: string; code: string; message: string };

export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly faults: readonly FormFault[];

  constructor(status: number, code: number, message: string, faults: readonly FormFault[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.faults = faults;
  }
}

/** By Discord's JSON error codes: docs, topics/opcodes-and-status-codes. */
const messages = {
  0: [401, '401: Unauthorized'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30032: [400, 'Maximum number of application commands reached (100).'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40333: [404, '404: Not Found'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50027: [401, 'Invalid Webhook Token'],
  50083: [400, 'Thread is archived'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
} as const;

export function refuse(code: keyof typeof messages): Refusal {
  const [status, message] = messages[code];
  return new Refusal(status, code === 40333 ? 0 : code, message);
}

export function refuseForm(faults: readonly FormFault[]): Refusal {
  return new Refusal(400, 50035, 'Invalid Form Body', faults);
}

export function oneFault(at: string, code: string, message: string): Refusal {
  return refuseForm([{ at, code, message }]);
}

export function refusalAnswer({ status, code, message, faults }: Refusal): Answer {
  return json(status, { message, code, ...(faults.length > 0 ? { errors: nest(faults) } : {}) });
}

/** A tree as deep as the request, with the faults of a place under `_errors`. */
function nest(faults: readonly FormFault[]): object {
  const root: Record<string, unknown> = {};
  for (const { at, code, message } of faults) {
    let place = root;
    for (const part of at.split('/').filter(Boolean)) {
      place[part] ??= {};
      place = place[part] as Record<string, unknown>;
    }
    const said = (place._errors ?? []) as object[];
    place._errors = [...said, { code, message }];
  }
  return root;
}

/** A sandbox's own endpoints: faults on demand, issues to read, and changes a teammate would make in the vendor's app. */
import * as z from 'zod';
import { type Answer, json } from './answer.ts';
import { Fault, type Faults } from './faults.ts';

export type Controlled = {
  faults: Faults;
  issues(): unknown[];
  /** What came of it. Throws an Error that says what a person would be told. */
  write(edit: unknown): unknown;
  edit(key: string, edit: unknown): unknown;
  /** Where it reports to, and what goes wrong on the way, where that can be set while it runs. */
  webhooks?(wish: unknown): unknown;
};
type ControlRequest = { method: string; path: string; body: string };

const FaultList = z.union([z.array(Fault), Fault.transform((one) => [one])]);

/** `path` is what follows `/_sandbox`. What it cannot do, and why, is an answer too. */
export function answerControl(controlled: Controlled, request: ControlRequest): Answer {
  try {
    const [, noun, key] = request.path.split('/');
    if (noun === 'faults') return answerFaults(controlled.faults, request);
    if (noun === 'issues') return answerIssues(controlled, request, key);
    if (noun === 'webhooks' && controlled.webhooks && request.method === 'POST')
      return json(200, controlled.webhooks(JSON.parse(request.body)));
    return unknownEndpoint();
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof Error) return json(400, { error: error.message });
    throw error;
  }
}

function answerFaults(faults: Faults, { method, body }: ControlRequest): Answer {
  if (method === 'POST') for (const fault of FaultList.parse(JSON.parse(body))) faults.add(fault);
  else if (method === 'DELETE') faults.clear();
  else if (method !== 'GET') return unknownEndpoint();
  return json(200, faults.pending());
}

function answerIssues(controlled: Controlled, { method, body }: ControlRequest, key?: string): Answer {
  if (method === 'GET' && key === undefined) return json(200, controlled.issues());
  if (method !== 'POST') return unknownEndpoint();
  const edit: unknown = JSON.parse(body);
  return json(200, key === undefined ? controlled.write(edit) : controlled.edit(key, edit));
}

function unknownEndpoint(): Answer {
  return json(404, { error: 'The sandbox has no such endpoint' });
}

/** A sandbox's own endpoints: faults on demand, issues to read, and changes a teammate would make in the vendor's app. */
import * as z from 'zod';
import { type Answer, json } from './answer.ts';
import type { Deliveries } from './deliveries.ts';
import { Fault, type Faults } from './faults.ts';
import type { LoopbackRequest } from './loopback-server.ts';
import { describeHolder, holderPath } from './state-holder.ts';

/** What a person sees and does in the vendor's app. They throw an Error that says what the person would be told. */
export type Teammate<Edit, Issue> = {
  /** In the order they were created. */
  issues(): Issue[];
  write(edit: Edit): Issue;
  edit(key: string, edit: Edit): Issue;
};

export type Controlled<Edit> = {
  stateFile: string | undefined;
  faults: Faults;
  /** Where it reports to, and what goes wrong on the way. */
  webhooks: Pick<Deliveries, 'wish'>;
  teammate: Teammate<Edit, unknown>;
  /** What an edit is read with. */
  Edit: z.ZodType<Edit>;
};
type ControlRequest = { method: string; path: string; body: string };

const FaultList = z.union([z.array(Fault), Fault.transform((one) => [one])]);

/** Null when it is not the sandbox itself that is asked. What it cannot do, and why, is an answer too. */
export function answerControl<Edit>(
  controlled: Controlled<Edit>,
  { method, url, body }: LoopbackRequest,
): Answer | null {
  if (url.pathname === holderPath) return json(200, describeHolder(controlled.stateFile));
  if (!url.pathname.startsWith('/_sandbox/')) return null;
  return obey(controlled, { method, path: url.pathname.slice('/_sandbox'.length), body });
}

function obey<Edit>(controlled: Controlled<Edit>, request: ControlRequest): Answer {
  try {
    const [, noun, key] = request.path.split('/');
    if (noun === 'faults') return answerFaults(controlled.faults, request);
    if (noun === 'issues') return answerIssues(controlled, request, key);
    if (noun === 'webhooks' && request.method === 'POST') {
      controlled.webhooks.wish(JSON.parse(request.body));
      return json(200, { ok: true });
    }
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

function answerIssues<Edit>(
  { teammate, Edit }: Controlled<Edit>,
  { method, body }: ControlRequest,
  key?: string,
): Answer {
  if (method === 'GET' && key === undefined) return json(200, teammate.issues());
  if (method !== 'POST') return unknownEndpoint();
  const edit = Edit.parse(JSON.parse(body));
  return json(200, key === undefined ? teammate.write(edit) : teammate.edit(key, edit));
}

function unknownEndpoint(): Answer {
  return json(404, { error: 'The sandbox has no such endpoint' });
}

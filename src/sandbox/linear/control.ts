/** The sandbox's own endpoints: faults on demand, issues to read, and changes a teammate would make in Linear's app. */
import { GraphQLError } from 'graphql';
import * as z from 'zod';
import { type Answer, json } from '../answer.ts';
import { Fault, type Faults } from '../faults.ts';
import { describeIssue, editIssue, IssueEdit, writeIssue } from './teammate.ts';
import type { World } from './world.ts';

type Deps = { world: World; faults: Faults; base: string };
type ControlRequest = { method: string; path: string; body: string };

const FaultList = z.union([z.array(Fault), Fault.transform((one) => [one])]);

/** `path` is what follows `/_sandbox`. What it cannot do, and why, is an answer too. */
export function answerControl(deps: Deps, request: ControlRequest): Answer {
  try {
    const [, noun, key] = request.path.split('/');
    if (noun === 'faults') return answerFaults(deps.faults, request);
    if (noun === 'issues') return answerIssues(deps, request, key);
    return unknownEndpoint();
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof GraphQLError || error instanceof SyntaxError) {
      return json(400, { error: error.message });
    }
    throw error;
  }
}

function answerFaults(faults: Faults, { method, body }: ControlRequest): Answer {
  if (method === 'POST') for (const fault of FaultList.parse(JSON.parse(body))) faults.add(fault);
  else if (method === 'DELETE') faults.clear();
  else if (method !== 'GET') return unknownEndpoint();
  return json(200, faults.pending());
}

function answerIssues({ world, base }: Deps, { method, body }: ControlRequest, key?: string): Answer {
  if (method === 'GET' && key === undefined) {
    const issues = [...world.issues.values()];
    return json(
      200,
      issues.map((issue) => describeIssue(world, base, issue)),
    );
  }
  if (method !== 'POST') return unknownEndpoint();
  const edit = IssueEdit.parse(JSON.parse(body));
  const issue = key === undefined ? writeIssue(world, edit) : editIssue(world, key, edit);
  return json(200, describeIssue(world, base, issue));
}

function unknownEndpoint(): Answer {
  return json(404, { error: 'The sandbox has no such endpoint' });
}

/** Reads a workflow from its YAML text: every way of writing one becomes the same steps, or is refused with file, step and reason. */
import { parseDocument } from 'yaml';
import type * as z from 'zod';
import { isPipeline } from '../catalog/load-workflows.ts';
import { findAgent } from '../domain/agent-role.ts';
import type { Gate, Workflow, WorkflowStep } from '../domain/workflow.ts';
import { StepId } from '../domain/workflow.ts';
import { checkWorkflow } from './check-workflow.ts';
import { type Fault, fault, refuseWorkflow } from './faults.ts';
import { readPipeline } from './read-pipeline.ts';
import { resolveNeeds } from './resolve-needs.ts';
import { type DraftStep, readArrow, readConditions, readGroups, readSteps } from './short-forms.ts';
import { type Pattern, Written } from './written.ts';

/** A step that says nothing of its own is given up after this. */
const usualTimeoutMs = 30 * 60_000;

/**
 * `file` is the name people know it by, and the workflow's id where the text names none. Throws WORKFLOW_INVALID,
 * WORKFLOW_CYCLE {path} or UNKNOWN_DEPENDENCY with every fault there is.
 */
export function readWorkflow(file: string, text: string): Workflow {
  if (isPipeline(text)) throw refusePipeline(file, text);
  const written = readWritten(file, text);
  const { pattern, steps: drafts, faults } = readPattern(written);
  if (faults.length > 0) throw refuseWorkflow(file, faults);
  const { steps, faults: stepFaults } = finishSteps(drafts, written);
  if (stepFaults.length > 0) throw refuseWorkflow(file, stepFaults);
  const workflow = finishWorkflow(file, written, pattern, steps);
  const last = checkWorkflow(workflow);
  if (last.length > 0) throw refuseWorkflow(file, last);
  return workflow;
}

/** A pipeline is looked over too, before it is said that it is none of these. */
function refusePipeline(file: string, text: string): Error {
  const { stages } = readPipeline(file, text);
  const said = `it is a pipeline of ${stages.length} stages and without faults, and capabilities go through it`;
  return refuseWorkflow(file, [fault(null, said)]);
}

function readWritten(file: string, text: string): Written {
  // Aliases could make a small text enormous.
  const document = parseDocument(text, { uniqueKeys: true });
  const [broken] = document.errors;
  if (broken)
    throw refuseWorkflow(file, [
      fault(null, `it is no YAML: ${broken.message.split('\n')[0]!.replace(/:$/, '')}`),
    ]);
  const parsed = Written.safeParse(toData(file, document));
  if (parsed.success) return parsed.data;
  throw refuseWorkflow(
    file,
    parsed.error.issues.map((issue) => sayIssue(issue, document.toJS({ maxAliasCount: 20 }))),
  );
}

function toData(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    throw refuseWorkflow(file, [fault(null, 'it refers to itself too often')]);
  }
}

/** Names the step by its id or agent, or by its place where it has neither. */
function sayIssue({ path, message, code, ...rest }: z.core.$ZodIssue, data: unknown): Fault {
  const [list, at, ...inner] = path;
  const extra =
    code === 'unrecognized_keys' && 'keys' in rest
      ? `${(rest.keys as string[]).join(', ')} is nothing it knows`
      : message;
  if (list !== 'steps' || typeof at !== 'number')
    return fault(null, `${path.join('.') || 'the file'}: ${extra}`);
  const step = (data as { steps: { id?: unknown; agent?: unknown }[] }).steps[at];
  const name = [step?.id, step?.agent].find((one) => typeof one === 'string') ?? `number ${at + 1}`;
  return fault(String(name), `${inner.length > 0 ? `${inner.join('.')}: ` : ''}${extra}`);
}

function readPattern(written: Written): { pattern: Pattern; steps: DraftStep[]; faults: Fault[] } {
  const ways: [Pattern, boolean][] = [
    ['steps', written.steps !== undefined],
    ['parallel', written.parallel_groups !== undefined],
    ['conditional', written.initial !== undefined || written.conditions !== undefined],
    ['arrow', written.workflow !== undefined],
  ];
  const said = ways.filter(([, is]) => is).map(([name]) => name);
  if (said.length !== 1) {
    const reason = said.length === 0 ? 'it has no steps' : `it is written in ${said.length} ways at once`;
    return {
      pattern: 'steps',
      steps: [],
      faults: [
        fault(
          null,
          `${reason}; give steps, parallel_groups, initial with conditions, or an arrow in workflow`,
        ),
      ],
    };
  }
  return { pattern: patternOf(written, said[0]!), ...draft(written, said[0]!) };
}

function draft(written: Written, pattern: Pattern): { steps: DraftStep[]; faults: Fault[] } {
  switch (pattern) {
    case 'parallel':
      return readGroups(written.parallel_groups!);
    case 'conditional':
      return written.initial !== undefined && written.conditions !== undefined
        ? readConditions(written)
        : {
            steps: [],
            faults: [fault(null, 'initial and conditions belong together; one of them is missing')],
          };
    case 'arrow':
      return written.agents_required
        ? readArrow(written.workflow!, written.agents_required)
        : { steps: [], faults: [fault(null, 'an arrow needs agents_required')] };
    default:
      return readSteps(written.steps!);
  }
}

function patternOf({ steps = [] }: Written, pattern: Pattern): Pattern {
  const bySugar =
    steps.some(({ depends_on }) => depends_on !== undefined) &&
    steps.every(({ needs }) => needs === undefined);
  return pattern === 'steps' && bySugar ? 'sequential' : pattern;
}

function finishSteps(
  drafts: readonly DraftStep[],
  written: Written,
): { steps: WorkflowStep[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const steps = drafts.map((draft, at) => {
    const { needs, faults: unknown } = resolveNeeds(drafts, at);
    faults.push(...unknown, ...faultsOfStep(draft));
    return finishStep(draft, needs, written);
  });
  return { steps, faults };
}

function faultsOfStep({ id, agent, gate }: DraftStep): Fault[] {
  return [
    ...(StepId.safeParse(id).success ? [] : [fault(id, 'its id must be lower-case words joined by dashes')]),
    ...(agent === undefined || findAgent(agent) ? [] : [fault(id, `there is no agent "${agent}"`)]),
    ...(agent === undefined && !gate ? [fault(id, 'has neither an agent nor a gate')] : []),
  ];
}

function finishStep(step: DraftStep, needs: string[], { on_failure }: Written): WorkflowStep {
  const agent = step.agent === undefined ? null : findAgent(step.agent);
  return {
    id: step.id,
    agent,
    task: step.task ?? step.gate?.prompt ?? step.name ?? step.id,
    needs,
    branch: step.branch ?? null,
    when: step.when ?? null,
    retry: { max: step.retry?.max ?? 0, backoffMs: step.retry?.backoff ?? 1000 },
    timeoutMs: step.timeout ?? usualTimeoutMs,
    onFailure: readTarget(step.on_failure ?? on_failure),
    outputSchema: step.output_schema ?? null,
    gate: step.gate ? finishGate(step.gate) : null,
    idempotent: step.idempotent ?? true,
    ticket: step.ticket ?? false,
  };
}

function finishGate({
  approvers,
  prompt,
  on_reject,
  timeout,
  on_timeout,
}: NonNullable<DraftStep['gate']>): Gate {
  const onReject = readTarget(on_reject);
  return { approvers, prompt, onReject, timeoutMs: timeout ?? null, onTimeout: on_timeout };
}

function readTarget<Word extends string>(word: Word): Exclude<Word, `goto:${string}`> | { goto: string } {
  return word.startsWith('goto:')
    ? { goto: word.slice('goto:'.length) }
    : (word as Exclude<Word, `goto:${string}`>);
}

const worksOn = { ticket: 'required', anything: 'optional', workspace: 'none' } as const;

function finishWorkflow(file: string, written: Written, pattern: Pattern, steps: WorkflowStep[]): Workflow {
  const id = written.id ?? idFrom(file);
  const { tokens, dollars, time } = written.budget;
  const end = written.on_complete === undefined ? { resolution: 'completed' as const } : written.on_complete;
  return {
    id,
    version: written.version,
    name: written.name ?? nameFrom(id),
    description: written.description,
    pattern,
    types: written.applies_to.types,
    triggers: written.triggers,
    ticket: worksOn[written.works_on],
    slaMs: written.sla ?? null,
    inputs: written.inputs,
    maxParallel: written.max_parallel,
    budget: { tokens: tokens ?? null, dollars: dollars ?? null, durationMs: time ?? null },
    alertAll: written.alert_all,
    steps,
    onComplete: end && {
      resolution: end.resolution,
      detail: ('resolution_detail' in end && end.resolution_detail) || null,
    },
  };
}

function idFrom(file: string): string {
  const words = file
    .replace(/\.ya?ml$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return words.slice(0, 60).replace(/-+$/, '') || 'custom';
}

function nameFrom(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

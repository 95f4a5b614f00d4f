/** Looks a workflow over as a whole: circles, targets of rework, conditions, and schemas that hold (U-95). */
import { stepsBefore, type Workflow, type WorkflowStep } from '../domain/workflow.ts';
import { compileSchema } from '../json-schema/check-schema.ts';
import { ExpressionFault, parseExpression, pathsIn } from './expression.ts';
import { type Fault, fault } from './faults.ts';

/** Everything wrong with it; empty when it can be run. */
export function checkWorkflow(workflow: Workflow): Fault[] {
  const twice = findTwice(workflow.steps.map(({ id }) => id));
  if (twice.length > 0) return twice.map((id) => fault(id, 'there is another step of this id'));
  const circle = findCircle(workflow);
  // What comes before what cannot be said in a circle.
  if (circle) return [circle];
  return workflow.steps.flatMap((step) => [
    ...checkTargets(workflow, step),
    ...checkCondition(workflow, step),
    ...checkSchema(step),
  ]);
}

function findTwice(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}

function findCircle({ steps }: Workflow): Fault | null {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return null;
    for (const need of byId.get(id)?.needs ?? []) {
      const circle = visit(need, [...trail, id]);
      if (circle) return circle;
    }
    done.add(id);
    return null;
  };
  for (const { id } of steps) {
    const needed = visit(id, []);
    if (!needed) continue;
    // Told in the order of work: what is needed comes first.
    const path = needed.toReversed();
    return { ...fault(path[0]!, `waits for itself: ${path.join(' -> ')}`, 'WORKFLOW_CYCLE'), path };
  }
  return null;
}

/** Rework goes back to a step that ran before, or to the step itself. */
function checkTargets(workflow: Workflow, step: WorkflowStep): Fault[] {
  const before = [step.id, ...stepsBefore(workflow, step.id)];
  const targets = [
    typeof step.onFailure === 'object' ? step.onFailure.goto : null,
    typeof step.gate?.onReject === 'object' ? step.gate.onReject.goto : null,
  ].filter((one) => one !== null);
  return targets.flatMap((target) => {
    if (!workflow.steps.some(({ id }) => id === target))
      return [fault(step.id, `goes back to "${target}", which is no step`, 'UNKNOWN_DEPENDENCY')];
    if (before.includes(target)) return [];
    return [fault(step.id, `goes back to "${target}", which does not come before it`)];
  });
}

const stepParts = ['result', 'output', 'flags', 'status', 'summary'];

/** A condition may read steps that have ended by then, and inputs that are declared. */
function checkCondition(workflow: Workflow, step: WorkflowStep): Fault[] {
  if (step.when === null) return [];
  try {
    const before = stepsBefore(workflow, step.id);
    return pathsIn(parseExpression(step.when)).flatMap(([root, name, part]) => {
      const wrong = (reason: string) => [fault(step.id, `its condition ${reason}`)];
      if (root === 'inputs' && name !== undefined && !workflow.inputs.includes(name))
        return wrong(`reads the input "${name}", which the workflow does not have`);
      if (root !== 'steps') return name === undefined ? wrong(`reads "${root}" as a whole`) : [];
      if (name === undefined || !workflow.steps.some(({ id }) => id === name))
        return wrong(`reads the step "${name ?? ''}", which there is not`);
      if (!before.includes(name)) return wrong(`reads the step "${name}", which need not have run by then`);
      if (part === undefined || !stepParts.includes(part))
        return wrong(`reads "${part ?? ''}" of "${name}"; it may read ${stepParts.join(', ')}`);
      return [];
    });
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    return [fault(step.id, `its condition cannot be understood: ${error.message}`)];
  }
}

function checkSchema({ id, outputSchema }: WorkflowStep): Fault[] {
  if (outputSchema === null) return [];
  try {
    compileSchema(outputSchema);
    return [];
  } catch {
    return [fault(id, 'its output_schema is no JSON Schema')];
  }
}

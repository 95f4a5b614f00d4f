/** Finds out what each step needs from what its author wrote: step ids, names of agents, or nothing at all (U-90). */
import { findAgent } from '../domain/agent-role.ts';
import { type Fault, fault } from './faults.ts';
import type { DraftStep } from './short-forms.ts';

/** Nothing written means the step before; null or an empty list means none. */
export function resolveNeeds(steps: readonly DraftStep[], at: number): { needs: string[]; faults: Fault[] } {
  const step = steps[at]!;
  const written = step.needs !== undefined ? step.needs : step.depends_on;
  const faults: Fault[] = [];
  if (step.needs !== undefined && step.depends_on !== undefined) {
    faults.push(fault(step.id, 'says both "needs" and "depends_on"; keep one'));
  }
  if (written === undefined) return { needs: at > 0 ? [steps[at - 1]!.id] : [], faults };
  const needs = [written ?? []].flat().flatMap((name) => {
    const found = findNamed(steps, at, name);
    if (found) return [found];
    faults.push(
      fault(step.id, `depends on "${name}", which is no step and no agent of a step`, 'UNKNOWN_DEPENDENCY'),
    );
    return [];
  });
  return { needs: [...new Set(needs)], faults };
}

/** A step of this id; else the nearest step before of the agent of this name, else any step of that agent. */
function findNamed(steps: readonly DraftStep[], at: number, name: string): string | null {
  if (steps.some(({ id }) => id === name)) return name;
  const agent = findAgent(name);
  if (agent === null) return null;
  const isTheirs = (step: DraftStep, place: number) =>
    place !== at && step.agent !== undefined && findAgent(step.agent) === agent;
  const before = steps.findLastIndex((step, place) => place < at && isTheirs(step, place));
  const found = before >= 0 ? before : steps.findIndex(isTheirs);
  return found >= 0 ? steps[found]!.id : null;
}

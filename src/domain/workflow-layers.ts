/** The steps of a workflow in layers, for drawing: each step stands in the first layer after all it needs. */
import type { Workflow, WorkflowStep } from './workflow.ts';

/** Steps of one layer do not need each other; within a layer they stand near what they need. */
export function layersOf({ steps }: Pick<Workflow, 'steps'>): WorkflowStep[][] {
  const layerOf = new Map<string, number>();
  const byId = new Map(steps.map((step) => [step.id, step]));
  const find = (id: string): number => {
    const known = layerOf.get(id);
    if (known !== undefined) return known;
    const layer = Math.max(-1, ...(byId.get(id)?.needs ?? []).map(find)) + 1;
    layerOf.set(id, layer);
    return layer;
  };
  const layers: WorkflowStep[][] = [];
  for (const step of steps) {
    const layer = layers[find(step.id)] ?? [];
    layer.push(step);
    layers[find(step.id)] = layer;
  }
  const placeOf = new Map<string, number>();
  for (const layer of layers) {
    const middle = ({ needs }: WorkflowStep) =>
      needs.reduce((sum, need) => sum + (placeOf.get(need) ?? 0), 0) / Math.max(1, needs.length);
    layer.sort((one, other) => middle(one) - middle(other));
    for (const [at, { id }] of layer.entries()) placeOf.set(id, at);
  }
  return layers;
}

/** `diagnose → document ∥ test`. */
export function sayLayers(workflow: Pick<Workflow, 'steps'>): string {
  return layersOf(workflow)
    .map((layer) => layer.map(({ id }) => id).join(' ∥ '))
    .join(' → ');
}

/** Where work may go back to: from a step to an earlier one. */
export function backEdges({ steps }: Pick<Workflow, 'steps'>): { from: string; to: string }[] {
  return steps.flatMap(({ id, onFailure, gate }) => {
    const targets = [onFailure, gate?.onReject].flatMap((one) => (typeof one === 'object' ? [one.goto] : []));
    return targets.filter((to) => to !== id).map((to) => ({ from: id, to }));
  });
}

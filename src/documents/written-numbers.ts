/** Gives the points of a numbered list the numbers their writer gave them, so that "5 is low" keeps its meaning when a point goes. */
import type { Item, OutlineNode } from './outline.ts';

const written = /^[\s>]*(\d{1,3})[.)]\s/;

/** Changes the points in place. A list that numbers all its points alike is counted as Markdown counts it. */
export function renumber(nodes: readonly OutlineNode[], lines: readonly string[]): void {
  const items = nodes.filter((node): node is Item => node.kind === 'item');
  for (const points of Map.groupBy(items, ({ list }) => list).values()) {
    const numbers = points.map(({ passage }) => written.exec(lines[passage.first - 1] ?? '')?.[1]);
    const told = numbers.every((number) => number !== undefined) && new Set(numbers).size > 1;
    if (told) for (const [at, point] of points.entries()) point.ordinal &&= Number(numbers[at]);
  }
  for (const { children } of items) renumber(children, lines);
}

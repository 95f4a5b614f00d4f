/** Edges between drafts never close a circle, whatever a document says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, sortEdges } from '../../../src/tickets/draft-rows.ts';

const names = ['A', 'B', 'C', 'D', 'E', 'F'];
const name = fc.constantFrom(...names);

/** Every ticket reached from `start` along the edges. */
function reach(edges: readonly Edge[], start: string, seen = new Set<string>()): Set<string> {
  for (const { targetId } of edges.filter((edge) => edge.sourceId === start)) {
    if (!seen.has(targetId)) reach(edges, targetId, seen.add(targetId));
  }
  return seen;
}

describe('edges', () => {
  it('keep what can be kept of any wishes, without a circle', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 20 }), (pairs) => {
        const wishes = pairs.map(([sourceId, targetId]): Edge => ({ sourceId, targetId }));
        const { edges, circular } = sortEdges(wishes, []);
        for (const one of names) expect(reach(edges, one).has(one)).toBe(false);
        for (const { sourceId, targetId } of circular) {
          expect(sourceId === targetId || reach(edges, targetId).has(sourceId)).toBe(true);
        }
        expect([...edges, ...circular].map(say).sort()).toEqual(wishes.map(say).sort());
      }),
    );
  });

  it('count the links that are there already', () => {
    const back = { sourceId: 'B', targetId: 'A' };
    expect(sortEdges([back], [{ sourceId: 'A', targetId: 'B' }])).toEqual({ edges: [], circular: [back] });
  });
});

function say({ sourceId, targetId }: Edge): string {
  return `${sourceId}>${targetId}`;
}

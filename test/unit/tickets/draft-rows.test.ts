/** Edges between drafts never close a circle, whatever a document says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftEdges, type Edge } from '../../../src/tickets/draft-rows.ts';
import { draft } from '../../support/ticket-desk.ts';

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
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 20 }), (wishes) => {
        const drafts = names.map((title) =>
          draft({ title, dependsOn: wishes.filter(([to]) => to === title).map(([, from]) => from) }),
        );
        const { edges, circular } = draftEdges(
          drafts,
          (ref) => ref,
          () => true,
          [],
        );
        for (const one of names) expect(reach(edges, one).has(one)).toBe(false);
        for (const { sourceId, targetId } of circular) {
          expect(sourceId === targetId || reach(edges, targetId).has(sourceId)).toBe(true);
        }
        const wished = new Set(wishes.map(([to, from]) => `${from}>${to}`));
        expect([...edges, ...circular].map((edge) => `${edge.sourceId}>${edge.targetId}`).sort()).toEqual(
          [...wished].sort(),
        );
      }),
    );
  });

  it('count the links that are there already, and leave two old tickets alone', () => {
    const drafts = [
      draft({ title: 'A', dependsOn: ['B', 'C'] }),
      draft({ title: 'B' }),
      draft({ title: 'C' }),
    ];
    const known = [{ sourceId: 'A', targetId: 'B' }];
    const { edges, circular } = draftEdges(
      drafts,
      (ref) => ref,
      (id) => id === 'B',
      known,
    );
    expect(edges).toEqual([]);
    expect(circular).toEqual([{ sourceId: 'B', targetId: 'A' }]);
  });
});

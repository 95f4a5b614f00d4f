/** Links of two sides: whatever happened on either since both agreed, they are the same afterwards, and nothing comes back. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideLinks, type Edge, nameEdge } from '../../../src/repo-tickets/step-links.ts';

const [self, ...others] = ['a', 'b', 'c', 'd', 'e'];
const edge = fc.record({
  type: fc.constantFrom('blocks', 'relatesTo', 'precedes', 'memberOf'),
  source: fc.constantFrom(self!, ...others),
  target: fc.constantFrom(self!, ...others),
}) as fc.Arbitrary<Edge>;
const edges = fc
  .array(edge, { maxLength: 8 })
  .map((all) => all.filter(({ source, target }) => (source === self) !== (target === self)));
const names = (all: readonly Edge[]) => new Set(all.map(nameEdge));
const after = (all: readonly Edge[], { more, fewer }: Record<'more' | 'fewer', readonly Edge[]>) =>
  names([...all, ...more].filter((one) => !names(fewer).has(nameEdge(one))));

it('S3-17, U-45: a link is there afterwards where one side made it, or both had it and neither took it away', () => {
  fc.assert(
    fc.property(edges, edges, edges, (stated, stored, agreed) => {
      const steps = decideLinks({
        ...{ id: self!, stated, stored, agreed: [...names(agreed)] },
        isStored: () => true,
        hasFile: () => true,
      });
      const inFiles = after(stated, { more: steps.write, fewer: steps.erase });
      const inStore = after(stored, { more: steps.link, fewer: steps.unlink });
      const wanted = names([...stated, ...stored, ...agreed]);
      for (const name of wanted) {
        const sides = [names(stated).has(name), names(stored).has(name)];
        if (names(agreed).has(name) ? !sides.every(Boolean) : !sides.some(Boolean)) wanted.delete(name);
      }
      expect(inFiles).toEqual(inStore);
      expect(inStore).toEqual(wanted);
      expect(new Set([...steps.agreed, ...names([...steps.link, ...steps.write])])).toEqual(wanted);
    }),
  );
});

it('a ticket that is not in the store is not linked, and one without a file takes nothing away', () => {
  const one: Edge = { type: 'blocks', source: 'a', target: 'b' };
  const sides = { id: 'a', agreed: [nameEdge(one)], isStored: () => false, hasFile: () => false };
  expect(decideLinks({ ...sides, stated: [one], stored: [], agreed: null })).toMatchObject({
    link: [],
    agreed: [],
  });
  expect(decideLinks({ ...sides, stated: [], stored: [one] })).toMatchObject({
    unlink: [],
    agreed: [nameEdge(one)],
  });
});

/** summarize_document: a document in short, in its own words. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('gives as many points as wished, for whom they are', async () => {
  const { wire, ...result } = await desk.type('/docket summary for:exec length:2-bullets');
  expect(wire.points).toEqual([
    {
      label: 'Problem',
      text: 'Commuters arrive at a full rack and lose ten minutes every morning.',
      lines: [3, 5],
    },
    { label: 'Work', text: expect.stringMatching(/^3 requirements \(1 P0, 1 P1, 1 P2\): /), lines: [] },
  ]);
  expect(wordsOf(result)).toContain('It does not say: success metrics and risks.');
});

it.each([
  ['one paragraph', 'engineering', 5, true],
  ['2 sentences', undefined, 2, true],
  ['tl;dr', 'the design team', 3, false],
  [undefined, 'my VP', 6, false],
])('reads "%s" for %s', async (length, audience, points, prose) => {
  const { output } = await desk.call('summarize_document', { length, audience }, { by: desk.model });
  expect(output.wish).toMatchObject({ points, prose });
  expect(output.points.length).toBeLessThanOrEqual(points);
});

/** show_workflow: one workflow drawn, as text and as a picture. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('draws its steps as a card, as Mermaid text and as an SVG file', async () => {
  const called = await desk.type('/docket workflow feature');
  expect(wordsOf(called)).toMatch(/flowchart LR.*s2 --> s3.*s4 -.-> s2/);
  expect(called.shown[0]!.file).toMatchObject({ name: 'feature.svg', mediaType: 'image/svg+xml' });
  expect(called.shown[0]!.file!.text.match(/<rect x=/g)).toHaveLength(4);
  expect((await refusalOf(desk.call('show_workflow', { name: 'tea' }))).code).toBe('NOT_FOUND');
});

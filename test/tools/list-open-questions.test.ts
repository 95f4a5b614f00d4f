/** list_open_questions: what a document leaves open. */
import { expect, it } from 'vitest';
import { bikes, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('lists them numbered, without those that have an answer', async () => {
  const { wire, ...none } = await desk.type('/docket questions');
  expect(wire.questions).toEqual([]);
  expect(wordsOf(none)).toContain('Nothing is left open in it');
  const open =
    '\n## Open questions\n\n- Who pays for the racks?\n- May scooters park? → no\n- When do we start?\n';
  await desk.call('ingest_document', { text: bikes + open });
  const { brief } = await desk.call('list_open_questions', {}, { by: desk.model });
  expect(brief).toMatchObject({
    questions: [
      { number: 1, text: 'Who pays for the racks?' },
      { number: 2, text: 'When do we start?' },
    ],
  });
});

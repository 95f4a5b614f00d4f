/** discard_document: gone from the lists for a person, asked for by a model, and never its tickets. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

it('takes the document away and leaves its tickets with their sources', async () => {
  const asked = await desk.call('discard_document', { document: 'Bike Parking' }, { by: desk.model });
  expect(wordsOf(asked)).toContain('Discard the document “Bike Parking”');
  expect((await desk.call('list_documents')).wire.documents).toHaveLength(1);

  await desk.type('/docket discard-document Bike Parking');
  expect((await desk.call('list_documents')).wire.documents).toEqual([]);
  const trace = await desk.call('trace_ticket', { ticket: drafted.keys[0] });
  expect(JSON.stringify(trace.wire)).toContain('book a stand');
  expect((await refusalOf(desk.type('/docket discard-document Bike Parking'))).code).toBe('NOT_FOUND');
});

it('discards nothing that was not named, and nothing for somebody who may only read', async () => {
  expect((await refusalOf(desk.type('/docket discard-document'))).code).toBe('INVALID_INPUT');
  const wish = { document: 'Bike Parking' };
  expect((await refusalOf(desk.call('discard_document', wish, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});

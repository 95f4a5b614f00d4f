/** list_documents: every document that was read, newest first, for anyone. */
import { expect, it } from 'vitest';
import { bikes, refusalOf, trains, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk();

it('lists what was read, newest first, with versions', async () => {
  await desk.call('ingest_document', { text: bikes });
  await desk.call('ingest_document', { text: trains });
  const { wire, shown } = await desk.type('/docket documents');
  expect(wire.documents).toMatchObject([
    { title: 'Train Times', version: 0, source: { kind: 'paste' }, created_at: expect.any(String) },
    { title: 'Bike Parking', version: 0 },
  ]);
  expect(shown[0]!.card.summary).toBe('2 documents were read.');
});

it('says so where nothing was read yet, also to a model and to someone who may only read', async () => {
  for (const by of [desk.dana, desk.model, desk.viewer]) {
    const result = await desk.call('list_documents', {}, { by });
    expect(result.output.documents).toEqual([]);
    expect(wordsOf(result)).toContain('0 documents');
  }
});

it('knows nothing of another workspace', async () => {
  await desk.call('ingest_document', { text: bikes });
  const other = await tools.enter();
  expect((await other.call('list_documents')).output.documents).toEqual([]);
});

it('refuses input that is no object', async () => {
  expect((await refusalOf(desk.call('list_documents', 'all'))).code).toBe('INVALID_INPUT');
});

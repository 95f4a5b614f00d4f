/** select_document: what a thread is about from now on. */
import { expect, it } from 'vitest';
import { refusalOf, trains, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('switches the thread to another document', async () => {
  await desk.call('ingest_document', { text: trains });
  const { wire, ...result } = await desk.type('/docket use bike');
  expect(wire.document.title).toBe('Bike Parking');
  expect(wordsOf(result)).toContain('7 blocks · no tickets yet');
  expect((await desk.type('/docket blocks')).wire.document.title).toBe('Bike Parking');
  expect((await desk.call('select_document', { document: 'train' }, { by: desk.model })).brief).toMatchObject(
    {
      document: { title: 'Train Times' },
      tickets: 0,
    },
  );
});

it('refuses a document that was never read', async () => {
  expect((await refusalOf(desk.type('/docket use gardens'))).code).toBe('NOT_FOUND');
});

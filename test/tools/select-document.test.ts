/** select_document: what a thread is about from now on. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  bikes,
  type Desk,
  refusalOf,
  shareToolHouse,
  type ToolHouse,
  trains,
  wordsOf,
} from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  tools = await shareToolHouse();
});
beforeEach(async () => {
  desk = await tools.enter();
  await desk.call('ingest_document', { text: bikes });
});
afterAll(() => tools.close());

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

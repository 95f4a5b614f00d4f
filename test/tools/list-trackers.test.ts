/** list_trackers: where issues would go, a sandbox called by its name. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareToolHouse, type ToolHouse, wordsOf } from '../support/tool-house.ts';

let tools: ToolHouse;
beforeAll(async () => {
  tools = await shareToolHouse();
});
afterAll(() => tools.close());

it('names each destination', async () => {
  const desk = await tools.enter();
  const said = wordsOf(await desk.type('/docket trackers'));
  expect(said).toContain('2 trackers connected.');
  expect(said).toContain('Linear › Engineering (sandbox)');
});

/** connect_tracker: says the way, takes no token, and knows what is on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, refusalOf, shareToolHouse, type ToolHouse, wordsOf } from '../support/tool-house.ts';

let tools: ToolHouse;
let desk: Desk;
beforeAll(async () => {
  tools = await shareToolHouse();
  desk = await tools.enter();
});
afterAll(() => tools.close());

it('says that a connected one is connected, and how it is taken away', async () => {
  expect(wordsOf(await desk.type('/docket connect linear'))).toContain('Linear is connected already.');
  const away = wordsOf(await desk.call('connect_tracker', { tracker: 'Linear', op: 'disconnect' }));
  expect(away).toContain('Take the settings of Linear out of .env');
});

it('refuses what it cannot connect', async () => {
  const refusal = await refusalOf(desk.type('/docket connect asana'));
  expect(refusal).toMatchObject({ code: 'UNSUPPORTED_PLATFORM', remedy: 'Trackers are: local, linear.' });
});

/** set_defaults: what holds for all channels or for one, set from a form. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();

it('sets, shows and forgets what holds everywhere', async () => {
  const change = choicesOf(await desk.type('/docket home'))['Change…']!;
  const form = await desk.press(change);
  expect(form.shown[0]!.card.title).toBe('Defaults everywhere');
  await desk.type('/docket set sync.every 5 minutes');
  const filled = { tracker: 'linear', leave_out: '4', scale: 'unset', digest: '30' };
  const saved = await desk.press(change, filled);
  expect(saved.output).toEqual({
    values: { syncMinutes: 5, defaultTracker: 'linear', pushExcludePriority: [4], digestMinutes: 30 },
    ofChannel: false,
  });
  expect(wordsOf(await desk.type('/docket home'))).toContain('Default tracker: linear');
  await desk.press(change, { tracker: 'unset', leave_out: 'unset', scale: 'unset', digest: '' });
  expect(wordsOf(await desk.type('/docket home'))).not.toContain('Default tracker: linear');
});

it('sets what holds in one channel of Slack, beside the rest', async () => {
  await desk.press('dk1:defaults:T0ACME:C0SHOP:0', { tracker: 'unset', scale: 'tshirt' });
  const home = await desk.type('/docket home');
  expect(home.output.home.defaults).toEqual([
    { channel: 'T0ACME/C0SHOP', values: { estimateScale: 'tshirt' } },
  ]);
  await desk.type('/docket undo');
  expect((await desk.type('/docket home')).output.home.defaults[0].values).toEqual({});
});

it('refuses a tracker that is none, and somebody who may only read', async () => {
  const wrong = await refusalOf(desk.call('set_defaults', { values: { defaultTracker: 'trello' } }));
  expect(wrong.code).toBe('INVALID_INPUT');
  const reader = await refusalOf(desk.call('set_defaults', { values: {} }, { by: desk.viewer }));
  expect(reader.code).toBe('FORBIDDEN');
});

/** connect_tracker: says the way, takes no token, and knows what is on. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ per: 'file' });

it('says that a connected one is connected, and how it is taken away', async () => {
  expect(wordsOf(await desk.type('/docket connect linear'))).toContain('Linear is connected already.');
  const away = wordsOf(await desk.call('connect_tracker', { tracker: 'Linear', op: 'disconnect' }));
  expect(away).toContain('Take the settings of Linear out of .env');
});

it('refuses what it cannot connect', async () => {
  const refusal = await refusalOf(desk.type('/docket connect asana'));
  expect(refusal).toMatchObject({
    code: 'UNSUPPORTED_PLATFORM',
    remedy: 'Trackers are: local, linear, github, jira.',
  });
});

/** What `npm run bench` shows of pushes and looks is within its bounds: requests, time, limits. */
import { expect, it } from 'vitest';
import { measurePushes } from '../../bench/pushing.ts';
import { measureRecovery } from '../../bench/recovering.ts';

/** Set DOCKET_TEST_DEEP for pushes of 50 and 500 tickets and for the restart. */
const deep = Boolean(process.env.DOCKET_TEST_DEEP);

it('a push takes the fewest requests and the least time the limits allow, and a quiet look one request', async () => {
  for (const figures of await measurePushes(deep ? [1, 50, 500] : [1])) {
    const { sent, least, wall, floor } = figures;
    expect(figures).toMatchObject({ violations: 0, look: 1 });
    expect(sent / least, `${figures.tickets} to ${figures.tracker}`).toBeLessThanOrEqual(1.05);
    expect(wall / floor, `${figures.tickets} to ${figures.tracker}`).toBeLessThanOrEqual(1.15);
  }
});

it.runIf(deep)('a start with 10,000 open intents is ready within a second', async () => {
  expect((await measureRecovery(3)).median).toBeLessThan(1000);
});

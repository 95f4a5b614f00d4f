/** What `npm run bench` shows of pushes and looks is within its bounds: requests, time, limits. */
import { describe, expect, it } from 'vitest';
import { measurePushes } from '../../bench/pushing.ts';
import { measureRecovery } from '../../bench/recovering.ts';

/** Set DOCKET_TEST_DEEP for it: some 1,600 issues are made over real clients. */
const deep = Boolean(process.env.DOCKET_TEST_DEEP);

describe.runIf(deep)('the figures of a push', { timeout: 600_000 }, () => {
  it('are the fewest requests and the least time the limits allow, and one request for a quiet look', async () => {
    for (const figures of await measurePushes([1, 50, 500])) {
      const { sent, least, wall, floor, tracker, tickets } = figures;
      expect(figures).toMatchObject({ violations: 0, look: 1 });
      expect(sent / least, `requests of ${tickets} to ${tracker}`).toBeLessThanOrEqual(1.05);
      expect(wall / floor, `time of ${tickets} to ${tracker}`).toBeLessThanOrEqual(1.15);
    }
  });

  it('are a start within a second where 10,000 intents are open', async () => {
    expect((await measureRecovery(3)).median).toBeLessThan(1000);
  });
});

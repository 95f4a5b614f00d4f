/** Instances go by their database's clock, however far their machines' clocks are apart. */
import { expect, it } from 'vitest';
import { silentLog } from '../../../src/ports/log.ts';
import { createServerClock } from '../../../src/storage/server-clock.ts';

const start = Date.parse('2026-05-01T12:00:00.000Z');

it.each([-600_000, 0, 600_000])('tells the server’s time on a machine that is %i ms off', async (offMs) => {
  let time = start;
  const clock = createServerClock({ now: () => new Date(time + offMs) });
  expect(clock.now().getTime()).toBe(start + offMs);
  // The question takes 20 ms to get there and the answer 20 ms to come back.
  const readServer = async () => {
    time += 20;
    const answer = new Date(time);
    time += 20;
    return answer;
  };
  await clock.follow(readServer, silentLog);
  expect(clock.now().getTime()).toBe(time);
  time += 3_600_000;
  expect(clock.now().getTime()).toBe(time);
  clock.stop();
});

it('says at the start that the server cannot be asked', async () => {
  const clock = createServerClock({ now: () => new Date(start) });
  await expect(clock.follow(() => Promise.reject(new Error('gone')), silentLog)).rejects.toThrow('gone');
  clock.stop();
});

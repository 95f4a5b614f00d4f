/** An incident, a bug, a feature and an epic in Slack and in Discord, each to its end, with agents by rules and with a model. */
import { afterEach, describe, expect, it } from 'vitest';
import { startAgentModel } from '../support/agent-model.ts';
import { carryThrough, openRoom, press, says, type WorkRoom } from '../support/work-room.ts';

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;
const trace = 'TypeError: total is undefined at src/cart.ts:12';

/** From the first message to the last Done, as a person sees it. */
const stories: [what: string, play: (room: WorkRoom) => Promise<unknown>][] = [
  [
    'an incident alerts everybody at once, and is fixed',
    async (room) => {
      await room.say(`/docket incident Production is down | 40 customers cannot pay. ${trace}`);
      await says(room, /40 affected[\s\S]*due within 4 hours[\s\S]*URGENT[\s\S]*STANDBY[\s\S]*PREPARE/);
      expect(await carryThrough(room, /Done: 4 steps/)).toBe(3);
    },
  ],
  [
    'a bug is begun on a press, and closed by its last step',
    async (room) => {
      await room.say('/docket raise bug The total is wrong | 12 users see 0 in the cart');
      await says(room, /Research Agent: diagnose[\s\S]*QA Agent: test/);
      await press(room, 'Start the bug workflow');
      expect(await carryThrough(room, /Done: 3 steps/)).toBe(2);
      await room.say('/docket show BUG-2026-002');
      expect((await says(room, /BUG-2026-002 · The total is wrong/)).text).toMatch(/Status\W+Done/);
    },
  ],
  [
    'a feature goes through research, work, documents and tests',
    async (room) => {
      await room.say('/docket raise feature Guest checkout | 15 users voted for it');
      expect((await says(room, /Research Agent: research/)).text).toMatch(/P1 high[\s\S]*15 votes/);
      await press(room, 'Start the feature workflow');
      await carryThrough(room, /Feature: FEAT-2026-001[\s\S]*Done: 4 steps/);
      await room.say('/docket show FEAT-2026-001');
      expect((await says(room, /FEAT-2026-001 · Guest checkout/)).text).toMatch(/Status\W+Done/);
    },
  ],
  [
    'the parts of an epic begin by themselves, each after what it waits for, and end it',
    async (room) => {
      await room.say('/docket plan Accounts | Sign in | doc: Guide after 1');
      await says(room, /EPIC-2026-001: Accounts[\s\S]*What waits for nothing starts now/);
      await carryThrough(room, /Feature: FEAT-2026-002[\s\S]*Done: 4 steps/);
      await carryThrough(room, /DOC-2026-001[\s\S]*Done: \d steps?/);
      const isDone = async () => {
        await room.say('/docket show EPIC-2026-001');
        return (await says(room, /EPIC-2026-001 · Accounts/)).text;
      };
      await expect.poll(isDone, { timeout: 60_000, interval: 2000 }).toMatch(/Status\W+Done/);
    },
  ],
];

deep.each(['Slack', 'Discord'] as const)('work in %s', (place) => {
  let room: WorkRoom;
  let model: Awaited<ReturnType<typeof startAgentModel>> | null = null;
  afterEach(async () => {
    await room?.close();
    await model?.close();
    model = null;
  });

  it.each(['rules', 'model'] as const)(
    'S2-1, S2-20, S2-30, S2-31, S2-32, S2-48, S2-70: goes from the first message to the end, with agents by %s',
    async (by) => {
      model = by === 'model' ? await startAgentModel() : null;
      room = await openRoom[place](model?.environment ?? {});
      for (const [what, play] of stories) {
        await play(room).catch((cause) => {
          const shown = room.shown().slice(-5);
          throw new Error(`${what}: ${cause.message}\n${shown.map(({ text }) => text).join('\n\n')}`, {
            cause,
          });
        });
      }
      if (model) expect(model.requests.length).toBeGreaterThan(8);
      expect(room.refused()).toEqual([]);
      await room.stop();
    },
    600_000,
  );
});

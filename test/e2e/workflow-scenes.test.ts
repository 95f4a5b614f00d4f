/** A bug, a feature, an epic and an incident from the first message to the end, in the terminal and in Slack, with agents by rules and with a model. */
import { afterEach, describe, expect, it } from 'vitest';
import { startAgentModel } from '../support/agent-model.ts';
import { newWorkplace, type Running, type Workplace } from '../support/child-program.ts';
import { readMessageText } from '../support/slack.ts';
import { labelsOf, openSlackScene, type SlackScene } from '../support/slack-scene.ts';

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;
const patience = { timeout: 90_000, interval: 200 };

deep('workflows in the terminal', () => {
  let workplace: Workplace;
  let chat: Running;
  let closeModel: (() => Promise<void>) | null = null;
  afterEach(async () => {
    await workplace.remove();
    await closeModel?.();
    closeModel = null;
  });

  let heard = 0;
  /** Types a line and gives what was printed since, once it says this. */
  const say = async (line: string, pattern: RegExp): Promise<string> => {
    chat.type(line);
    const wanted = new RegExp(`(?<=^[\\s\\S]{${heard}})[\\s\\S]*?(?:${pattern.source})`, pattern.flags);
    const said = await chat.until(wanted);
    const fresh = said.slice(heard);
    heard = said.length;
    return fresh;
  };
  /** Types the number of the latest choice with this label. */
  const press = async (label: string, pattern: RegExp) => {
    const screen = await chat.until(new RegExp(`\\[\\d+\\] ${label}`));
    const number = [...screen.matchAll(new RegExp(`\\[(\\d+)\\] ${label}(?![a-z])`, 'g'))].at(-1)![1]!;
    return say(number, pattern);
  };

  it.each(['rules', 'model'] as const)(
    'S2-1, S2-20, S2-30, S2-33, S2-48, S2-70: go from the first message to the end, with agents by %s',
    async (by) => {
      heard = 0;
      const server = by === 'model' ? await startAgentModel() : null;
      closeModel = server?.close ?? null;
      workplace = newWorkplace(server?.environment);
      chat = workplace.start(['chat'], { timeoutMs: 240_000 });
      await chat.until(/Try: /);

      const report = 'TypeError: total is undefined at src/cart.ts:12';
      const down = await say(
        `/docket incident Production is down | 40 customers cannot pay. ${report}`,
        /fix waits for a person/,
      );
      for (const word of ['URGENT', 'STANDBY', 'PREPARE', '40 affected', 'due within 4 hours'])
        expect(down).toContain(word);
      await press('Done', /test waits for a person/);
      await press('Done', /deploy waits for a person/);
      await press('Done', /Done: 4 steps/);

      await say(
        '/docket raise bug The total is wrong | 12 users see 0 in the cart',
        /Start the bug workflow/,
      );
      await press('Start the bug workflow', /fix waits for a person/);
      await press('Done', /test waits for a person/);
      await press('Not done', /reads this/);
      // What is said first depends on how soon the agent is through.
      const again =
        /round 2[\s\S]*?fix waits for a person|fix waits for a person[\s\S]*?round 2[\s\S]*?Not done/;
      await say('still wrong for two coupons', again);
      await press('Done', /test waits for a person/);
      await press('Done', /Done: 3 steps/);
      expect(await say('/docket show BUG-2026-002', /Status[\s\S]*?Done/)).toContain('BUG-2026-002');

      const phases = await say('/docket plan Guest checkout', /Testing &\s+Documentation/);
      expect(phases).toContain('Starting phase 1 now');
      await say('/docket dispatches', /waits for TASK-2026-00/);

      await say('/docket plan Accounts | Sign in | doc: Guide after 1', /What waits for nothing starts now/);
      await say('/docket runs', /Feature/);
      if (server) {
        expect(server.requests.length).toBeGreaterThan(4);
        expect(down).toMatch(/tokens/);
      }
      chat.endInput();
      expect((await chat.ended).code).toBe(0);
    },
  );
});

deep('workflows in Slack', () => {
  let scene: SlackScene;
  afterEach(() => scene?.close());

  const reads = (ts: string, pattern: RegExp) =>
    expect.poll(() => readMessageText(scene.now({ ts } as never)), patience).toMatch(pattern);
  const press = async (ts: string, label: string) => {
    await expect.poll(() => labelsOf(scene.now({ ts } as never)), patience).toContain(label);
    await scene.slack.people.press(label, { ts });
  };

  it('S2-48, S2-49, S2-70: an incident and an epic go on in their threads, also past a killed process', async () => {
    scene = await openSlackScene();
    const thread = await scene.slack.people.say(
      '<@U0DOCKET> Production is down! 40 customers cannot pay. TypeError: total is undefined at src/cart.ts:12',
    );
    const { ts } = await scene.says(/analyze → fix → test → deploy/);
    expect(scene.now({ ts } as never).threadTs).toBe(thread);
    await reads(ts, /fix waits for a person/);
    await press(ts, 'Done');
    await reads(ts, /test waits for a person/);
    await scene.killAll();
    await press(ts, 'Done');
    await reads(ts, /deploy waits for a person/);
    await press(ts, 'Done');
    await reads(ts, /Done: 4 steps/);
    await scene.slack.people.say('<@U0DOCKET> /docket plan Accounts | Sign in | doc: Guide after 1');
    await scene.says(/What waits for nothing starts now/);
    await scene.stop();
  });
});

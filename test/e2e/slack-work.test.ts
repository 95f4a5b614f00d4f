/** Work in Slack through the real program: a workflow with steps side by side, a sprint, and what needs somebody, killed between any two steps. */
import { afterEach, describe, expect, it } from 'vitest';
import { readMessageText } from '../support/slack.ts';
import {
  labelsOf,
  openSlackScene,
  playScene,
  pressOn,
  reads,
  type SceneStep,
  type SlackScene,
} from '../support/slack-scene.ts';

const soon = { timeout: 60_000, interval: 100 };
const ask = (scene: SlackScene, text: string) => scene.slack.people.say(`<@U0DOCKET> ${text}`);

/** Reference (c): one living card with lanes, and a record that is posted once. */
const workflow: SceneStep[] = [
  [
    'reports a bug and approves it',
    async (scene) => {
      await ask(scene, 'bug: The export is slow');
      await scene.says(/BUG-2026-001 · The export is slow/);
      await ask(scene, '/docket approve BUG-2026-001');
      await scene.says(/BUG-2026-001.*approved|approved.*BUG-2026-001/is);
    },
  ],
  [
    'plans a workflow, which is drawn before it runs',
    async (scene) => {
      await ask(scene, '/docket plan-workflow BUG-2026-001 research, then engineer and security, then qa');
      await scene.says(/research → engineer ∥ security → qa/);
    },
  ],
  [
    'runs it: what waits for a person says so, side by side',
    async (scene) => {
      const plan = await scene.says(/Version 1/);
      await scene.slack.people.press('Run', { ts: plan.ts });
      const run = await scene.says(/of 4 steps done/);
      await reads(scene, run.ts, /1 of 4 steps done; engineer and security wait for a person/);
    },
  ],
  [
    'says one lane is done; a second press says that it was',
    async (scene) => {
      const run = await scene.says(/of 4 steps done/);
      const seen = structuredClone(scene.now(run));
      await pressOn(scene, /^Done$/, { ts: run.ts });
      await reads(scene, run.ts, /2 of 4 steps done; security waits for a person/);
      await scene.slack.people.press('Done', { seen, user: 'U0BEN' } as never);
      await expect
        .poll(() => scene.slack.room.messages.some(({ ephemeralTo }) => ephemeralTo === 'U0BEN'), soon)
        .toBe(true);
    },
  ],
  [
    'says the other is',
    async (scene) => {
      const run = await scene.says(/of 4 steps done/);
      await pressOn(scene, /^Done$/, { ts: run.ts });
      await reads(scene, run.ts, /3 of 4 steps done; qa waits for a person/);
    },
  ],
  [
    'ends it, which is told once, to unfold',
    async (scene) => {
      const run = await scene.says(/of 4 steps done/);
      await pressOn(scene, /^Done$/, { ts: run.ts });
      await reads(scene, run.ts, /Done: 4 steps/);
      await expect.poll(() => plansOf(scene).length, soon).toBe(1);
      expect(plansOf(scene)[0]!.edits).toBe(0);
    },
  ],
];

const plansOf = ({ slack }: SlackScene) =>
  slack.room.messages.filter(({ blocks }) => blocks.some(({ type }) => type === 'plan'));

/** Reference (e) and (f): a sprint that a person accepts, and a ticket that needs somebody, told once. */
const week: SceneStep[] = [
  [
    'writes two tickets down and approves them',
    async (scene) => {
      for (const title of ['Export to CSV', 'Import from CSV']) {
        await ask(scene, `/docket feature ${title}`);
        await scene.says(new RegExp(`FEAT-2026-00\\d · ${title}`));
      }
      await ask(scene, '/docket approve FEAT-2026-001 FEAT-2026-002');
      await scene.says(/2 tickets? .*approved|Approved 2|approved/i);
    },
  ],
  [
    'plans a sprint',
    async (scene) => {
      await ask(scene, '/docket sprint 40 hours');
      const sprint = await scene.says(/16 of 40 hours|of 40 hours/);
      expect(labelsOf(sprint)).toContain('Accept');
    },
  ],
  [
    'accepts it; a second press says that it is active',
    async (scene) => {
      const sprint = await scene.says(/of 40 hours/);
      const seen = structuredClone(scene.now(sprint));
      await scene.slack.people.press('Accept', { ts: sprint.ts });
      await reads(scene, sprint.ts, /✅ Sprint 1, 16 of 40 hours/);
      await scene.slack.people.press('Accept', { seen, user: 'U0BEN' });
      await scene.says(/active already/);
    },
  ],
  [
    'gives a ticket to Ben, who begins: what was approved is approved still',
    async (scene) => {
      const { ts } = await scene.says(/of 40 hours/);
      await reads(scene, ts, /FEAT-2026-001[^✅]* approved[\s\S]*FEAT-2026-002[^✅]* approved/);
      await ask(scene, '/docket assign FEAT-2026-001 Ben');
      await scene.says(/Ben has FEAT-2026-001 now/);
      await ask(scene, '/docket status FEAT-2026-001 in_progress');
      await scene.says(/FEAT-2026-001 is in progress now/);
    },
  ],
  [
    'blocks it: it is told once that it needs somebody',
    async (scene) => {
      await ask(scene, '/docket status FEAT-2026-001 blocked waiting for the payment provider');
      const told = await scene.says(/needs? attention/);
      expect(readMessageText(told)).toContain('waiting for the payment provider');
    },
  ],
  [
    'says that somebody is on it',
    async (scene) => {
      const told = await scene.says(/needs? attention/);
      await scene.slack.people.press('Acknowledge', { ts: told.ts });
      await reads(scene, told.ts, /seen/);
    },
  ],
];

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;

deep('in Slack, with kill -9 between any two steps', () => {
  let scene: SlackScene;
  afterEach(() => scene?.close());

  it('a workflow with steps side by side is carried through', async () => {
    scene = await openSlackScene();
    await playScene(scene, workflow, scene.killAll);
    await scene.stop();
    expect(scene.count(/Version 1/)).toBe(1);
    expect(scene.count(/Done: 4 steps/)).toBe(2);
  }, 600_000);

  it('a sprint is planned and accepted, and what is blocked finds somebody', async () => {
    scene = await openSlackScene();
    await playScene(scene, week, scene.killAll);
    await scene.stop();
    expect(scene.count(/✅ Sprint 1/)).toBe(1);
    expect(scene.count(/needs? attention/)).toBe(1);
  }, 600_000);
});

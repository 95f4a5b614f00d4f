/** Work in Slack through the real program: a workflow with steps side by side, a sprint, and what needs somebody, killed between any two steps. */
import { afterEach, describe, expect, it } from 'vitest';
import { readMessageText } from '../support/slack.ts';
import { labelsOf, openSlackScene, type SlackScene } from '../support/slack-scene.ts';

/** Each step is what a person does, and what they see of it. */
type Step = [what: string, deed: (scene: SlackScene) => Promise<void>];

const soon = { timeout: 60_000, interval: 100 };
const textNow = (scene: SlackScene, ts: string) => readMessageText(scene.now({ ts } as never));
const reads = (scene: SlackScene, ts: string, pattern: RegExp) =>
  expect.poll(() => textNow(scene, ts), soon).toMatch(pattern);
const ask = (scene: SlackScene, text: string) => scene.slack.people.say(`<@U0DOCKET> ${text}`);
/** Once it can be pressed. */
async function pressOn(scene: SlackScene, label: string, { ts }: { ts: string }) {
  await expect.poll(() => labelsOf(scene.now({ ts } as never)), soon).toContain(label);
  await scene.slack.people.press(label, { ts });
}

/** Reference (c): one living card with lanes, and a record that is posted once. */
const workflow: Step[] = [
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
      await pressOn(scene, 'Done', run);
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
      await pressOn(scene, 'Done', run);
      await reads(scene, run.ts, /3 of 4 steps done; qa waits for a person/);
    },
  ],
  [
    'ends it, which is told once, to unfold',
    async (scene) => {
      const run = await scene.says(/of 4 steps done/);
      await pressOn(scene, 'Done', run);
      await reads(scene, run.ts, /Done: 4 steps/);
      await expect.poll(() => plansOf(scene).length, soon).toBe(1);
      expect(plansOf(scene)[0]!.edits).toBe(0);
    },
  ],
];

const plansOf = ({ slack }: SlackScene) =>
  slack.room.messages.filter(({ blocks }) => blocks.some(({ type }) => type === 'plan'));

/** Reference (e) and (f): a sprint that a person accepts, and a ticket that needs somebody, told once. */
const week: Step[] = [
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
      await scene.slack.people.press('Accept', { ts: sprint.ts });
      await scene.says(/✅ Sprint 1, 16 of 40 hours/);
      await scene.slack.people.press('Accept', { ts: sprint.ts, user: 'U0BEN' });
      await scene.says(/active already/);
    },
  ],
  [
    'gives a ticket to Ben, who begins',
    async (scene) => {
      // The sprint came as a label, which would be pushed, so it has to be approved again.
      await ask(scene, '/docket approve FEAT-2026-001');
      await scene.says(/1 ticket approved/);
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
      await scene.says(/seen/);
    },
  ],
];

async function play(scene: SlackScene, steps: readonly Step[]): Promise<void> {
  for (const [what, deed] of steps) {
    await deed(scene).catch((cause) => {
      const said = scene.slack.room.messages.slice(-6).map(readMessageText).join('\n');
      throw new Error(`${what}: ${cause.message}\n${said}`, { cause });
    });
    await scene.killAll();
  }
  const refused = scene.slack.calls().filter(({ reply }) => reply?.ok === false);
  expect(refused.map(({ method, reply }) => `${method} ${reply?.error}`)).toEqual([]);
  await scene.stop();
}

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;

deep('in Slack, with kill -9 between any two steps', () => {
  let scene: SlackScene;
  afterEach(() => scene?.close());

  it('a workflow with steps side by side is carried through', async () => {
    scene = await openSlackScene();
    await play(scene, workflow);
    expect(scene.count(/Version 1/)).toBe(1);
    expect(scene.count(/Done: 4 steps/)).toBe(2);
  }, 600_000);

  it('a sprint is planned and accepted, and what is blocked finds somebody', async () => {
    scene = await openSlackScene();
    await play(scene, week);
    expect(scene.count(/✅ Sprint 1/)).toBe(1);
    expect(scene.count(/1 ticket needs attention(?!.*seen)/s)).toBe(1);
  }, 600_000);
});

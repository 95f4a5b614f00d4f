/** The conversations of a team in Slack from the first message to the retry, killed between any two steps, alone and in twos. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { repository } from '../support/child-program.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  labelsOf,
  openSlackScene,
  playScene,
  pressOn,
  reads,
  type SceneStep,
  type SlackScene,
} from '../support/slack-scene.ts';

const prd = readFileSync(join(repository, 'examples/onboarding-prd.md'), 'utf8');

let thread = '';
const boardIn = (scene: SlackScene) => scene.says(/16 draft tickets/);
const soon = { timeout: 60_000, interval: 100 };

const conversation: SceneStep[] = [
  [
    'asks, and one board comes into the thread',
    async (scene) => {
      thread = await scene.slack.people.say('<@U0DOCKET> generate tickets from this and push to Linear', {
        files: [{ name: 'onboarding-prd.md', mediaType: 'text/markdown', text: prd }],
      });
      expect((await boardIn(scene)).threadTs).toBe(thread);
    },
  ],
  [
    'turns to the rows',
    async (scene) => {
      const { ts } = await boardIn(scene);
      await scene.slack.people.press('Review one by one', { ts });
      await expect.poll(() => labelsOf(scene.now({ ts } as never)), soon).toContain('Edit');
    },
  ],
  [
    'edits in a dialogue, which says what is wrong in its place',
    async (scene) => {
      const { people } = scene.slack;
      const { ts } = await boardIn(scene);
      await people.press('Edit', { ts });
      await expect.poll(() => JSON.stringify(people.dialogueOf()?.view.title), soon).toContain('Edit FEAT');
      const refused = await people.submit({ title: 'x'.repeat(400) });
      expect(refused.payload).toMatchObject({ response_action: 'errors' });
      await people.submit({ title: 'Create a studio in one minute' });
      await reads(scene, ts, /Create a studio in one minute/);
    },
  ],
  [
    'approves one ticket, which others see; an old picture of the board is refused, and a guest is',
    async (scene) => {
      const { people } = scene.slack;
      const { ts } = await boardIn(scene);
      const seen = structuredClone(scene.now({ ts } as never));
      await people.press('Approve', { ts, user: 'U0BEN' });
      await reads(scene, ts, /approved by Ben/);
      await people.press('Approve', { seen, user: 'U0GUEST' });
      await scene.says(/Only full members of this Slack workspace can decide here/);
      await people.press('Approve', { seen });
      await reads(scene, ts, /FEAT-2026-001 was already approved by Ben/);
    },
  ],
  [
    'approves the rest, two people at once, and both are told who did',
    async (scene) => {
      const { ts } = await boardIn(scene);
      const label = labelOf(scene, ts, /^Approve all/);
      await Promise.all(['U0ANA', 'U0BEN'].map((user) => scene.slack.people.press(label, { ts, user })));
      await reads(scene, ts, /0 to review · 16 approved/);
    },
  ],
  [
    'pushes, and one is refused by the tracker: it is said why, and what to press',
    async (scene) => {
      const { ts } = await boardIn(scene);
      scene.linear.faults.add({ kind: 'invalid', about: 'Create a studio in one minute', times: 2 });
      await pressOn(scene, /^Push/, { ts });
      const { ts: push } = await scene.says(/15 of 16|1 failed|15 tickets created/);
      await expect.poll(() => labelsOf(scene.now({ ts: push } as never)).join(), soon).toMatch(/Retry/);
    },
  ],
  [
    'retries it',
    async (scene) => {
      const { ts } = await scene.says(/15 of 16|1 failed|15 tickets created/);
      await pressOn(scene, /^Retry/, { ts });
      await reads(scene, (await boardIn(scene)).ts, /16 pushed/);
    },
  ],
  [
    'asks about one of them',
    async (scene) => {
      await scene.slack.people.say('why 3?', { threadTs: thread });
      await scene.slack.people.sayAgain();
      await scene.says(/Why FEAT-/);
    },
  ],
];

const labelOf = (scene: SlackScene, ts: string, pattern: RegExp): string => {
  const labels = labelsOf(scene.now({ ts } as never));
  return labels.find((one) => pattern.test(one)) ?? `${pattern} among ${labels}`;
};

/** Looks at the end whether anything is there twice. */
async function play(scene: SlackScene, between: () => Promise<void>): Promise<void> {
  await playScene(scene, conversation, between);
  const issues = scene.linear.issues();
  expect(new Set(issues.map(({ title }) => title)).size).toBe(issues.length);
  expect(scene.count(/16 draft tickets|16 pushed/)).toBe(1);
  expect(scene.count(/Why FEAT-/)).toBe(1);
  expect(scene.count(/Drafted 16 tickets/)).toBe(1);
}

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;

deep('a conversation in Slack', () => {
  let scene: SlackScene;
  afterEach(() => scene?.close());

  it('is carried through over HTTP', async () => {
    scene = await openSlackScene({ overHttp: true });
    await play(scene, async () => {});
    await scene.stop();
  }, 300_000);

  it('survives kill -9 between any two steps', async () => {
    scene = await openSlackScene();
    await play(scene, scene.killAll);
    await scene.stop();
  }, 600_000);

  it('is worked off by two processes on one database, whichever of them hears a step', async ({ skip }) => {
    const server = await startPostgres();
    if (typeof server === 'string') return skip(server);
    scene = await openSlackScene({ processes: 2, databaseUrl: await server.createDatabase() });
    await play(scene, async () => {});
    await scene.stop();
    await server.stop();
  }, 600_000);
});

/** People in Slack through the real program, killed between any two steps: the first run, two who edit at once, and a push that half fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { repository } from '../support/child-program.ts';
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
const soon = { timeout: 60_000, interval: 100 };
const boardIn = (scene: SlackScene) => scene.says(/16 draft tickets/);
const viewOf = (scene: SlackScene, user: string) =>
  JSON.stringify(scene.slack.people.dialogueOf(user)?.view ?? '');

const asks: SceneStep = [
  'asks, and one board comes into the thread',
  async (scene) => {
    await scene.slack.people.say('<@U0DOCKET> generate tickets from this and push to Linear', {
      files: [{ name: 'onboarding-prd.md', mediaType: 'text/markdown', text: prd }],
    });
    await boardIn(scene);
  },
];

/** Reference (d): the form of one is not lost to the other, and neither is what the other saved. */
const edits: SceneStep[] = [
  asks,
  [
    'turns to the rows',
    async (scene) => {
      const { ts } = await boardIn(scene);
      await pressOn(scene, /^Review one by one$/, { ts });
      await expect.poll(() => labelsOf(scene.now({ ts })), soon).toContain('Edit');
    },
  ],
  [
    'two people open the same ticket',
    async (scene) => {
      const { ts } = await boardIn(scene);
      for (const user of ['U0ANA', 'U0BEN']) {
        await scene.slack.people.press('Edit', { ts, user });
        await expect.poll(() => viewOf(scene, user), soon).toContain('Edit FEAT');
      }
    },
  ],
  [
    'Ben saves',
    async (scene) => {
      const { ts } = await boardIn(scene);
      await scene.slack.people.submit({ title: 'Studio in a minute, by Ben' }, { user: 'U0BEN' });
      await reads(scene, ts, /Studio in a minute, by Ben/);
    },
  ],
  [
    'Ana saves too: she is told in her form that it changed, and what she wrote stays there',
    async (scene) => {
      const answer = await scene.slack.people.submit({ title: 'Studio in a minute, by Ana' });
      expect(answer.payload).toMatchObject({ response_action: 'errors' });
      expect(JSON.stringify(answer.payload)).toContain('changed since it was shown');
      expect(scene.slack.people.dialogueOf()).not.toBeNull();
      const { ts } = await boardIn(scene);
      await reads(scene, ts, /Studio in a minute, by Ben/);
    },
  ],
  [
    'Ana opens it anew, sees what Ben wrote, and saves hers',
    async (scene) => {
      const { ts } = await boardIn(scene);
      scene.slack.people.dialogueOf()!.isOpen = false;
      await scene.slack.people.press('Edit', { ts });
      await expect.poll(() => viewOf(scene, 'U0ANA'), soon).toContain('by Ben');
      await scene.slack.people.submit({ title: 'Studio in a minute, by both' });
      await reads(scene, ts, /by both/);
    },
  ],
];

/** Reference (h): the good part first, why the rest did not happen, and each of it once in the end. */
const fails: SceneStep[] = [
  asks,
  [
    'approves all',
    async (scene) => {
      const { ts } = await boardIn(scene);
      await pressOn(scene, /^Approve all/, { ts });
      await reads(scene, ts, /0 to review · 16 approved/);
    },
  ],
  [
    'pushes: two are not taken, and both are told with their cause',
    async (scene) => {
      const { ts } = await boardIn(scene);
      for (const about of ['Save every step as it is typed', 'Upload an existing timetable'])
        scene.linear.faults.add({ kind: 'invalid', about, times: 2 });
      await pressOn(scene, /^Push/, { ts });
      const { ts: end } = await scene.says(/14 of 16 tickets created in Linear/);
      await reads(scene, end, /2 failed; nothing was duplicated/);
      await reads(scene, end, /refused|not take|invalid/i);
      scene.linear.faults.clear();
    },
  ],
  [
    'retries what failed, and another person does at the same moment',
    async (scene) => {
      const { ts } = await scene.says(/14 of 16 tickets created in Linear/);
      const label = labelsOf(scene.now({ ts })).find((one) => /^Retry/.test(one))!;
      await Promise.all(['U0ANA', 'U0BEN'].map((user) => scene.slack.people.press(label, { ts, user })));
      await reads(scene, (await boardIn(scene)).ts, /16 pushed/);
    },
  ],
];

/** Reference (g): nobody is told of Docket before they ask, and who may not is told how they may. */
const begins: SceneStep[] = [
  [
    'opens the home: nothing waits, and where tickets would go is said',
    async (scene) => {
      await scene.slack.people.openHome();
      const home = () => JSON.stringify(scene.slack.room.homes.get('U0ANA') ?? {});
      await expect.poll(home, soon).toContain('Nothing waits for you');
      expect(home()).toContain('Linear');
      expect(scene.slack.room.messages.filter(({ user }) => user === 'U0DOCKET')).toEqual([]);
    },
  ],
  [
    'a colleague asks, who is no member yet, and may not let herself in',
    async (scene) => {
      const { room, people } = scene.slack;
      room.users.set('U0CLEO', { id: 'U0CLEO', name: 'Cleo', team: room.team, isBot: false, isGuest: false });
      await people.say('<@U0DOCKET> what can you do?', { user: 'U0CLEO' });
      const { ts } = await scene.says(/docket member add --user .Cleo. --slack U0CLEO/);
      await pressOn(scene, /^Add Cleo/, { ts, user: 'U0CLEO' });
      const told = () => room.messages.filter(({ ephemeralTo }) => ephemeralTo === 'U0CLEO').length;
      await expect.poll(told, soon).toBe(1);
    },
  ],
  [
    'the owner lets her in, and she is answered',
    async (scene) => {
      const { ts } = await scene.says(/Cleo is not a member/);
      await pressOn(scene, /^Add Cleo/, { ts });
      await scene.says(/Cleo is a member now, let in by Ana/);
      await scene.slack.people.say('<@U0DOCKET> help', { user: 'U0CLEO' });
      await scene.says(/generate/);
    },
  ],
  [
    'writes in the messages tab: a thread, a session and an answer',
    async (scene) => {
      const ts = await scene.slack.people.say('what waits for me?', { channel: 'D0ANA' });
      const answered = () => scene.slack.thread(ts).filter(({ user }) => user === 'U0DOCKET').length;
      await expect.poll(answered, soon).toBeGreaterThan(0);
      const statuses = () =>
        scene.slack.room.sessions.filter(({ threadTs }) => threadTs === ts).at(-1)?.status;
      await expect.poll(statuses, soon).toBe('active');
    },
  ],
];

const deep = process.env.DOCKET_TEST_DEEP ? describe : describe.skip;

deep('people in Slack, with kill -9 between any two steps', () => {
  let scene: SlackScene;
  afterEach(() => scene?.close());

  it('begin with it, and those who may not yet learn how', async () => {
    scene = await openSlackScene();
    await playScene(scene, begins, scene.killAll);
    await scene.stop();
  }, 600_000);

  it('edit one ticket at once, and lose nothing', async () => {
    scene = await openSlackScene();
    await playScene(scene, edits, scene.killAll);
    await scene.stop();
  }, 600_000);

  it('retry what a push could not do, two at once, and each ticket is there once', async () => {
    scene = await openSlackScene();
    await playScene(scene, fails, scene.killAll);
    const issues = scene.linear.issues();
    expect(issues).toHaveLength(16);
    expect(new Set(issues.map(({ title }) => title)).size).toBe(16);
    await scene.stop();
  }, 600_000);
});

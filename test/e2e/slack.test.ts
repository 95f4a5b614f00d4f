/** The main job in Slack, through the real program: asked in a channel, reviewed with buttons, and killed on the way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackMessage } from '../../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../../src/sandbox/slack/slack.ts';
import {
  newWorkplace,
  type Running,
  readTickets,
  repository,
  type Workplace,
} from '../support/child-program.ts';
import { readMessageText } from '../support/slack.ts';

const prd = readFileSync(join(repository, 'examples/onboarding-prd.md'), 'utf8');

describe('Docket in Slack', () => {
  let slack: SlackSandbox;
  let workplace: Workplace;
  let docket: Running;
  const start = async () => {
    docket = workplace.start(['serve']);
    await docket.until(/listens in Slack/);
  };
  const says = (pattern: RegExp) =>
    slack.until((message) => isOurs(message) && pattern.test(readMessageText(message)), 60_000);
  const isOurs = (message: SlackMessage) => message.user === slack.room.bot.id;
  const labelsOf = ({ blocks }: SlackMessage) =>
    blocks
      .flatMap((block) => (block.type === 'actions' ? (block.elements as { text?: { text: string } }[]) : []))
      .map(({ text }) => text?.text ?? '');

  beforeAll(async () => {
    // How fast it acknowledges is for a bench to say: here the machine may be busy.
    slack = await startSlackSandbox({ ackMs: 30_000 });
    const { botToken, appToken, apiUrl } = slack;
    workplace = newWorkplace({ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl });
    await workplace.run(['member', 'add', '--user', 'Ana', '--slack', 'U0ANA', '--role', 'owner']);
    await start();
  });
  afterAll(async () => {
    await workplace.remove();
    await slack.close();
  });

  it('asks, reviews, is killed, and pushes each ticket once on a press', async () => {
    const ts = await slack.people.say('<@U0DOCKET> generate tickets from this and push to Linear', {
      files: [{ name: 'onboarding-prd.md', mediaType: 'text/markdown', text: prd }],
    });
    const board = await says(/16 draft tickets/);
    expect(board.threadTs).toBe(ts);
    // More than fifteen are shown at a glance first, then row by row, in the same message.
    await slack.people.press('Review one by one', { ts: board.ts });
    const now = () => slack.room.messages.find((one) => one.ts === board.ts)!;
    await expect.poll(() => labelsOf(now()), { timeout: 20_000 }).toContain('Edit');
    await slack.people.press('Edit', { ts: board.ts });
    await expect
      .poll(() => JSON.stringify(slack.people.dialogueOf()?.view.title), { timeout: 20_000 })
      .toContain('Edit FEAT');
    docket.kill('SIGKILL');
    await docket.ended;
    await start();
    await slack.people.submit({ title: 'Create a studio in one minute' });
    const edited = () => readMessageText(slack.room.messages.find((one) => one.ts === board.ts)!);
    await expect.poll(edited, { timeout: 20_000 }).toContain('Create a studio in one minute');
    const approve = () => labelsOf(now()).find((label) => label.startsWith('Approve all'));
    const pressTwice = async () => {
      const label = approve();
      if (label) await Promise.all([1, 2].map(() => slack.people.press(label, { ts: board.ts })));
      return JSON.stringify(slack.room.messages.map((one) => one.text));
    };
    // Where the board has changed once more since it was drawn, the press says so, and a person presses again.
    await expect.poll(pressTwice, { timeout: 60_000, interval: 5_000 }).toMatch(/Pushed to Linear|16 pushed/);
    await expect.poll(edited, { timeout: 60_000 }).toContain('16 pushed');
    // An edit tells nobody, so the end is told once more, to unfold; and while a person was to decide, the session rested.
    const end = await slack.until((message) => message.blocks.some(({ type }) => type === 'plan'), 60_000);
    expect(end).toMatchObject({ threadTs: ts, edits: 0 });
    await slack.people.press('Useful', { ts: end.ts });
    await says(/Noted as useful/);
    const statuses = () => new Set(slack.room.sessions.map(({ status }) => status));
    await expect.poll(statuses, { timeout: 20_000 }).toEqual(new Set(['processing', 'suspended', 'active']));
    await slack.people.openHome();
    const home = () => JSON.stringify(slack.room.homes.get('U0ANA') ?? {});
    await expect.poll(home, { timeout: 20_000 }).toContain('16 of 16 tickets created in Linear');
    expect((await slack.people.say('why 3?', { threadTs: ts })).length).toBeGreaterThan(0);
    await says(/Why FEAT-/);
    const refused = slack.calls().filter(({ reply }) => reply?.ok === false);
    expect(refused.map(({ method, reply }) => `${method} ${reply?.error}`)).toEqual([]);
    docket.kill('SIGTERM');
    expect((await docket.ended).code).toBe(0);
    const keys = (await readTickets(workplace)).map((ticket) => ticket.external_key);
    expect(keys.filter((key) => key !== null)).toHaveLength(16);
    expect(new Set(keys).size).toBe(16);
  });
});

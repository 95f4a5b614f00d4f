/** The first message in Slack: posted by the intake before the house looks, and replaced by the answer, once. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import type { Inbound, Opening } from '../../src/ports/surface.ts';
import { openSealedJournal } from '../../src/storage/journal.ts';
import type { SlackDeps } from '../../src/surfaces/slack/desk.ts';
import { createSlackSurface } from '../../src/surfaces/slack/slack.ts';
import { openSlack, readMessageText, type SlackStage, slackDeps } from '../support/slack.ts';

let stage: SlackStage;
const journalKey = Buffer.alloc(32, 7).toString('base64');
let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'opening-')), 'slack');
});
afterEach(() => stage.close());

const kept = () => ({ journal: () => openSealedJournal(folder, journalKey), threads: async () => [] });
const open = async (over: Partial<SlackDeps> = {}) => {
  stage = await openSlack({ ...kept(), ...over });
};
const soon = { timeout: 15_000 };
const ours = () => stage.sandbox.room.messages.filter(({ user }) => user === 'U0DOCKET').map(readMessageText);
const asked = async (text = '<@U0DOCKET> hello') => {
  const before = stage.events.length;
  await stage.sandbox.people.say(text);
  await expect.poll(() => stage.events.length, soon).toBe(before + 1);
  return stage.events.at(-1)!;
};
const openingOf = ({ eventId, opening }: Inbound, again = false): Opening => {
  return { eventId, ref: opening ?? null, again };
};
const answer = (event: Inbound, text: string, again = false) =>
  stage.surface.post(event.thread, drawNoticeCard(text), {
    once: { key: text, again },
    opening: openingOf(event, again),
  });

it('says at once that it is on it, while the house looks elsewhere, and the answer takes the place of that', async () => {
  await open();
  stage.onAccept(() => expect.poll(ours, soon).toEqual(['On it …']));
  const event = await asked();
  expect(event.opening).toMatch(/^C0GENERAL:\d/);
  expect(await answer(event, 'Hello.')).toBe(event.opening);
  expect(ours()).toEqual(['Hello.']);
  await stage.sandbox.people.sayAgain();
  expect(ours()).toEqual(['Hello.']);
});

it('begins a thread with each message that is written to it alone, and says there that it is on it', async () => {
  await open();
  const ts = await stage.sandbox.people.say('status', { channel: 'D0ANA' });
  await expect.poll(() => stage.events.length, soon).toBe(1);
  expect(stage.events[0]).toMatchObject({ thread: `T0SANDBOX/D0ANA/${ts}`, opening: expect.any(String) });
  await expect
    .poll(() => stage.sandbox.room.sessions, soon)
    .toMatchObject([{ channel: 'D0ANA', threadTs: ts }]);
  await stage.sandbox.people.stopSession('D0ANA', ts);
  await expect.poll(() => stage.stopped, soon).toEqual([`T0SANDBOX/D0ANA/${ts}`]);
});

it('posts no second one after a restart, and the answer still takes the place of the first', async () => {
  await open();
  stage.onAccept(async () => {
    throw new Error('the store is away');
  });
  await stage.sandbox.people.say('<@U0DOCKET> hello');
  await expect.poll(ours, soon).toEqual(['On it …']);
  await stage.surface.stop();
  const { botToken, appToken, apiUrl } = stage.sandbox;
  const next = createSlackSurface(
    { access: { to: 'one', botToken }, delivery: { by: 'socket', appToken }, apiUrl },
    { ...slackDeps(), ...kept() },
  );
  await next.start(async (event) => void stage.events.push(event));
  await expect.poll(() => stage.events.length, soon).toBe(1);
  const [event] = stage.events;
  expect(event!.opening).toBeNull();
  const opening = openingOf(event!);
  await next.post(event!.thread, drawNoticeCard('Hello.'), { once: { key: 'a', again: false }, opening });
  expect(ours()).toEqual(['Hello.']);
  await next.stop();
});

it('does not overwrite what a process that died has put in its place, and shows nothing twice', async () => {
  await open();
  const event = await asked();
  await answer(event, 'The board.');
  await answer(event, 'The board.', true);
  await answer(event, 'And a word on it.', true);
  await answer(event, 'And a word on it.', true);
  await stage.surface.endOpening!(event.thread, openingOf(event, true), drawNoticeCard('Nothing.'));
  expect(ours()).toEqual(['The board.', 'And a word on it.']);
});

it('posts an answer that took long anew, since nobody is told of an edit', async () => {
  let late = 0;
  await open({ clock: { now: () => new Date(Date.now() + late) } });
  const event = await asked();
  late = 11_000;
  expect(await answer(event, 'At last.')).not.toBe(event.opening);
  expect(ours()).toEqual(['At last.']);
});

it('ends with the turn: as what changed elsewhere, or not at all', async () => {
  await open();
  const first = await asked();
  await stage.surface.endOpening!(first.thread, openingOf(first), drawNoticeCard('2 approved.'));
  expect(ours()).toEqual(['2 approved.']);
  const second = await asked('<@U0DOCKET> and now');
  await stage.surface.endOpening!(second.thread, openingOf(second), null);
  expect(ours()).toEqual(['2 approved.']);
});

it('answers as ever where Slack took no first message', async () => {
  await open();
  stage.sandbox.faults.add({ kind: 'forbidden', operation: 'chat.postMessage', times: 1 });
  const event = await asked();
  expect(event.opening).toBeNull();
  await answer(event, 'Hello.');
  expect(ours()).toEqual(['Hello.']);
});

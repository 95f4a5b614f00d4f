/** Slack's deliveries with a journal: kept, acknowledged and answered while the house is busy, broken or gone. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawErrorCard } from '../../src/cards/error-card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import { startIntakeThread } from '../../src/intake-thread.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openSealedJournal } from '../../src/storage/journal.ts';
import type { SlackDeps } from '../../src/surfaces/slack/desk.ts';
import { createSlackSurface } from '../../src/surfaces/slack/slack.ts';
import { openSlack, type SlackStage, slackDeps } from '../support/slack.ts';

let stage: SlackStage;
const journalKey = Buffer.alloc(32, 7).toString('base64');
let folder: string;
let looked: number;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'intake-')), 'slack');
  looked = 0;
});
afterEach(() => stage.close());

const open = async (over: Partial<SlackDeps> = {}) => {
  stage = await openSlack({
    journal: () => openSealedJournal(folder, journalKey),
    threads: async () => [],
    ...over,
  });
};
const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
/** However busy the machine is. */
const soon = { timeout: 15_000 };
const away = async () => {
  throw new Error('the store is away');
};
const statuses = () => stage.sandbox.room.sessions.map(({ status }) => status);

it('acknowledges what the store cannot take yet, and hands it over once it can', async () => {
  await open();
  stage.onAccept(away);
  await stage.sandbox.people.say('<@U0DOCKET> hello');
  expect(onDisk()).not.toBe('');
  // Neither what was said nor what lets anybody answer it is read there.
  expect(onDisk()).not.toMatch(/hello|xoxb|xapp|response_url/);
  stage.onAccept(async () => {});
  await expect.poll(() => stage.events.length, soon).toBe(1);
  await expect.poll(onDisk, soon).toBe('');
});

it('goes on after a restart with what was kept, in order, and shows nothing for it again', async () => {
  await open();
  stage.onAccept(away);
  const { people, botToken, appToken, apiUrl } = stage.sandbox;
  const ts = await people.say('<@U0DOCKET> one');
  await people.say('two', { threadTs: ts });
  await people.slash('tickets');
  await expect.poll(statuses, soon).toEqual(['processing']);
  await stage.surface.stop();
  const next = createSlackSurface(
    { access: { to: 'one', botToken }, delivery: { by: 'socket', appToken }, apiUrl },
    {
      ...slackDeps(),
      journal: () => openSealedJournal(folder, journalKey),
      threads: async () => [],
      knows: async () => true,
    },
  );
  const said: string[] = [];
  await next.start(async (event) => void said.push(event.kind === 'message' ? event.text : ''));
  await expect.poll(() => said, soon).toEqual(['one', 'two', '/docket tickets']);
  // The command had been said in the channel already.
  expect(stage.sandbox.room.messages.filter(({ text }) => text === 'Ana: /docket tickets')).toHaveLength(1);
  expect(statuses()).toEqual(['processing']);
  await next.stop();
});

it('tells a person whose command could not be taken in, by the address for answering it', async () => {
  await open();
  const { people, room, faults } = stage.sandbox;
  faults.add({ kind: 'forbidden', operation: 'chat.postMessage', times: 9 });
  faults.add({ kind: 'forbidden', operation: 'conversations.open', times: 9 });
  await people.slash('tickets');
  await expect
    .poll(() => room.responses, { timeout: 20_000, interval: 200 })
    .toEqual([expect.stringContaining('nothing was done')]);
  await expect.poll(onDisk, soon).toBe('');
});

it('shows at once that it heard, before the house did, and says so once', async () => {
  await open();
  let heard = 0;
  stage.onAccept(async () => {
    heard = statuses().length;
    await wait(300);
  });
  const ts = await stage.sandbox.people.say('<@U0DOCKET> hello');
  await expect.poll(statuses, soon).toEqual(['processing']);
  await expect.poll(() => stage.events.length, soon).toBe(1);
  expect(heard).toBe(1);
  const thread = `T0SANDBOX/C0GENERAL/${ts}`;
  await stage.surface.setStatus(thread, 'Working');
  await stage.surface.setStanding!(thread, 'done');
  await expect.poll(statuses, soon).toEqual(['processing', 'active']);
});

it('neither keeps nor looks up what is said between others', async () => {
  await open({
    knows: async () => {
      looked += 1;
      return false;
    },
  });
  const { people } = stage.sandbox;
  const ts = await people.say('lunch?');
  await people.say('at one', { threadTs: ts, user: 'U0BEN' });
  expect([onDisk(), looked, stage.events]).toEqual(['', 0, []]);
});

it('opens the dialogue of a press while the house is busy, and closes a form that is answered too late', async () => {
  const edit = formatAction('edit', '', 'FEAT-2026-001', 1);
  await open({ aside: new Set(['edit']) });
  const { people } = stage.sandbox;
  await stage.surface.post(stage.thread, {
    ...drawNoticeCard('One ticket.'),
    choices: [{ label: 'Edit', action: edit }],
  });
  stage.onAccept(() => wait(1500));
  await people.press('Edit');
  await expect
    .poll(() => people.dialogueOf()?.view.title, { timeout: 1000 })
    .toMatchObject({ text: 'One moment' });
  expect(stage.events).toEqual([]);
  await expect.poll(() => stage.events.length, soon).toBe(1);
  const fields = [
    { name: 'title', label: 'Title', required: true, input: 'text', lines: 'one', max: 80, value: '' },
  ];
  const submit = { label: 'Save', action: formatAction('save', '', 'FEAT-2026-001', 1) };
  const form = {
    title: 'Edit',
    tone: 'neutral',
    blocks: [{ kind: 'form', fields, submit }],
    choices: [],
    summary: 'Edit',
  };
  await stage.surface.post(stage.thread, form as never, { answers: stage.events[0]!.eventId });
  stage.onAccept(() => wait(800));
  await people.submit({ title: 'New' });
  await expect.poll(() => stage.events.length, soon).toBe(2);
  const fault = drawErrorCard(new DocketError('STALE', { message: 'It is gone.', remedy: 'Look again.' }));
  await stage.surface.post(stage.thread, fault, { answers: stage.events[1]!.eventId });
  expect(stage.shown()).toContain('It is gone.');
});

it('cannot begin, and says so, where it cannot keep what comes in', async () => {
  await open();
  const { botToken, appToken, apiUrl } = stage.sandbox;
  writeFileSync(`${folder}.taken`, '');
  const next = createSlackSurface(
    { access: { to: 'one', botToken }, delivery: { by: 'socket', appToken }, apiUrl },
    {
      ...slackDeps(),
      openIntake: (start) =>
        startIntakeThread(
          { room: 'slack', start },
          { folder: `${folder}.taken`, key: journalKey, flushFirst: true },
          silentLog,
        ),
    },
  );
  await expect(next.start(async () => {})).rejects.toThrow('EEXIST');
});

/** Two threads with Bolt in each, for which a busy machine takes its time. */
it.runIf(process.env.DOCKET_TEST_DEEP)(
  'begins again where it broke off, with what it kept, and hears on',
  async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => void workers.push(worker);
    process.on('worker', note);
    stage = await openSlack(
      {
        journal: () => openSealedJournal(folder, journalKey),
        threads: async () => [],
        knows: async () => true,
        openIntake: (start) =>
          startIntakeThread(
            { room: 'slack', start },
            { folder, key: journalKey, flushFirst: true },
            silentLog,
          ),
      },
      { ackMs: 15_000 },
    );
    const { people, sockets } = stage.sandbox;
    const messages = () => new Set(stage.events.map((event) => (event.kind === 'message' ? event.text : '')));
    stage.onAccept(away);
    await people.say('<@U0DOCKET> one');
    await workers[0]!.terminate();
    await expect.poll(() => sockets.count(), soon).toBe(0);
    stage.onAccept(async () => {});
    await expect.poll(() => sockets.count(), soon).toBe(1);
    expect(workers).toHaveLength(2);
    const ts = await people.say('<@U0DOCKET> two');
    await people.say('three', { threadTs: ts });
    await expect.poll(messages, soon).toEqual(new Set(['one', 'two', 'three']));
    await expect.poll(onDisk, soon).toBe('');
    // What was shown for it before is not shown again.
    expect(stage.shown().match(/On it …/g)).toHaveLength(2);
    process.off('worker', note);
  },
);

it('says of a form that is no longer kept that it is not, and what to do', async () => {
  await open();
  const submit = { label: 'Save', action: formatAction('save', '', 'FEAT-2026-001', 1) };
  const card = {
    title: 'Hours',
    tone: 'neutral',
    blocks: [{ kind: 'form', fields: [], submit }],
    choices: [],
    summary: 'Hours',
  };
  const ref = await stage.surface.post(stage.thread, card as never);
  await stage.deps.shelf.delete(`form ${ref}`);
  await stage.sandbox.people.press('Save');
  await expect
    .poll(() => JSON.stringify(stage.sandbox.people.dialogueOf()?.view), soon)
    .toContain('ask for it again');
  expect(stage.events).toEqual([]);
});

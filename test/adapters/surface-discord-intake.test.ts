/** Discord's events with a journal: kept, answered and handed over while the house is busy, broken or gone. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import type { Card } from '../../src/cards/card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { startIntakeThread } from '../../src/intake-thread.ts';
import { silentLog } from '../../src/ports/log.ts';
import { type DiscordMessage, ids } from '../../src/sandbox/discord/world.ts';
import { openSealedJournal } from '../../src/storage/journal.ts';
import type { DiscordDeps } from '../../src/surfaces/discord/desk.ts';
import { createDiscordSurface } from '../../src/surfaces/discord/discord.ts';
import { type DiscordStage, discordDeps, openDiscord, readDiscordText } from '../support/discord.ts';

let stage: DiscordStage;
let folder: string;
const key = Buffer.alloc(32, 7).toString('base64');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => stage.close());

const folderOf = (shard: number | string) => join(folder, String(shard));
const journal = (shard: number) => openSealedJournal(folderOf(shard), key, { flushFirst: false });
const open = async (over: Partial<DiscordDeps> = {}, options = {}) => {
  stage = await openDiscord({ journal, threads: async () => [], ...over }, options);
};
const onDisk = () =>
  readdirSync(folderOf(0))
    .map((name) => readFileSync(join(folderOf(0), name), 'utf8'))
    .join('');
/** However busy the machine is. */
const soon = { timeout: 15_000 };
const away = async () => {
  throw new Error('the store is away');
};
const textOf = (message: DiscordMessage | null | undefined) => (message ? readDiscordText(message) : '');
const texts = () => stage.events.map((event) => (event.kind === 'message' ? event.text : event.action));
const mention = (text: string) => stage.sandbox.people.say(`<@${stage.sandbox.world.bot.id}> ${text}`);

/** Another process of the same house. */
const restart = async (over: Partial<DiscordDeps> = {}) => {
  const { token, apiUrl } = stage.sandbox;
  const deps = { ...discordDeps(), shelf: stage.deps.shelf, vault: stage.deps.vault, journal, ...over };
  const next = createDiscordSurface({ token, apiUrl, readsAll: false }, deps);
  const said: string[] = [];
  await next.start(async (event) => void said.push(event.kind === 'message' ? event.text : event.action));
  return { next, said };
};

const withShow: Card = {
  ...drawNoticeCard('One.'),
  choices: [{ label: 'Show', action: formatAction('show') }],
};

it('answers commands, presses and forms at once, whatever the house does, and shows that it heard a message', async () => {
  await open({ answerWithinMs: 300 });
  await stage.surface.post(stage.thread, withShow);
  stage.onAccept(away);
  const { people, calls } = stage.sandbox;
  const asked = await people.slash('docket ask', { question: 'what waits?' });
  expect(textOf(asked.message)).toContain('Ana: what waits?');
  expect((await people.press('Show')).type).toBe(6);
  const said = await people.say('The total is 0');
  await people.useOnMessage('Report as bug', said);
  expect((await people.submit({ expected: 'The sum' })).type).toBe(5);
  await mention('hello');
  const types = () => calls().filter(({ operation }) => operation === 'trigger_typing_indicator').length;
  await expect.poll(types, soon).toBe(1);
  // Whoever holds the token of an interaction can answer it, so it lies there for nobody to read.
  expect(onDisk()).not.toMatch(/hello|token|waits/);
  expect(onDisk()).not.toBe('');
  stage.onAccept(async () => {});
  await expect.poll(() => stage.events.length, soon).toBe(4);
  expect(texts()).toEqual(
    expect.arrayContaining(['what waits?', formatAction('show'), formatAction('bug'), 'hello']),
  );
  await expect.poll(onDisk, soon).toBe('');
});

it('goes on after a restart with what was kept, once, and shows what it came to where that was promised', async () => {
  await open({ aside: new Set(['show']), answerWithinMs: 100 });
  await stage.surface.post(stage.thread, withShow);
  stage.onAccept(away);
  await mention('one');
  const pressed = await stage.sandbox.people.press('Show');
  expect(pressed.type).toBe(5);
  await stage.surface.stop();
  const { next, said } = await restart({ knows: async () => true });
  await expect.poll(() => said.toSorted(), soon).toEqual([formatAction('show'), 'one'].toSorted());
  const { id } = [...stage.sandbox.world.messages].find((one) => one === pressed.message)!;
  await expect
    .poll(async () => {
      await next.post(stage.thread, drawNoticeCard('All of it.'), {
        answers: `press:${pressed.message!.interaction!.id}`,
        privateTo: ids.ana,
      });
      return textOf(stage.sandbox.world.messages.find((one) => one.id === id));
    }, soon)
    .toContain('All of it.');
  await next.stop();
  await expect.poll(onDisk, soon).toBe('');
});

it('has after kill -9 all that it answered, once', async () => {
  stage = await openDiscord();
  await stage.surface.stop();
  const { people, token, apiUrl, world } = stage.sandbox;
  const script = new URL('../support/discord-child.ts', import.meta.url).pathname;
  const args = [script, token, apiUrl, folderOf(0), key];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await Promise.all(
    ['one', 'two', 'three'].map((question) => people.slash('docket ask', { question }, { user: ids.ben })),
  );
  const typed = () => stage.sandbox.calls().some(({ operation }) => operation === 'trigger_typing_indicator');
  await mention('four');
  await expect.poll(typed, soon).toBe(true);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  const { next, said } = await restart();
  await expect.poll(() => said.toSorted(), soon).toEqual(['four', 'one', 'three', 'two']);
  const echoes = world.messages.filter((message) => textOf(message).includes('Ben: '));
  expect(echoes).toHaveLength(3);
  await next.stop();
});

const deep = process.env.DOCKET_TEST_DEEP ? it : it.skip;

deep(
  'begins again what Discord has shut out, and has what was said meanwhile',
  async () => {
    stage = await openDiscord();
    await stage.surface.stop();
    const { token, apiUrl, world, gateway } = stage.sandbox;
    world.portal.messageContent = true;
    const said: string[] = [];
    const errors: string[] = [];
    const log = { ...silentLog, error: (message: string) => void errors.push(message) };
    const surface = createDiscordSurface(
      { token, apiUrl, readsAll: true },
      {
        ...discordDeps(),
        threads: async () => [],
        openIntake: (start) =>
          startIntakeThread({ room: 'discord', start }, { folder: folderOf(0), key, flushFirst: false }, log),
      },
    );
    await surface.start(async (event) => void said.push(event.kind === 'message' ? event.text : ''));
    await mention('one');
    await expect.poll(() => said, soon).toEqual(['one']);
    world.portal.messageContent = false;
    gateway.invalidate();
    await expect.poll(() => errors.length, soon).toBeGreaterThan(0);
    await mention('meanwhile');
    world.portal.messageContent = true;
    await expect.poll(() => gateway.count(), soon).toBe(1);
    await mention('two');
    // What may have been heard before is read again; the house knows it by its id.
    await expect.poll(() => [...new Set(said)].toSorted(), soon).toEqual(['meanwhile', 'one', 'two']);
    await surface.stop();
  },
  60_000,
);

it('hands out a form that came too late for a dialogue by a button that opens it', async () => {
  const submit = { label: 'Save', action: formatAction('save', '', 'FEAT-2026-001', 1) };
  const field = { name: 'title', label: 'Title', required: true, max: 80, value: 'Old' };
  const form = {
    ...drawNoticeCard('Edit'),
    title: 'Edit it',
    blocks: [{ kind: 'form', fields: [{ ...field, input: 'text', lines: 'one' }], submit }],
  } as Card;
  await open({ answerWithinMs: 100 });
  const ref = await stage.surface.post(stage.thread, form);
  const { shelf } = stage.deps;
  // The store is busy, and the card is known to nobody else.
  await stage.surface.stop();
  const slow = { ...shelf, get: (name: string) => wait(900).then(() => shelf.get(name)) };
  const { next } = await restart({ shelf: slow as DiscordDeps['shelf'], answerWithinMs: 100 });
  const pressed = await stage.sandbox.people.press('Save');
  expect(pressed.type).toBe(5);
  await expect.poll(() => textOf(pressed.message), soon).toContain('Here it is: Edit it');
  await stage.sandbox.people.press('Open it');
  expect(stage.sandbox.people.modalOf()?.modal.title).toBe('Edit it');
  expect(ref).toBeTruthy();
  await next.stop();
});

it('hears each server in the shard Discord wants for it, and works off what a shard that is gone had kept', async () => {
  await open({ beginEveryMs: 50 }, { shards: 2 });
  const { gateway } = stage.sandbox;
  expect(gateway.count()).toBe(2);
  await mention('hello');
  await expect.poll(texts, soon).toEqual(['hello']);
  const former = journal(7);
  const [event] = stage.events;
  await former.append({ kind: 'event', event: { ...event!, eventId: 'former' }, press: null });
  await former.close();
  await stage.surface.stop();
  const left = () => [journal(7)];
  const { next, said } = await restart({ leftBeyond: left, beginEveryMs: 50 });
  await expect.poll(() => said, soon).toEqual(['hello']);
  await next.stop();
});

it('cannot begin, and says so, where it cannot keep what comes in', async () => {
  await open();
  const { token, apiUrl } = stage.sandbox;
  writeFileSync(`${folder}.taken`, '');
  const next = createDiscordSurface(
    { token, apiUrl, readsAll: false },
    {
      ...discordDeps(),
      openIntake: (start) =>
        startIntakeThread(
          { room: 'discord', start },
          { folder: `${folder}.taken`, key, flushFirst: false },
          silentLog,
        ),
    },
  );
  await expect(next.start(async () => {})).rejects.toThrow('could not begin to listen');
});

it('says within seconds, and once before, that Discord cannot be reached', async () => {
  await open();
  const said: string[] = [];
  const surface = createDiscordSurface(
    { token: stage.sandbox.token, apiUrl: 'http://127.0.0.1:9/api', readsAll: false },
    { ...discordDeps(), print: (text) => void said.push(text) },
  );
  await expect(surface.start(async () => {})).rejects.toThrow('could not be reached at http://127.0.0.1:9');
  expect(said).toEqual([expect.stringContaining('asked once more')]);
});

/** Discord keeps a surface's promises over discord.js as it is, and its own. */
import { afterEach, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { ids } from '../../src/sandbox/discord/world.ts';
import { createDiscordSurface } from '../../src/surfaces/discord/discord.ts';
import { describeSurface } from '../contracts/surface.ts';
import { type DiscordStage, openDiscord, readDiscordText } from '../support/discord.ts';

describeSurface('Discord', openDiscord);

describe('Discord', () => {
  let stage: DiscordStage;
  afterEach(() => stage.close());

  const posted = (text: string) =>
    stage.sandbox.ours().filter((message) => readDiscordText(message).includes(text));

  it('posts a message once, whatever becomes of the answer, and finds what a process that died has posted', async () => {
    stage = await openDiscord();
    for (const kind of ['lost_answer', 'server_error_after', 'server_error', 'rate_limited'] as const) {
      stage.sandbox.faults.add({ kind, operation: 'create_message', resetMs: 200 });
      const ref = await stage.surface.post(stage.thread, drawNoticeCard(`After ${kind}.`));
      expect(posted(`After ${kind}.`).map(({ channel, id }) => `${channel}:${id}`)).toEqual([ref]);
    }
    const post = (key: string, again: boolean) =>
      stage.surface.post(stage.thread, drawNoticeCard('The board.'), { once: { key, again } });
    const first = await post('one', false);
    // Discord itself keeps a nonce for some minutes only.
    for (const message of stage.sandbox.world.messages) message.nonce = null;
    expect(await post('one', true)).toBe(first);
    expect(await post('another', true)).not.toBe(first);
  }, 20_000);

  it('draws only the last of many edits, and goes on in a new message before the hour', async () => {
    let ahead = 0;
    stage = await openDiscord({ clock: { now: () => new Date(Date.now() + ahead) } });
    const ref = await stage.surface.post(stage.thread, drawNoticeCard('0'));
    const edits = Array.from({ length: 20 }, (_, at) =>
      stage.surface.update(stage.thread, ref, drawNoticeCard(`edit ${at + 1}`)),
    );
    expect(new Set(await Promise.all(edits))).toEqual(new Set([ref]));
    const [living] = posted('edit 20');
    expect(living!.edits).toBeLessThan(4);
    ahead = 56 * 60_000;
    const next = await stage.surface.update(stage.thread, ref, drawNoticeCard('An hour later.'));
    expect(next).not.toBe(ref);
    // A process that died before it had noted the new one finds it.
    expect(await stage.surface.update(stage.thread, ref, drawNoticeCard('An hour later.'))).toBe(next);
    expect(posted('An hour later.')).toHaveLength(1);
    await expect.poll(() => posted('This goes on below.').length, { timeout: 4000 }).toBe(1);
  }, 15_000);

  it('goes on after its connection was recycled, cut and frozen, and its session ended', async () => {
    stage = await openDiscord();
    const { gateway, people, world } = stage.sandbox;
    const say = (text: string) => people.say(`<@${world.bot.id}> ${text}`);
    gateway.reconnect();
    await say('one');
    gateway.cut();
    await say('two');
    const heard = () => stage.events.map((event) => (event.kind === 'message' ? event.text : ''));
    await expect.poll(heard, { timeout: 8000 }).toEqual(expect.arrayContaining(['one', 'two']));
    expect(gateway.seen.resumed).toBeGreaterThan(0);
  }, 20_000);

  it('reads after a stop what was said to it meanwhile, and listens in one process at a time', async () => {
    stage = await openDiscord();
    const { people, world, token, apiUrl } = stage.sandbox;
    await people.say(`<@${world.bot.id}> before`);
    await expect.poll(() => stage.events.length).toBe(1);
    await stage.surface.stop();
    // More than Discord gives at once.
    for (let said = 0; said < 105; said++) await people.say('among ourselves');
    await people.say(`<@${world.bot.id}> while nobody listened`);
    await people.say('between others');
    const events: string[] = [];
    const accept = async (event: { kind: string; text?: string }) => void events.push(event.text ?? '');
    const idle = createDiscordSurface(
      { token, apiUrl, readsAll: false },
      { ...stage.deps, hold: async () => false },
    );
    await idle.start(accept as never);
    const next = createDiscordSurface({ token, apiUrl, readsAll: false }, stage.deps);
    await next.start(accept as never);
    await expect.poll(() => events, { timeout: 4000 }).toContain('while nobody listened');
    expect(events).not.toContain('between others');
    expect(stage.sandbox.gateway.count()).toBe(1);
    // What stood there before goes on working.
    const ref = await next.post(stage.thread, {
      ...drawNoticeCard('One.'),
      choices: [{ label: 'Show', action: formatAction('show') }],
    });
    await people.press('Show');
    expect(ref.startsWith(stage.thread.split('/')[2]!)).toBe(true);
    expect(stage.sandbox.calls().filter(({ operation }) => operation.includes('bulk_set')).length).toBe(1);
    await idle.stop();
    await next.stop();
  }, 15_000);

  it('mentions nobody but whom our own card means to tell, also where a document says so', async () => {
    const userOf = async (_guild: string, member: string) => (member === 'm1' ? ids.ben : null);
    stage = await openDiscord({ userOf });
    const attack =
      '@everyone @here <@1400000000000000001> <@&1500000000000000002> `@everyone` ```\n@here\n```';
    const card = drawNoticeCard(attack);
    const ref = await stage.surface.post(stage.thread, {
      ...card,
      title: attack,
      blocks: [
        ...card.blocks,
        { kind: 'code', text: attack },
        { kind: 'quote', text: attack },
        { kind: 'table', columns: [attack], rows: [[attack]] },
      ],
    });
    await stage.surface.update(stage.thread, ref, { ...card, title: attack });
    expect(stage.sandbox.liveMentions()).toEqual([]);
    const mention = { kind: 'mention' as const, memberId: 'm1', name: 'Ben', notify: true };
    await stage.surface.post(stage.thread, {
      ...card,
      blocks: [...card.blocks, { kind: 'text', text: [mention] }],
    });
    expect(stage.sandbox.liveMentions()).toMatchObject([
      { pings: { everyone: false, users: [ids.ben], roles: [] } },
    ]);
    expect(stage.sandbox.refused()).toEqual([]);
  });
});

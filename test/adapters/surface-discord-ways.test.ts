/** The ways into Docket from Discord, and what each of them is answered with. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawBugFormCard } from '../../src/cards/bug-form-card.ts';
import type { Card } from '../../src/cards/card.ts';
import { drawEditFormCard } from '../../src/cards/edit-form-card.ts';
import { drawErrorCard } from '../../src/cards/error-card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import { type DiscordMessage, ids } from '../../src/sandbox/discord/world.ts';
import { type DiscordStage, openDiscord, readDiscordText } from '../support/discord.ts';
import { makeTicket, viewOf } from '../support/views.ts';

const show = formatAction('show', '', 'FEAT-2026-001');
const approve = formatAction('approve', '', 'all', 1);
const stale = new DocketError('STALE', { message: 'The board has changed.', remedy: 'Look again.' });

const withApprove: Card = {
  ...drawNoticeCard('One ticket.'),
  choices: [
    {
      label: 'Approve all 2',
      action: approve,
      style: 'primary',
      confirm: 'Approve all 2? Nothing is pushed yet.',
    },
    { label: 'Show', action: show },
    { label: 'Approve', action: approve },
  ],
};

let stage: DiscordStage;
const stopped: string[][] = [];
const me = () => stage.sandbox.world.bot.id;
const newest = () => stage.events.at(-1);
const textOf = (message: DiscordMessage | null | undefined) => (message ? readDiscordText(message) : '');
const heard = async (count: number) => expect.poll(() => stage.events.length, { timeout: 4000 }).toBe(count);

beforeAll(async () => {
  stage = await openDiscord({
    aside: new Set(['show', 'edit', 'bug']),
    stopAfterMs: 50,
    stop: async (_guild, thread, { by }) => void stopped.push([thread, by.name]),
    tickets: async () => [{ key: 'FEAT-2026-001', title: 'Verify the address' }],
    commands: [{ verb: 'approve', usage: '<ticket…|all>', does: 'Approve tickets' }],
  });
});
afterAll(async () => {
  // Nothing that was sent in all of this was refused, and nobody was notified by it.
  expect(stage.sandbox.liveMentions()).toEqual([]);
  await stage.close();
});

describe('Discord', () => {
  it('takes a mention in once, and opens a thread on it with the first answer', async () => {
    const before = stage.events.length;
    const said = await stage.sandbox.people.say(`<@${me()}> what is <https://a.example>?`);
    stage.sandbox.people.sayAgain();
    await expect.poll(() => stage.events.length).toBeGreaterThan(before);
    const thread = `${ids.guild}/${ids.general}/${said.id}`;
    expect(newest()).toMatchObject({
      kind: 'message',
      text: 'what is https://a.example?',
      eventId: `${ids.general}:${said.id}`,
      thread,
      tenant: ids.guild,
      actor: { externalId: ids.ana, name: 'Ana' },
    });
    const ref = await stage.surface.post(thread, drawNoticeCard('An example.'));
    expect(ref).toMatch(new RegExp(`^${said.id}:`));
    await stage.surface.post(thread, drawNoticeCard('And one more.'));
    expect(stage.sandbox.ours(said.id).map(textOf)).toEqual(
      ['An example.', 'And one more.'].map((text) => expect.stringContaining(text)),
    );
  });

  it('leaves alone what is said between others, and says once in a thread of its own what it cannot read', async () => {
    const before = stage.events.length;
    const { thread, channel } = { thread: stage.thread.split('/')[2]!, channel: ids.general };
    await stage.sandbox.people.say('lunch?', { channel });
    await stage.sandbox.people.say('and the second?', { channel: thread });
    await stage.sandbox.people.say('and the third?', { channel: thread });
    await expect.poll(() => stage.shown()).toContain('unless they mention me');
    expect(stage.events).toHaveLength(before);
    expect(stage.shown().split('unless they mention me')).toHaveLength(2);
  });

  it('takes in a direct message of a member, and tells a stranger how to become one', async () => {
    const before = stage.events.length;
    const direct = [...stage.sandbox.world.channels.values()].find(
      ({ kind, people }) => kind === 'direct' && people.has(ids.ana),
    );
    await stage.sandbox.people.say('status', { channel: direct?.id ?? 'direct' });
    await heard(before + 1);
    expect(newest()).toMatchObject({ kind: 'message', text: 'status', tenant: ids.guild });
  });

  it('answers a command below what was asked, fetches its file, and takes commands as they are typed elsewhere', async () => {
    const before = stage.events.length;
    const asked = await stage.sandbox.people.slash('docket do', { command: 'approve 1 2' });
    expect(textOf(asked.message)).toContain('Ana: /docket approve 1 2');
    const file = { name: 'prd.md', mediaType: 'text/markdown', text: '# Plan\n- The app must start' };
    await stage.sandbox.people.slash('docket generate', {}, { files: { file } });
    await heard(before + 2);
    expect(stage.events.slice(before)).toMatchObject([
      { kind: 'message', text: '/docket approve 1 2', thread: `${ids.guild}/${ids.general}/` },
      {
        kind: 'message',
        text: 'Generate tickets from the attached document.',
        shared: [{ filename: 'prd.md' }],
      },
    ]);
    const { shared } = newest() as unknown as { shared: unknown[] };
    const fetched = await stage.surface.fetchShared!(stage.thread, shared);
    expect(Buffer.from(fetched.attachments[0]!.base64, 'base64').toString()).toBe(file.text);
  });

  it('suggests tickets and commands while they are typed', async () => {
    const tickets = await stage.sandbox.people.suggestions('docket show', 'ticket', 'ver');
    expect(tickets).toEqual([{ name: 'FEAT-2026-001 · Verify the address', value: 'FEAT-2026-001' }]);
    const verbs = await stage.sandbox.people.suggestions('docket do', 'command', 'app');
    expect(verbs).toEqual([{ name: expect.stringContaining('Approve tickets'), value: 'approve' }]);
  });

  it('asks again before what must be asked, and says there what it came to', async () => {
    await stage.surface.post(stage.thread, withApprove);
    const before = stage.events.length;
    const asked = await stage.sandbox.people.press('Approve all 2');
    expect(asked.message).toMatchObject({ ephemeralTo: ids.ana });
    expect(textOf(asked.message)).toContain('Nothing is pushed yet.');
    expect(stage.events).toHaveLength(before);
    await stage.sandbox.people.press('Yes: Approve all 2');
    expect(newest()).toMatchObject({ kind: 'choice', action: approve, thread: stage.thread });
    await stage.surface.answered!(
      stage.thread,
      newest()!.eventId,
      drawNoticeCard('2 tickets are approved.', 'success'),
    );
    expect(textOf(asked.message)).toContain('2 tickets are approved.');
    const again = await stage.sandbox.people.press('Approve all 2');
    await stage.sandbox.people.press('No');
    expect(textOf(again.message)).toContain('Nothing was done.');
    expect(stage.events).toHaveLength(before + 1);
  });

  it('tells what went wrong with a press to the one who pressed, and to nobody else', async () => {
    await stage.surface.post(stage.thread, withApprove);
    await stage.sandbox.people.press('Approve', { user: ids.ben });
    await stage.surface.post(stage.thread, drawErrorCard(stale), { answers: newest()!.eventId });
    expect(stage.sandbox.world.messages.at(-1)).toMatchObject({ ephemeralTo: ids.ben });
    expect(textOf(stage.sandbox.world.messages.at(-1))).toContain('The board has changed.');
  });

  it('shows what is for one alone in their answer, at once or, where it takes longer, after a promise', async () => {
    await stage.surface.post(stage.thread, withApprove);
    const answerAfter = (ms: number) =>
      stage.onAccept(async ({ eventId }) => {
        void wait(ms).then(() =>
          stage.surface.post(stage.thread, drawNoticeCard(`All of it, after ${ms}.`), {
            answers: eventId,
            privateTo: ids.ana,
          }),
        );
      });
    answerAfter(20);
    const quick = await stage.sandbox.people.press('Show');
    expect(quick).toMatchObject({ type: 4, message: { ephemeralTo: ids.ana } });
    expect(textOf(quick.message)).toContain('All of it, after 20.');
    answerAfter(700);
    const late = await stage.sandbox.people.press('Show');
    expect(late.type).toBe(5);
    await expect.poll(() => textOf(late.message), { timeout: 3000 }).toContain('All of it, after 700.');
    stage.onAccept(async () => {});
  });

  it('opens a form of several pages, keeps what was filled in, and opens it again where something was wrong', async () => {
    const form = drawEditFormCard(viewOf(makeTicket(1)));
    const edit = formatAction('edit', '', 'FEAT-2026-001', 1);
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One.'),
      choices: [{ label: 'Edit', action: edit }],
    });
    stage.onAccept(async ({ eventId }) => {
      const card = eventId.startsWith('form:') ? drawErrorCard(stale) : form;
      void wait(20).then(() => stage.surface.post(stage.thread, card, { answers: eventId }));
    });
    await stage.sandbox.people.press('Edit');
    expect(stage.sandbox.people.modalOf()?.modal.title).toBe('Edit FEAT-2026-001 · 1/2');
    await stage.sandbox.people.submit({ title: 'A better title' });
    await stage.sandbox.people.press('Go on');
    const sent = await stage.sandbox.people.submit({ criteria: 'It works' });
    expect(textOf(sent.message)).toContain('The board has changed.');
    expect(newest()).toMatchObject({
      kind: 'choice',
      values: { title: 'A better title', criteria: 'It works' },
    });
    stage.onAccept(async () => {});
    await stage.sandbox.people.press('Fix it');
    expect(JSON.stringify(stage.sandbox.people.modalOf())).toContain('A better title');
  });

  it('opens a bug report filled with a message, which is sent with the way back to it', async () => {
    const said = await stage.sandbox.people.say('The total shows 0. It worked yesterday.', { user: ids.ben });
    await stage.sandbox.people.useOnMessage('Report as bug', said);
    const answered = stage.sandbox.people.submit({ expected: 'The sum', severity: 'high' });
    await expect
      .poll(() => newest())
      .toMatchObject({
        kind: 'choice',
        action: formatAction('bug'),
        thread: `${ids.guild}/${ids.general}/${said.id}`,
        values: {
          happened: 'The total shows 0. It worked yesterday.',
          severity: 'high',
          source: `https://discord.com/channels/${ids.guild}/${ids.general}/${said.id}`,
        },
      });
    await stage.surface.post(newest()!.thread, drawNoticeCard('BUG-2026-001 was created.', 'success'), {
      answers: newest()!.eventId,
    });
    expect(textOf((await answered).message)).toContain('BUG-2026-001 was created.');
    expect(stage.sandbox.ours(said.id).map(textOf).join()).toContain('BUG-2026-001 was created.');
    // The form has no room for files, so they come after it, and stay in the thread.
    const log = { name: 'app.log', mediaType: 'text/plain', text: 'TypeError' };
    await stage.sandbox.people.press('Add a screenshot or a log');
    await stage.sandbox.people.submit({ files: [log] });
    const handed = () => stage.files().map(({ name, text }) => ({ name, text }));
    await expect.poll(handed, { timeout: 4000 }).toEqual([{ name: 'app.log', text: 'TypeError' }]);
    expect(stage.sandbox.ours(said.id).map(textOf).join()).toContain('From the report of Ana:');
  });

  it('drafts tickets from a message, whose words are a document and no order', async () => {
    const said = await stage.sandbox.people.say('Export to CSV, discard all');
    await stage.sandbox.people.useOnMessage('Create tickets from this', said);
    expect(newest()).toMatchObject({
      kind: 'message',
      attachments: [{ pasted: 'document' }],
      thread: expect.stringContaining(said.id),
    });
  });

  it('offers to file the posts of a forum that was chosen, and begins with what the post says', async () => {
    const refused = await stage.sandbox.people.slash(
      'docket forum',
      { channel: ids.bugs },
      { user: ids.ben },
    );
    expect(textOf(refused.message)).toContain('may manage this server');
    await stage.sandbox.people.slash('docket forum', { channel: ids.bugs });
    const post = await stage.sandbox.people.post('Login is blank', 'Since the update nothing shows.');
    await stage.sandbox.until(
      (message) => message.channel === post.id && textOf(message).includes('bug ticket'),
    );
    await stage.sandbox.people.press('File this as a bug');
    const { modal } = stage.sandbox.people.modalOf()!;
    expect(modal.title).toBe(drawBugFormCard().title);
    expect(JSON.stringify(modal)).toContain('Login is blank');
  });

  it('answers where it may not work: another server, a channel it may not write in, a button of another version', async () => {
    const foreign = await stage.sandbox.people.slash(
      'docket board',
      {},
      { user: ids.eve, channel: ids.otherGeneral },
    );
    expect(textOf(foreign.message)).toContain('/docket link');
    const linked = await stage.sandbox.people.slash('docket link', { code: 'ABCD-EFGH' });
    expect(textOf(linked.message)).toContain('works here now');
    stage.sandbox.deny('SEND_MESSAGES', ids.engineering);
    const mute = await stage.sandbox.people.slash('docket board', {}, { channel: ids.engineering });
    expect(textOf(mute.message)).toContain('I lack Send Messages');
    expect(mute.message).toMatchObject({ ephemeralTo: ids.ana });
  });

  it('says that it could not take in what could not be stored', async () => {
    await stage.surface.post(stage.thread, withApprove);
    stage.onAccept(async () => {
      throw new Error('the disk is full');
    });
    const pressed = await stage.sandbox.people.press('Approve');
    expect(textOf(pressed.message)).toContain('nothing was changed');
    stage.onAccept(async () => {});
  });

  it('lets people stop what takes long, and takes the button away at its end', async () => {
    await stage.surface.setStatus(stage.thread, 'Working');
    await expect.poll(() => stage.shown(), { timeout: 4000 }).toContain('I am still at it.');
    await stage.sandbox.people.press('Stop', { user: ids.ben });
    expect(stage.shown()).toContain('Ben has stopped it.');
    await expect.poll(() => stopped, { timeout: 4000 }).toEqual([[stage.thread, 'Ben']]);
    await stage.surface.setStanding!(stage.thread, 'done');
    await expect.poll(() => stage.shown(), { timeout: 4000 }).not.toContain('stopped it');
    await stage.surface.setStatus(stage.thread, 'Working');
    await stage.surface.setStanding!(stage.thread, 'done');
    await wait(80);
    expect(stage.shown()).not.toContain('still at it');
  });

  it('shows how a report stands by the tags of its post', async () => {
    const post = await stage.sandbox.people.post('Avatar is square', 'It was round.', { tags: [] });
    const forum = stage.sandbox.world.channels.get(ids.bugs)!;
    await stage.surface.markThread!(`${ids.guild}/${ids.bugs}/${post.id}`, 'triage');
    const tagged = stage.sandbox.world.channels.get(post.id)!.appliedTags;
    expect(tagged.map((id) => forum.tags.find((tag) => tag.id === id)?.name.toLowerCase())).toContain(
      'triage',
    );
    expect(stage.sandbox.world.channels.get(post.id)!.name).toBe('Avatar is square');
    // A day after its end Discord puts it away; unless it goes on.
    const mark = async (state: 'fixed' | 'triage') => {
      await stage.surface.markThread!(`${ids.guild}/${ids.bugs}/${post.id}`, state);
      return stage.sandbox.world.channels.get(post.id)!.autoArchiveMinutes;
    };
    expect([await mark('fixed'), await mark('triage')]).toEqual([24 * 60, 7 * 24 * 60]);
  });
});

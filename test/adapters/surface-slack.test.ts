/** Slack keeps a surface's promises over its real clients, and its own. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import type { Card } from '../../src/cards/card.ts';
import { drawErrorCard } from '../../src/cards/error-card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import { checkSlack } from '../../src/surfaces/slack/check.ts';
import { describeSurface } from '../contracts/surface.ts';
import { openSlack, type SlackStage } from '../support/slack.ts';

describeSurface('Slack', openSlack);

describe('the doctor', () => {
  it('says who we are, which scope is missing, and which token is wrong', async () => {
    const { sandbox, close } = await openSlack();
    const { botToken, appToken, apiUrl } = sandbox;
    const access = { to: 'one', botToken } as const;
    const settings = { access, delivery: { by: 'socket', appToken } as const, apiUrl };
    expect(await checkSlack(settings)).toMatchObject({ ok: true, account: 'docket in Sandbox' });
    sandbox.room.scopes.splice(sandbox.room.scopes.indexOf('files:read'), 1);
    const lacking = await checkSlack(settings);
    expect(lacking.problem).toContain('files:read (documents dropped into a thread)');
    sandbox.room.scopes.push('files:read');
    expect(await checkSlack({ ...settings, access: { to: 'one', botToken: 'xoxb-other' } })).toMatchObject({
      ok: false,
    });
    expect(
      (await checkSlack({ ...settings, delivery: { by: 'socket', appToken: 'xapp-other' } })).problem,
    ).toContain('invalid_auth');
    await close();
    expect((await checkSlack(settings)).problem).toContain('could not be reached');
  });
});

describe('Slack', () => {
  let stage: SlackStage;
  afterEach(() => stage.close());

  it('takes a mention in once, though it comes as two events, and again after a redelivery', async () => {
    stage = await openSlack();
    const ts = await stage.sandbox.people.say('<@U0DOCKET> what is <https://a.example|this> &amp; that?');
    await stage.sandbox.people.sayAgain();
    expect(new Set(stage.events.map(({ eventId }) => eventId))).toEqual(new Set([`C0GENERAL:${ts}`]));
    expect(stage.events[0]).toMatchObject({
      kind: 'message',
      text: 'what is https://a.example & that?',
      thread: `T0SANDBOX/C0GENERAL/${ts}`,
      actor: { externalId: 'U0ANA', name: 'Ana' },
    });
  });

  it('leaves alone what is said between others', async () => {
    stage = await openSlack();
    const ts = await stage.sandbox.people.say('lunch?');
    await stage.sandbox.people.say('yes', { threadTs: ts, user: 'U0BEN' });
    expect(stage.events).toEqual([]);
  });

  it('acknowledges an event only when it is stored, so that Slack delivers it again', async () => {
    stage = await openSlack();
    stage.onAccept(async () => {
      throw new Error('the disk is full');
    });
    await expect(stage.sandbox.people.say('<@U0DOCKET> hello')).rejects.toThrow('not acknowledged');
    stage.onAccept(async () => {});
    await stage.sandbox.people.sayAgain();
    expect(stage.events).toHaveLength(1);
  });

  it('acknowledges a message with a file before it fetches the file, and says which it could not have', async () => {
    stage = await openSlack();
    const { sandbox, surface, events } = stage;
    const files = ['prd.md', 'gone.md'].map((name) => {
      return { name, mediaType: 'text/markdown', text: '# Plan\n- The app must start' };
    });
    await sandbox.people.say('<@U0DOCKET> read this', { files });
    const [event] = events;
    expect(event).toMatchObject({ kind: 'message', attachments: [], shared: [{ name: 'prd.md' }, {}] });
    expect(JSON.stringify(event)).not.toContain(sandbox.botToken);
    sandbox.room.files.delete([...sandbox.room.files.values()].at(-1)!.id);
    const fetched = await surface.fetchShared!(stage.thread, (event as { shared: unknown[] }).shared);
    expect(fetched.attachments).toMatchObject([{ name: 'prd.md', mediaType: 'text/markdown' }]);
    expect(fetched.left).toEqual([expect.stringContaining('gone.md: Slack did not hand it over')]);
  });

  it('answers a press of a guest, of somebody from elsewhere and of a bot, and decides nothing', async () => {
    stage = await openSlack();
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One ticket.'),
      choices: [{ label: 'Approve', action: formatAction('approve', '', 'all', 1) }],
    });
    for (const user of ['U0GUEST', 'U0EXTERN', 'U0DOCKET']) {
      await stage.sandbox.people.press('Approve', { user });
      expect(stage.sandbox.room.messages.at(-1)).toMatchObject({ ephemeralTo: user });
    }
    expect(stage.events).toEqual([]);
    expect(stage.shown()).toContain('Nothing was changed.');
  });

  it('tells what went wrong with a press to the one who pressed, and to nobody else', async () => {
    stage = await openSlack();
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One ticket.'),
      choices: [{ label: 'Approve', action: formatAction('approve', '', 'all', 1) }],
    });
    await stage.sandbox.people.press('Approve', { user: 'U0BEN' });
    const stale = new DocketError('STALE', { message: 'The board has changed.', remedy: 'Look again.' });
    await stage.surface.post(stage.thread, drawErrorCard(stale), { answers: stage.events[0]!.eventId });
    expect(stage.sandbox.room.messages.at(-1)).toMatchObject({ ephemeralTo: 'U0BEN' });
    expect(stage.shown()).toContain('The board has changed.');
  });

  it('does not post again what a process that died has posted, in a thread and in a direct message', async () => {
    stage = await openSlack();
    const posted = () => stage.sandbox.room.messages.filter(({ user }) => user === 'U0DOCKET').length;
    for (const thread of [stage.thread, 'T0SANDBOX/D0ANA/']) {
      const card = drawNoticeCard(`The board of ${thread}`);
      const post = (key: string, again: boolean) =>
        stage.surface.post(thread, card, { once: { key, again } });
      const first = await post('one', true);
      expect(await post('one', true)).toBe(first);
      expect(await post('another', true)).not.toBe(first);
    }
    expect(posted()).toBe(4);
    expect(JSON.stringify(stage.sandbox.room.messages)).not.toContain('"another"');
  });

  it('stores a message also while Slack does not say who wrote it, and answers a press made then', async () => {
    stage = await openSlack();
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One ticket.'),
      choices: [{ label: 'Approve', action: formatAction('approve', '', 'all', 1) }],
    });
    stage.sandbox.faults.add({ kind: 'server_error', operation: 'users.info', times: 9 });
    await stage.sandbox.people.say('<@U0DOCKET> hello', { user: 'U0BEN' });
    expect(stage.events[0]).toMatchObject({ actor: { externalId: 'U0BEN', name: 'U0BEN' } });
    await stage.sandbox.people.press('Approve', { user: 'U0BEN' });
    expect(stage.shown()).toContain('press again in a moment');
    expect(stage.events.filter(({ kind }) => kind === 'choice')).toEqual([]);
  });

  it('opens a dialogue at once and fills it when the form is there', async () => {
    const edit = formatAction('edit', '', 'FEAT-2026-001', 1);
    stage = await openSlack({ aside: new Set(['edit']) });
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One ticket.'),
      choices: [{ label: 'Edit', action: edit }],
    });
    await stage.sandbox.people.press('Edit');
    expect(stage.sandbox.people.dialogueOf()?.view.title).toMatchObject({ text: 'One moment' });
    const { eventId } = stage.events[0]!;
    const save = formatAction('save', '', 'FEAT-2026-001', 1);
    const form = {
      kind: 'form' as const,
      fields: [
        {
          name: 'title',
          label: 'Title',
          required: true,
          input: 'text',
          lines: 'one',
          max: 80,
          value: 'Old',
        } as const,
        {
          name: 'body',
          label: 'Body',
          required: false,
          input: 'text',
          lines: 'many',
          max: 60_000,
          value: 'x'.repeat(4000),
        } as const,
      ],
      submit: { label: 'Save', action: save },
    };
    const before = stage.sandbox.room.messages.length;
    await stage.surface.post(
      stage.thread,
      { title: 'Edit it', tone: 'neutral', blocks: [form], choices: [], summary: 'Edit it.' },
      { answers: eventId },
    );
    expect(stage.sandbox.room.messages).toHaveLength(before);
    let answered: Promise<unknown> = Promise.resolve();
    const answerSoon = (card: Card) =>
      stage.onAccept(async ({ eventId: answers }) => {
        answered = wait(20).then(() => stage.surface.post(stage.thread, card, { answers }));
      });
    const fault = new DocketError('VERSION_CONFLICT', { message: 'Ben changed it.', remedy: 'Look again.' });
    answerSoon(drawErrorCard(fault));
    const refused = await stage.sandbox.people.submit({ title: 'New' });
    expect(refused.payload).toMatchObject({
      response_action: 'errors',
      errors: { title: expect.stringContaining('Ben changed it.') },
    });
    answerSoon(drawNoticeCard('Saved.', 'success'));
    await stage.sandbox.people.submit({ title: 'Newer' });
    await answered;
    // What is too long for a dialogue is not in it, and saving leaves it as it is.
    expect(stage.events.at(-1)).toMatchObject({ kind: 'choice', action: save, values: { title: 'Newer' } });
    expect(stage.sandbox.people.dialogueOf()).toBeNull();
  });

  it('says what is wrong where a form was expected', async () => {
    const edit = formatAction('edit', '', 'FEAT-2026-001', 1);
    stage = await openSlack({ aside: new Set(['edit']) });
    await stage.surface.post(stage.thread, {
      ...drawNoticeCard('One.'),
      choices: [{ label: 'Edit', action: edit }],
    });
    await stage.sandbox.people.press('Edit');
    const fault = new DocketError('STALE', { message: 'It is gone.', remedy: 'Ask for the board.' });
    await stage.surface.post(stage.thread, drawErrorCard(fault), { answers: stage.events[0]!.eventId });
    expect(JSON.stringify(stage.sandbox.people.dialogueOf()?.view)).toContain('It is gone.');
  });

  it.each(['lost_answer', 'lost_request', 'server_error_after', 'server_error', 'rate_limited'] as const)(
    'posts a message once after %s',
    async (kind) => {
      stage = await openSlack();
      stage.sandbox.faults.add({ kind, operation: 'chat.postMessage', resetMs: 300 });
      const ref = await stage.surface.post(stage.thread, drawNoticeCard('Only once.'));
      const posted = stage.sandbox.room.messages.filter(({ text }) => text === 'Only once.');
      expect(posted.map(({ channel, ts }) => `${channel}:${ts}`)).toEqual([ref]);
    },
  );

  it('opens a dialogue while edits are refused for going too fast', async () => {
    stage = await openSlack({ aside: new Set(['edit']) });
    const card = {
      ...drawNoticeCard('One.'),
      choices: [{ label: 'Edit', action: formatAction('edit', '', 'FEAT-2026-001', 1) }],
    };
    const ref = await stage.surface.post(stage.thread, card);
    stage.sandbox.faults.add({ kind: 'rate_limited', operation: 'chat.update', resetMs: 1000 });
    const editing = stage.surface.update(stage.thread, ref, { ...card, summary: 'Two.' });
    const pressed = await stage.sandbox.people.press('Edit');
    expect(pressed.tookMs).toBeLessThan(1000);
    expect(stage.sandbox.people.dialogueOf()).not.toBeNull();
    await editing;
  });

  it('draws only the last of many edits of a message', async () => {
    stage = await openSlack();
    const ref = await stage.surface.post(stage.thread, drawNoticeCard('0'));
    const edits = Array.from({ length: 20 }, (_, at) => {
      return stage.surface.update(stage.thread, ref, drawNoticeCard(`edit ${at + 1}`));
    });
    await Promise.all(edits);
    const [message] = stage.sandbox.room.messages.filter(({ ts }) => ref.endsWith(ts));
    expect(message?.text).toBe('edit 20');
    expect(message!.edits).toBeLessThan(5);
  });

  it('goes on after its connection was recycled and after it was cut', async () => {
    stage = await openSlack();
    stage.sandbox.sockets.recycle();
    await stage.sandbox.people.say('<@U0DOCKET> one');
    stage.sandbox.faults.add({ kind: 'server_error', operation: 'apps.connections.open', times: 3 });
    stage.sandbox.sockets.cut();
    await stage.sandbox.people.say('<@U0DOCKET> two');
    expect(stage.events.map((event) => (event.kind === 'message' ? event.text : ''))).toEqual(
      expect.arrayContaining(['one', 'two']),
    );
  }, 20_000);

  it('answers a command below what was asked, and in person where it is not in the channel', async () => {
    stage = await openSlack();
    await stage.sandbox.people.slash('tickets');
    const asked = stage.sandbox.room.messages.at(-1)!;
    expect(asked.text).toBe('Ana: /docket tickets');
    expect(stage.events).toMatchObject([
      { kind: 'message', text: '/docket tickets', thread: `T0SANDBOX/C0GENERAL/${asked.ts}` },
    ]);
    stage.sandbox.room.channels.set('C0ELSEWHERE', {
      id: 'C0ELSEWHERE',
      isDirect: false,
      members: new Set(),
    });
    await stage.sandbox.people.slash('tickets', { channel: 'C0ELSEWHERE' });
    const direct = stage.sandbox.room.messages.at(-1)!;
    expect(direct).toMatchObject({ channel: 'D0ANA', text: 'Ana: /docket tickets' });
    expect(stage.events[1]?.thread).toBe(`T0SANDBOX/D0ANA/${direct.ts}`);
  });

  it('stops a run when its session is stopped', async () => {
    stage = await openSlack();
    await stage.sandbox.people.stopSession('C0GENERAL', '1.2');
    expect(stage.stopped).toEqual(['T0SANDBOX/C0GENERAL/1.2']);
  });
});

/** The ways into Docket in Slack besides a message: home, shortcuts, dialogues on cards, and what is shared. */
import { afterEach, describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawErrorCard } from '../../src/cards/error-card.ts';
import { drawHomeCard } from '../../src/cards/home-card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import type { HomeView } from '../../src/domain/home-view.ts';
import { openSlack, type SlackStage } from '../support/slack.ts';
import { idOf } from '../support/views.ts';

let stage: SlackStage;
afterEach(() => stage.close());

const home: HomeView = {
  asked: [{ id: idOf(1), preview: 'Discard one ticket' }],
  waiting: [
    {
      boardId: idOf(2),
      title: 'Onboarding PRD',
      thread: { surface: 'slack', external: 'T0SANDBOX/C0GENERAL/1.2' },
      toReview: 12,
      approved: 3,
      failed: 0,
    },
  ],
  mine: [],
  pushes: [],
  trackers: [{ name: 'linear', sandbox: true }],
  defaults: [{ channel: 'T0SANDBOX/C0GENERAL', values: {} }],
};

describe('the home tab', () => {
  it('is published when it is opened and whenever its card changes, and a press on it is answered in person', async () => {
    stage = await openSlack();
    const { sandbox, surface, events } = stage;
    await sandbox.people.openHome();
    const [opened] = events;
    expect(opened).toMatchObject({
      kind: 'choice',
      action: 'dk1:home:::0',
      thread: 'T0SANDBOX/D0ANA/home-U0ANA',
    });
    const shown = () => JSON.stringify(sandbox.room.homes.get('U0ANA') ?? {});
    const ref = await surface.post(
      opened!.thread,
      drawHomeCard(home, () => []),
    );
    await expect.poll(shown).toContain('Onboarding PRD');
    expect(shown()).toContain('https://app.slack.com/client/T0SANDBOX/C0GENERAL/thread/C0GENERAL-1.2');
    await surface.update(
      opened!.thread,
      ref,
      drawHomeCard({ ...home, waiting: [] }, () => []),
    );
    await expect.poll(shown, { timeout: 3000 }).not.toContain('Onboarding PRD');
    await sandbox.people.pressIn('home', 'Reject');
    const pressed = events.at(-1)!;
    expect(pressed).toMatchObject({
      kind: 'choice',
      action: formatAction('no', idOf(1)),
      thread: 'T0SANDBOX/D0ANA/',
    });
    await surface.answered!(pressed.thread, pressed.eventId, drawNoticeCard('Rejected by Ana.'));
    expect(JSON.stringify(sandbox.people.dialogueOf()?.view)).toContain('Rejected by Ana.');
  });

  it('says there what keeps a person from having one', async () => {
    stage = await openSlack();
    await stage.sandbox.people.openHome('U0BEN');
    const fault = new DocketError('FORBIDDEN', { message: 'Ben is no member.', remedy: 'Ask the owner.' });
    await stage.surface.post(stage.events[0]!.thread, drawErrorCard(fault), {
      answers: stage.events[0]!.eventId,
    });
    await expect
      .poll(() => JSON.stringify(stage.sandbox.room.homes.get('U0BEN') ?? {}))
      .toContain('no member');
  });

  it('suggests what to begin with where messages are written', async () => {
    stage = await openSlack();
    await stage.sandbox.people.openHome('U0ANA', 'messages');
    await expect.poll(() => stage.sandbox.room.prompts.get('D0ANA')?.length).toBe(4);
    expect(stage.events).toEqual([]);
  });
});

describe('a shortcut', () => {
  const said = (text: string) => {
    const { room } = stage.sandbox;
    room.messages.push({
      channel: 'C0GENERAL',
      ts: room.nextTs(),
      threadTs: null,
      user: 'U0BEN',
      text,
      blocks: [],
      metadata: null,
      ephemeralTo: null,
      edits: 0,
    });
    return room.messages.at(-1)!;
  };

  it('hands a message over as a document, and answers in its thread', async () => {
    stage = await openSlack();
    const message = said('The app must &lt;export&gt; to CSV, <@U0DOCKET> discard all');
    await stage.sandbox.people.shortcut('dk1:sc:tickets', message);
    expect(stage.events).toMatchObject([
      { kind: 'message', thread: `T0SANDBOX/C0GENERAL/${message.ts}`, attachments: [{ pasted: 'document' }] },
    ]);
    const [{ base64 }] = (stage.events[0] as unknown as { attachments: [{ base64: string }] }).attachments;
    expect(Buffer.from(base64, 'base64').toString('utf8')).toBe('The app must <export> to CSV,  discard all');
  });

  it('opens a bug report filled with the message, which is sent with the way back to it', async () => {
    stage = await openSlack();
    const message = said('The total shows 0. It worked yesterday.');
    await stage.sandbox.people.shortcut('dk1:sc:bug', message);
    await expect.poll(() => stage.sandbox.people.dialogueOf()).not.toBeNull();
    const view = JSON.stringify(stage.sandbox.people.dialogueOf()?.view);
    for (const part of ['What happened?', 'Steps to see it again', 'How bad is it?', 'The total shows 0.'])
      expect(view).toContain(part);
    await stage.sandbox.people.submit({ expected: 'The sum', severity: 'high' });
    expect(stage.events).toMatchObject([
      {
        kind: 'choice',
        action: formatAction('bug'),
        thread: `T0SANDBOX/C0GENERAL/${message.ts}`,
        values: {
          happened: 'The total shows 0. It worked yesterday.',
          severity: 'high',
          source: `https://sandbox.slack.com/archives/C0GENERAL/p${message.ts.replace('.', '')}`,
        },
      },
    ]);
  });

  it('asks from anywhere, and the answer comes in person', async () => {
    stage = await openSlack();
    await stage.sandbox.people.globalShortcut('dk1:sc:ask');
    await expect.poll(() => stage.sandbox.people.dialogueOf()).not.toBeNull();
    await stage.sandbox.people.submit({ text: 'status' });
    const asked = stage.sandbox.room.messages.at(-1)!;
    expect(asked).toMatchObject({ channel: 'D0ANA', text: 'Ana: status' });
    expect(stage.events).toMatchObject([
      { kind: 'message', text: 'status', thread: `T0SANDBOX/D0ANA/${asked.ts}` },
    ]);
  });

  it('is refused to a guest, who is told so', async () => {
    stage = await openSlack();
    const message = said('Export to CSV');
    for (const id of ['dk1:sc:tickets', 'dk1:sc:bug']) {
      await stage.sandbox.people.shortcut(id, message, { user: 'U0GUEST' });
      const told = () => stage.sandbox.room.messages.filter(({ ephemeralTo }) => ephemeralTo === 'U0GUEST');
      await expect.poll(told).toHaveLength(id === 'dk1:sc:tickets' ? 1 : 2);
    }
    expect(stage.sandbox.people.dialogueOf('U0GUEST')).toBeNull();
    expect(stage.events).toEqual([]);
  });
});

describe('a card', () => {
  it('shows a ticket in full in a dialogue, whose buttons work and are answered in it', async () => {
    const show = formatAction('show', '', 'FEAT-2026-001');
    stage = await openSlack({ aside: new Set(['show']) });
    const { surface, sandbox, thread, events } = stage;
    await surface.post(thread, { ...drawNoticeCard('One.'), choices: [{ label: 'Show', action: show }] });
    await sandbox.people.press('Show');
    const approve = formatAction('approve', '', 'FEAT-2026-001', 1);
    const card = {
      ...drawNoticeCard('All of it.'),
      title: 'FEAT-2026-001 · A long title',
      choices: [{ label: 'Approve', action: approve }],
    };
    await surface.post(thread, card, { answers: events[0]!.eventId });
    expect(JSON.stringify(sandbox.people.dialogueOf()?.view)).toContain('All of it.');
    await sandbox.people.pressIn('dialogue', 'Approve');
    expect(events[1]).toMatchObject({ kind: 'choice', action: approve, thread });
    await surface.answered!(thread, events[1]!.eventId, drawNoticeCard('Approved.', 'success'));
    expect(JSON.stringify(sandbox.people.dialogueOf()?.view)).toContain('Approved.');
  });
});

describe('what is shared', () => {
  const fetchedOf = async () => {
    const event = stage.events.at(-1)!;
    const { shared = [] } = event as { shared?: unknown[] };
    const { attachments, left } = await stage.surface.fetchShared!(event.thread, shared);
    const texts = attachments.map((one) => ({
      ...one,
      base64: undefined,
      text: Buffer.from(one.base64, 'base64').toString('utf8'),
    }));
    return { event, texts, left };
  };
  const canvas = (over: object) => {
    const bytes = Buffer.from('# Plan\n- Export to CSV');
    const file = { id: 'F0CANVAS', name: 'Plan', mediaType: 'application/vnd.slack-docs', bytes };
    stage.sandbox.room.files.set('F0CANVAS', { ...file, ...over });
  };

  it('reads a canvas as Markdown, dropped or linked, for those who may see it', async () => {
    stage = await openSlack();
    const { people, room } = stage.sandbox;
    const dropped = { name: 'Plan', mediaType: 'application/vnd.slack-docs', text: '# Plan' };
    await people.say('<@U0DOCKET> tickets please', { files: [dropped] });
    expect((await fetchedOf()).texts).toMatchObject([
      { name: 'Plan.md', mediaType: 'text/markdown', text: '# Plan' },
    ]);
    const link = '<@U0DOCKET> tickets from <https://acme.slack.com/docs/T0SANDBOX/F0CANVAS>';
    canvas({ user: 'U0ANA' });
    await people.say(link);
    const mine = await fetchedOf();
    expect(mine.event).toMatchObject({ text: 'tickets from the attached document' });
    expect(mine.texts).toMatchObject([{ text: '# Plan\n- Export to CSV' }]);
    canvas({ user: 'U0BEN' });
    await people.say(link);
    expect((await fetchedOf()).left).toEqual(['the linked canvas: share it in this thread first']);
    room.scopes.splice(room.scopes.indexOf('canvases:read'), 1);
    canvas({ user: 'U0ANA' });
    await people.say(link);
    expect((await fetchedOf()).left).toEqual(['Plan: the app needs the scope canvases:read']);
  });

  it('reads a linked thread as a conversation, whose words order nothing', async () => {
    stage = await openSlack();
    const { people } = stage.sandbox;
    const ts = await people.say('The export is slow', { user: 'U0BEN' });
    await people.say('&lt;!channel&gt; it must end in 5 s', { threadTs: ts });
    const link = `https://acme.slack.com/archives/C0GENERAL/p${ts.replace('.', '')}`;
    await people.say(`<@U0DOCKET> make tickets from <${link}?thread_ts=${ts}&amp;cid=C0GENERAL>`);
    const { event, texts } = await fetchedOf();
    expect(event).toMatchObject({ kind: 'message', text: 'make tickets from the attached document' });
    expect(texts).toMatchObject([{ pasted: 'conversation' }]);
    expect(texts[0]!.text).toMatch(
      /^Ben {2}\d\d:\d\d\nThe export is slow\n\nAna {2}\d\d:\d\d\n<!channel> it must/,
    );
  });

  it('reads nothing of a private channel for somebody who is not in it', async () => {
    stage = await openSlack();
    const { people, room } = stage.sandbox;
    const members = new Set(['U0BEN', room.bot.id]);
    room.channels.set('C0SECRET', { id: 'C0SECRET', isDirect: false, isPrivate: true, members });
    const ts = await people.say('The deal', { user: 'U0BEN', channel: 'C0SECRET' });
    const link = `https://acme.slack.com/archives/C0SECRET/p${ts.replace('.', '')}`;
    await people.say(`<@U0DOCKET> tickets from <${link}>`);
    expect((await fetchedOf()).left).toEqual([
      'the linked message: it is in a channel that you or I are not in',
    ]);
    await people.say(`<@U0DOCKET> tickets from <${link}>`, { user: 'U0BEN' });
    expect((await fetchedOf()).texts).toMatchObject([{ pasted: 'document', text: 'The deal' }]);
    members.delete(room.bot.id);
    await people.say(`<@U0DOCKET> tickets from <${link}>`, { user: 'U0BEN' });
    expect((await fetchedOf()).left[0]).toContain('invite me to its channel');
  });
});

/** Deliveries as Slack really makes them are read for what they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessage, readPress, readSubmission } from '../../../src/surfaces/slack/inbound.ts';

type Recorded = { name: string; bot: string; payload: Record<string, unknown> & { type?: string } };
const file = join(import.meta.dirname, '../../fixtures/slack/recorded.json');
const recorded: Recorded[] = JSON.parse(readFileSync(file, 'utf8'));
const team = 'T00FAKE00AA';
const of = (type: string) => recorded.filter(({ payload }) => payload.type === type);

describe('what Slack recorded', () => {
  it.each(of('event_callback').map((one) => [one.name, one] as const))(
    '%s is a message, or is left alone',
    (_name, { payload, bot }) => {
      const event = payload.event as {
        type: string;
        user: string;
        channel: string;
        ts: string;
        thread_ts?: string;
        text: string;
        channel_type?: string;
        bot_id?: string;
      };
      const said = readMessage(event, team, bot);
      const isMessage = event.type === 'app_mention' || event.type === 'message';
      if (!isMessage || event.user === bot || event.bot_id) return expect(said).toBeNull();
      const isDirect = event.channel_type === 'im';
      expect(said).toMatchObject({
        user: event.user,
        ts: event.ts,
        place: { team, channel: event.channel, threadTs: event.thread_ts ?? event.ts },
      });
      expect(said!.text).not.toMatch(/<[@#!]|&amp;/);
      expect(said!.toUs).toBe(isDirect || event.type === 'app_mention' || event.text.includes(`<@${bot}>`));
    },
  );

  it.each(of('block_actions').map((one) => [one.name, one] as const))(
    '%s is a press in its thread, or none of ours',
    (_name, { payload }) => {
      type Action = { value?: string; selected_option?: { value: string } | null };
      const [action] = payload.actions as Action[];
      const token = action?.value ?? action?.selected_option?.value;
      const pressed = readPress(payload, team);
      if (!token) return expect(pressed).toBeNull();
      const container = payload.container as { message_ts?: string; thread_ts?: string };
      expect(pressed).toMatchObject({
        user: (payload.user as { id: string }).id,
        action: token,
        ts: container.message_ts,
      });
      expect(pressed!.place.threadTs).toBe(container.thread_ts ?? container.message_ts);
    },
  );

  it.each(of('view_submission').map((one) => [one.name, one] as const))(
    '%s is a sent form',
    (_name, { payload }) => {
      const view = payload.view as { private_metadata: string; state: { values: unknown } };
      expect(readSubmission(payload)).toMatchObject({
        metadata: view.private_metadata,
        values: view.state.values,
        firstInput: expect.any(String),
      });
    },
  );
});

describe('a message', () => {
  const event = (over: object) => ({
    type: 'message',
    user: 'U1',
    text: 'hello',
    ts: '1.2',
    channel: 'C1',
    ...over,
  });

  it.each([
    ['our own', { user: 'UBOT' }],
    ['another app’s', { bot_id: 'B1' }],
    ['an edit', { subtype: 'message_changed' }],
    ['somebody joining', { subtype: 'channel_join' }],
    ['nobody’s', { user: undefined }],
  ])('that is %s is left alone', (_what, over) => {
    expect(readMessage(event(over), 'T1', 'UBOT')).toBeNull();
  });

  it('reads as it was typed', () => {
    const text = '<@UBOT> ask <@U2|ben> &amp; <#C9|plans>: <https://a.example/x?a=1&amp;b=2|see> &lt;b&gt;';
    expect(readMessage(event({ text }), 'T1', 'UBOT')?.text).toBe(
      'ask @ben & #plans: https://a.example/x?a=1&b=2 <b>',
    );
  });
});

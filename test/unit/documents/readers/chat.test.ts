/** Conversations pasted from chat programs are taken apart by who speaks, on the lines they were pasted with. */
import { describe, expect, it } from 'vitest';
import { readChatLog } from '../../../../src/documents/chat-log.ts';

const said = (text: string) =>
  readChatLog(text.split('\n'))?.map(({ speaker, parts }) => [
    speaker,
    ...parts.map((part) => `${part.first} ${part.text}`),
  ]) ?? null;

const dana = ['Dana', '2 we need guest checkout'];
const ravi = ['Ravi', '4 +1'];

describe('a pasted conversation', () => {
  it.each([
    ['Slack', 'Dana  9:41 AM\nwe need guest checkout\nRavi  9:44 AM\n+1\nDana  [9:50 AM]\nok'],
    [
      'Discord',
      'Dana — Today at 09:41\nwe need guest checkout\nRavi — 12/03/2026 09:45\n+1\nDana — 10:02\nok',
    ],
    [
      'Teams',
      '[9:41 AM] Dana\nwe need guest checkout\n[12/3 9:44 AM] Ravi\n+1\n[Wednesday 9:45 AM] Dana\nok',
    ],
    [
      'Telegram',
      'Dana, [05.03.2026 10:02]\nwe need guest checkout\nRavi, [05.03.2026 10:03]\n+1\nDana, [05.03.2026 10:04]\nok',
    ],
  ])('from %s, with headers on lines of their own', (_what, text) => {
    expect(said(text)).toEqual([dana, ravi, ['Dana', '6 ok']]);
  });

  it.each([
    [
      'WhatsApp',
      '12/03/2026, 09:41 - Dana: hello\n12/03/2026, 09:42 - Ravi: +1\n12/03/2026, 09:43 - Dana: ok',
    ],
    [
      'a phone',
      '[05/03/26, 10:02:11] Dana: hello\n[05/03/26, 10:02:12] Ravi: +1\n[05/03/26, 10:03:13] Dana: ok',
    ],
    ['IRC', '[09:41] <Dana> hello\n[09:42] <Ravi> +1\n[09:43] <Dana> ok'],
    [
      'Zoom',
      '10:02:11 From Dana to Everyone: hello\n10:02:12 From Ravi to Everyone: +1\n10:02:13 From Dana to Everyone: ok',
    ],
  ])('from %s, with headers before what is said', (_what, text) => {
    expect(said(text)).toEqual([
      ['Dana', '1 hello'],
      ['Ravi', '2 +1'],
      ['Dana', '3 ok'],
    ]);
  });

  it('with names and times on two lines, as browsers copy them', () => {
    expect(
      said(
        'Dana Whitlock\n  9:41 AM\nhello\nRavi\n9:44 AM\n+1\n9:45\nand more\n3 replies\nDana Whitlock\n9:50 AM\nok',
      ),
    ).toEqual([
      ['Dana Whitlock', '3 hello'],
      ['Ravi', '6 +1', '8 and more'],
      ['Dana Whitlock', '12 ok'],
    ]);
  });

  it('keeps what was said right before the time of the next message', () => {
    expect(
      said(
        'Dana Whitlock\n9:41 AM\nAdd Guest Checkout\n9:43 AM\nFirst thing\nand fast\n9:44 AM\nplease\nRavi\n9:45 AM\nFine\nDana Whitlock\n9:50 AM\nok',
      ),
    ).toEqual([
      ['Dana Whitlock', '3 Add Guest Checkout', '5 First thing', '6 and fast', '8 please'],
      ['Ravi', '11 Fine'],
      ['Dana Whitlock', '14 ok'],
    ]);
  });

  it('with nothing but names, when people take turns', () => {
    expect(said('Dana: hello\nRavi: +1\nDana: it must be fast\n  and cheap\nRavi: ok')).toEqual([
      ['Dana', '1 hello'],
      ['Ravi', '2 +1'],
      ['Dana', '3 it must be fast', '4 and cheap'],
      ['Ravi', '5 ok'],
    ]);
  });

  it.each([
    ['fields', 'Priority: high\nOwner: Ann\nPriority: low\nOwner: Bob'],
    ['scenarios', 'Given: a\nWhen: b\nThen: c\nGiven: d\nWhen: e\nThen: f'],
    ['a timetable', 'Standup 9:30\nDemo 10:00\nRetro 14:30\nLunch 12:00'],
    ['prose', 'Meeting at 10:00\n\nThe shop must open at 9:30.\nIt may close later.'],
    [
      'minutes of a meeting',
      'Ann: takes the export\nBob: writes the mail\n\nDecided: both by May\nOpen: who pays',
    ],
  ])('is not seen in %s', (_what, text) => {
    expect(said(text)).toBeNull();
  });

  it('is looked for quickly in half a million lines', () => {
    const started = performance.now();
    readChatLog('Dana: a\n'.repeat(130_000).split('\n'));
    readChatLog('a\n'.repeat(500_000).split('\n'));
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

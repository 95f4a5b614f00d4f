/** Our text as Slack's `rich_text`, which parses nothing: what a document says can mention, link and style nothing. */
import type { RichTextElement, RichTextSection } from '@slack/types';
import type { Inline, Text } from '../../cards/card.ts';
import { makeSafe, safeUrl } from '../../messenger/safe-text.ts';

/** The Slack user behind a member, where there is one. */
export type UserOf = (memberId: string) => string | null;

type Style = { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };

export function toElements(text: Text, userOf: UserOf, over: Style = {}): RichTextElement[] {
  const inlines: Inline[] = typeof text === 'string' ? [{ kind: 'text', text }] : text;
  return inlines.flatMap((inline) => toElement(inline, userOf, over));
}

/** Slack refuses a text element without text. */
function toElement(inline: Inline, userOf: UserOf, over: Style): RichTextElement[] {
  if (inline.kind === 'mention') {
    const user = userOf(inline.memberId);
    return user ? [{ type: 'user', user_id: user }] : plain(inline.name, over);
  }
  if (inline.kind === 'place') return toPlace(inline, over);
  if (inline.kind === 'link') {
    const url = safeUrl(inline.url);
    return url ? [{ type: 'link', url, text: makeSafe(inline.text) || url }] : plain(inline.text, over);
  }
  if (inline.kind === 'code') return plain(inline.text, { ...over, code: true });
  const { bold, italic, strike, muted } = inline;
  return plain(inline.text, {
    ...over,
    ...(bold ? { bold } : {}),
    ...(italic || muted ? { italic: true } : {}),
    ...(strike ? { strike } : {}),
  });
}

/** A channel is named by Slack itself; a thread is opened by its address in Slack's own client. */
function toPlace({ thread, text }: Extract<Inline, { kind: 'place' }>, style: Style): RichTextElement[] {
  const [, team, channel, ts] = /^([A-Z0-9]+)\/([A-Z0-9]+)(?:\/([\d.]*))?$/.exec(thread) ?? [];
  if (!team || !channel) return plain(text, style);
  if (ts === undefined && channel.startsWith('C')) return [{ type: 'channel', channel_id: channel }];
  const inThread = ts ? `/thread/${channel}-${ts}` : '';
  const url = `https://app.slack.com/client/${team}/${channel}${inThread}`;
  return [{ type: 'link', url, text: makeSafe(text) || url }];
}

export function plain(text: string, style: Style = {}): RichTextElement[] {
  const safe = makeSafe(text);
  if (safe === '') return [];
  return [{ type: 'text', text: safe, ...(Object.keys(style).length > 0 ? { style } : {}) }];
}

/** Lines of one section, a line feed between them. */
export function sectionOf(lines: readonly RichTextElement[][]): RichTextSection | null {
  const said = lines.filter((line) => line.length > 0);
  const elements = said.flatMap((line, at) => (at === 0 ? line : [...plain('\n'), ...line]));
  return elements.length > 0 ? { type: 'rich_text_section', elements } : null;
}

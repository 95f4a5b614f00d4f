/** Reads conversations that chat programs export as JSON (Slack, Discord, Telegram) into lines as they are pasted. */
import type { Json } from './json-markdown.ts';

type Row = { [key: string]: Json };
type Said = { who: string; at: Date; text: string };

const record = (value: Json | undefined): Row | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
const string = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The conversation as text, a line for who and when and one for what; null when the JSON is none. */
export function readChatExport(data: Json): string | null {
  const list = Array.isArray(data) ? data : record(data)?.messages;
  if (!Array.isArray(list)) return null;
  const rows = list.map(record).filter((row) => row !== null);
  const names = readNames(rows);
  const said = rows.map((row) => readMessage(row, names)).filter((one) => one !== null);
  if (said.length < 2 || said.length * 2 < rows.length) return null;
  said.sort((one, other) => one.at.getTime() - other.at.getTime());
  return said.map(({ who, at, text }) => `${who}  ${at.toISOString().slice(11, 16)}\n${text}\n`).join('\n');
}

/** Slack names people by a code; their profiles tell what they are called. */
function readNames(rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(
    rows.flatMap((row) => {
      const name = string(record(row.user_profile)?.real_name) || string(row.username);
      return name === '' ? [] : [[string(row.user), name] as const];
    }),
  );
}

/** Joining, pinning and the like is nobody's word. */
const notices = /^(?:channel_|group_|pinned|bot_add|reminder|tombstone)/;

function readMessage(row: Row, names: ReadonlyMap<string, string>): Said | null {
  const slack = /^\d{9,11}\.\d+$/.test(string(row.ts));
  const at = slack ? new Date(Number(row.ts) * 1000) : new Date(string(row.timestamp) || string(row.date));
  const who = slack
    ? (names.get(string(row.user)) ?? string(row.user))
    : string(record(row.author)?.nickname) || string(record(row.author)?.name) || string(row.from);
  const text = readable(string(row.text) || string(row.content), names);
  if (notices.test(string(row.subtype)) || Number.isNaN(at.getTime()) || who === '' || text === '')
    return null;
  return { who: nameOf(who), at, text };
}

/** As the header of a message may be written: letters, digits and few signs. */
function nameOf(who: string): string {
  return (
    who
      .replace(/[^\p{L}\d .()'’_-]/gu, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 40) || 'Someone'
  );
}

/** Without the marks of the program: `<@U02>`, `<https://…|label>`, `&lt;`, `:tada:`. */
function readable(text: string, names: ReadonlyMap<string, string>): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_whole, code: string) => names.get(code)?.split(' ')[0] ?? '')
    .replace(/<[^<>|\s]+\|([^<>]+)>/g, '$1')
    .replace(/<((?:https?|mailto):[^<>\s]+)>/g, '$1')
    .replace(/(?<!\S):[a-z0-9_+-]+:(?!\S)/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

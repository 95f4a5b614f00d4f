/** Tells a document or conversation that was pasted into a message from the words that say what to do with it. */
import { readChatLog } from '../chat-log.ts';

export type Paste = {
  /** What the person says about the paste; empty when the message is nothing else. */
  words: string;
  text: string;
  kind: 'document' | 'conversation';
  /** What to call it: its heading, or who speaks. */
  name: string;
};

const fewestLines = 4;
/** A text dictated into a ticket may look like a document; it belongs to the ticket. */
const dictates =
  /\b(?:descri\w+|comment|criteri\w+|reply|body|note|bug|report|question|answer)\b|#\d|\b[A-Z]{2,10}-\d/i;
const asks =
  /^(?:please |can you |now )?(?:generate|make|create|turn|write|read|ingest|import|draft|get|structure|summari[sz]e)\b.{0,160}$/i;

/** Words that hand a list over as a document: "make tickets from this:", and not those of one ticket. */
const handsOver =
  /\b(?:tickets|stories|tasks|issues|backlog|prd|spec\w*|document|notes|requirements|these|following)\b/i;
const item = /^\s*(?:[-*•]|\d{1,3}[.)])\s+\S/;

/**
 * Null for messages without a paste. A conversation is known by who speaks when, a document by several lines and a
 * heading of its own, or a list and words that hand it over.
 */
export function findPaste(message: string): Paste | null {
  const lines = message.split(/\r\n|\n|\r/);
  if (lines.filter((line) => line.trim() !== '').length < fewestLines) return null;
  for (const { words, text } of cuts(lines)) {
    const kind = kindOf(text) ?? (isHandedOver(words.join(' '), text) ? 'document' : null);
    if (kind === null) continue;
    if (dictates.test(words.join(' '))) return null;
    return { words: words.join(' ').trim(), text: text.join('\n'), kind, name: nameOf(text, kind) };
  }
  return null;
}

/** Ways to cut a message, the likeliest first: a fence, words before, words after, nothing but the paste. */
function cuts(lines: readonly string[]): { words: string[]; text: string[] }[] {
  const open = lines.findIndex((line) => /^```\w*$/.test(line.trim()));
  const close = lines.findLastIndex((line) => line.trim() === '```');
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const opens = lines[first]!.trim();
  const introduces = /[:.!?]$/.test(opens) || asks.test(opens);
  const fenced = {
    words: [...lines.slice(0, open), ...lines.slice(close + 1)],
    text: lines.slice(open + 1, close),
  };
  return [
    ...(open >= 0 && close > open ? [fenced] : []),
    ...(introduces && !opens.startsWith('#') ? [{ words: [opens], text: lines.slice(first + 1) }] : []),
    ...(asks.test(lines[last]!.trim()) ? [{ words: [lines[last]!], text: lines.slice(0, last) }] : []),
    { words: [], text: [...lines] },
  ];
}

function kindOf(text: readonly string[]): Paste['kind'] | null {
  if (readChatLog(text)) return 'conversation';
  const filled = text.filter((line) => line.trim() !== '');
  const headed = filled.some((line) => /^#{1,6}\s+\S/.test(line));
  return headed && filled.length >= fewestLines ? 'document' : null;
}

function isHandedOver(words: string, text: readonly string[]): boolean {
  return asks.test(words) && handsOver.test(words) && text.filter((line) => item.test(line)).length > 1;
}

function nameOf(text: readonly string[], kind: Paste['kind']): string {
  if (kind === 'document') {
    const filled = text.filter((line) => line.trim() !== '');
    const title = filled.find((line) => /^#{1,6}\s+\S/.test(line)) ?? filled.find((line) => !item.test(line));
    return (title ?? 'Pasted list')
      .replace(/^#+\s+/, '')
      .slice(0, 80)
      .replace(/[\s:]+$/, '');
  }
  const speakers = [...new Set(readChatLog(text)!.map((message) => message.speaker))];
  const named = speakers.slice(0, 2).join(' and ');
  const others = speakers.length - 2;
  return others > 0
    ? `Conversation of ${speakers.slice(0, 2).join(', ')} and ${others} more`
    : `Conversation of ${named}`;
}

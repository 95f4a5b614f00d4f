/** Recognises a conversation pasted from a chat program and splits it into what each person said. */
import type { Message, Passage } from './outline.ts';
import { readChatHeaders } from './readers/chat-headers.ts';

/** The messages with their lines, or null when the text is no chat. */
export function readChatLog(lines: readonly string[]): Message[] | null {
  const found = readChatHeaders(lines);
  if (!found) return null;
  const messages: Message[] = [];
  lines.forEach((line, at) => {
    const header = found[at];
    if (header?.kind === 'noise') return;
    if (header) {
      messages.push({ kind: 'message', speaker: header.who, parts: [], first: at + 1, last: at + 1 });
      if (header.text) addPart(messages.at(-1)!, header.text, at + 1);
    } else if (messages.length > 0 && line.trim() !== '') addPart(messages.at(-1)!, line.trim(), at + 1);
  });
  return messages;
}

function addPart(message: Message, text: string, line: number): void {
  const part: Passage = { text: text.replace(/^>\s*/, ''), first: line, last: line };
  if (/^(?::[\w+-]+:|\p{Extended_Pictographic})\s*\d*$/u.test(part.text)) return;
  message.parts.push(part);
  message.last = line;
}

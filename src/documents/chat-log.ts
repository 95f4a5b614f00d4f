/** Recognises a conversation pasted from a chat program and splits it into what each person said. */
import type { Message, Passage } from './outline.ts';

/** `Dana Whitlock  9:41 AM`, `Dana — Today at 09:41`, `[09:41] Dana: text`, `12/03/2026, 09:41 - Dana: text`. */
const headers: RegExp[] = [
  /^(?<who>\p{Lu}[\p{L}\d .()'’_-]{1,48}?)(?:\s+APP)?\s{1,4}(?:\[)?\d{1,2}[:.h]\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\])?\s*$/u,
  /^(?<who>[\p{L}\d][\p{L}\d .()'’_-]{1,40}?)\s+(?:—|–|-|•)\s+(?:(?:Today|Yesterday|Heute|Gestern|Hoy|Ayer|Hoje|Ontem|Aujourd'hui|Hier)\b.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*)\d{1,2}[:.]\d{2}.*$/iu,
  /^\[(?:[\d/., -]+\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?\]\s*(?<who>[^:]{2,40}):\s*(?<text>.+)$/u,
  /^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}(?:\s?[AaPp][Mm])?\s+-\s+(?<who>[^:]{2,40}):\s*(?<text>.+)$/u,
];

/** The messages, or null when the text is no chat: at least three headers, and one line in ten. */
export function readChatLog(lines: readonly string[]): Message[] | null {
  const found = lines.map(matchHeader);
  const count = found.filter(Boolean).length;
  if (count < 3 || count * 14 < lines.filter((line) => line.trim() !== '').length) return null;
  const messages: Message[] = [];
  lines.forEach((line, at) => {
    const header = found[at];
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

function matchHeader(line: string): { who: string; text: string | null } | null {
  for (const header of headers) {
    const groups = header.exec(line.trim())?.groups;
    if (groups) return { who: groups.who!.trim(), text: groups.text ?? null };
  }
  return null;
}

/** Passages that were changed both in chat and in the file: both texts, and the choice. */
import type { Document, TextConflict } from '../domain/document.ts';
import { formatAction } from './action-token.ts';
import type { Card, ListItem } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, muted, sayLines } from './phrases.ts';

export function drawConflictsCard(document: Document, conflicts: readonly TextConflict[]): Card {
  const said =
    conflicts.length > 0
      ? `${count(conflicts.length, 'passage')} changed on both sides`
      : 'Nothing was changed on both sides';
  return {
    title: `${said} · ${document.title}`,
    tone: conflicts.length > 0 ? 'warning' : 'neutral',
    blocks:
      conflicts.length > 0
        ? [
            { kind: 'text', text: muted('The text from chat stands until you choose.') },
            {
              kind: 'list',
              items: conflicts.map((conflict, at) => drawConflict(document, conflict, at + 1)),
            },
          ]
        : [{ kind: 'text', text: 'There is nothing to choose.' }],
    choices: [],
    summary: `${said} in “${document.title}”.`,
  };
}

function drawConflict(
  document: Document,
  { id, lines, before, edited, received }: TextConflict,
  number: number,
): ListItem {
  const choose = (label: string, rev: number) => ({
    label,
    action: formatAction('choose', document.id, id, rev),
  });
  return {
    mark: 'question',
    number,
    title: cutPlain((before || edited || received).trim(), 100),
    meta: [sayLines([lines[0]])],
    body: `In chat: ${quote(edited)}\nIn what was read: ${quote(received)}`,
    choices: [
      choose('Keep the text from chat', 1),
      choose('Take what was read', 2),
      ...(edited && received ? [choose('Keep both', 3)] : []),
    ],
  };
}

function quote(text: string): string {
  return text.trim() === '' ? 'deleted' : `“${cutPlain(text.trim(), 400)}”`;
}

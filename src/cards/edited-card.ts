/** What an edit did to a document: the lines that went and those that came, and a way back. */
import type { Edited } from '../domain/document-edit.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { muted } from './phrases.ts';

const shownLines = 12;

export function drawEditedCard(edited: Edited): Card {
  const { document, note, changed } = edited;
  const state = changed ? `${document.title}, version ${document.version}` : `${document.title}, unchanged`;
  return {
    title: '',
    tone: changed ? 'success' : 'neutral',
    blocks: [{ kind: 'text', text: note }, ...lines(edited), { kind: 'text', text: muted(state) }],
    choices: changed
      ? [{ label: 'Undo', action: formatAction('unedit', document.id, '', document.version) }]
      : [],
    summary: `${note} ${state}.`,
  };
}

/** Those that went first, as in any list of changes. */
function lines({ removed, added }: Pick<Edited, 'removed' | 'added'>): CardBlock[] {
  const all = [...removed.map((line) => `− ${line}`), ...added.map((line) => `+ ${line}`)];
  if (all.length === 0) return [];
  const shown = all.slice(0, shownLines).map((line) => cutPlain(line, 300));
  const more = all.length - shown.length;
  const text = [...shown, ...(more > 0 ? [`… and ${more} more lines`] : [])].join('\n');
  return [{ kind: 'text', text: [{ kind: 'text', text }] }];
}

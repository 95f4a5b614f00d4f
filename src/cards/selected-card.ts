/** Says which document a thread is about from now on. */
import type { Document } from '../domain/document.ts';
import type { Card } from './card.ts';
import { count, muted } from './phrases.ts';

export function drawSelectedCard(document: Document, blocks: number, tickets: number): Card {
  const said = `Now on “${document.title}”.`;
  const made = tickets > 0 ? count(tickets, 'ticket') : 'no tickets yet';
  const facts = [document.source.name, `version ${document.version}`, count(blocks, 'block'), made];
  return {
    title: '',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: said },
      { kind: 'text', text: muted(facts.join(' · ')) },
    ],
    choices: [],
    summary: `${said} It has ${facts.slice(2).join(' and ')}.`,
  };
}

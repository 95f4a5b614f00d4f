/** Which cards were drawn, and how the next drawing of one is shown: in full, in place, or only what is new. */
import type { Card } from '../../cards/card.ts';
import { subjectOf } from './keypad.ts';
import type { Part } from './render.ts';
import type { Screen } from './screen.ts';

type Drawn = { message: string; subject: string; parts: readonly Part[] };

export class Gallery {
  readonly #screen: Screen;
  #latest: Drawn | null = null;
  /** The tone each message was shown in last. */
  readonly #tones = new Map<string, Card['tone']>();

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  knows(message: string): boolean {
    return this.#tones.has(message);
  }

  isLatest(message: string): boolean {
    return this.#latest?.message === message;
  }

  /** True when a card that is no longer the latest came to an end people wait for: its progress changed its tone. */
  hasNews(message: string, card: Card): boolean {
    const progresses = card.blocks.some((block) => block.kind === 'checklist');
    return progresses && this.#tones.get(message) !== card.tone;
  }

  /** True when the latest card is about the same thing. */
  continues(card: Card): boolean {
    const subject = subjectOf(card);
    return subject !== '' && this.#latest?.subject === subject;
  }

  drawNew(message: string, card: Card, parts: readonly Part[]): void {
    this.#screen.draw(message, ['', ...linesOf(parts)]);
    this.#keep(message, card, parts);
  }

  /** Shows the latest card as it is now: in its place, or, where that scrolled away, what is new of it. */
  drawAgain(message: string, card: Card, parts: readonly Part[]): void {
    const latest = this.#latest;
    if (!latest || !this.#screen.redraw(latest.message, message, ['', ...linesOf(parts)])) {
      const fresh = newParts(latest?.parts ?? [], parts);
      const opens = fresh[0] === parts[0] ? [''] : [];
      if (fresh.length > 0) this.#screen.print([...opens, ...linesOf(fresh)]);
    }
    this.#keep(message, card, parts);
  }

  #keep(message: string, card: Card, parts: readonly Part[]): void {
    this.#latest = { message, subject: subjectOf(card), parts };
    this.#tones.set(message, card.tone);
  }
}

function linesOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => part.lines);
}

function newParts(before: readonly Part[], now: readonly Part[]): Part[] {
  const known = new Set(before.map((part) => part.lines.join('\n')));
  return now.filter((part) => !part.passing && !known.has(part.lines.join('\n')));
}
